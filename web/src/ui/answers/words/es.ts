import { count } from '../../words/count.ts';
import type { AnswerWords } from './en.ts';

const notes = count('es', { one: 'nota', other: 'notas' });
const themes = count('es', { one: 'tema', other: 'temas' });

export const es: AnswerWords = {
  title: 'Qué pasó con tus palabras',
  back: 'Al tablero',
  alone:
    'Esta página solo la ves tú. Lo que escribiste de forma anónima lo sigue siendo, y el equipo lee sin tu nombre lo que respondas aquí.',
  counted: (k, n) => {
    if (n === 1) return k === 1 ? 'Tu nota tiene respuesta' : 'Tu nota todavía no tiene respuesta';
    return `${k} de tus ${notes(n)} ${k === 1 ? 'tiene' : 'tienen'} respuesta`;
  },
  none: 'En este tablero no hay palabras tuyas.',
  hidden: 'Este paso oculta las notas. Lo que pasó con ellas vuelve cuando se muestren.',
  yours: (n) => (n === 1 ? 'Escribiste' : `Escribiste ${n} notas`),
  anonymous: 'anónima',
  insight: 'Lo que aprendimos de ello',
  became: {
    done: 'Hecho',
    again: 'Abierto otra vez',
    doing: 'En marcha',
    no: 'No',
    later: 'Más adelante',
    answered: 'Respondido',
    looked: 'Lo estamos mirando',
    waiting: 'Espera una respuesta',
    unread: 'Por ahora solo tú puedes leerla',
  },
  by: (day) => `para el ${day}`,
  first: (day) => `prometido primero para el ${day}`,
  on: (day) => `el ${day}`,
  until: (day) => `lo volveremos a ver el ${day}`,
  because: (why) => `Porque: ${why}`,
  ask: '¿Ayudó?',
  anew: 'La última vez dijiste: todavía no. ¿Ayuda ahora?',
  yes: 'Sí, ayudó',
  notYet: 'Todavía no',
  thanks: 'Gracias. El equipo lee que ayudó.',
  opened: 'Está abierto otra vez, y el equipo lee que todavía no ayuda.',
  wait: 'Guardado en este dispositivo. En cuanto se envíe, estará abierto otra vez.',
  heard: 'El equipo lee que todavía no ayuda.',
  change: 'Puedes cambiar de opinión.',
  missing: '¿Qué falta? (solo si quieres)',
  add: '¿Algo que añadir? (solo si quieres)',
  say: 'Decirlo',
  acks: {
    said: (helped, notYet) => `Ayudó ${helped} · Todavía no ${notYet}`,
    helped: 'Ayudó',
  },
  unheard: {
    title: 'Quién sigue sin respuesta',
    people: (k, n) =>
      n === 1
        ? `${k} de 1 persona que aportó tiene respuesta.`
        : `${k} de ${n} personas que aportaron ${k === 1 ? 'tiene' : 'tienen'} respuesta.`,
    anonymous: (k, n) =>
      n === 1
        ? `La nota anónima ${k === 1 ? 'tiene una' : 'todavía no tiene'}.`
        : `${k} de ${n} notas anónimas ${k === 1 ? 'tiene' : 'tienen'} una.`,
    somebody: 'Alguien',
    notes,
    nobody: 'Anónimas',
    nobodys: 'Notas anónimas',
  },
  public: {
    title: '«Lo que nos dijeron, lo que hicimos»',
    about:
      'Una página para quien tenga su dirección: conclusiones en tratamiento, respondidas o rechazadas, qué pasó con ellas, y palabras de quienes permiten que se las cite. Sin nombres.',
    open: 'La página está abierta',
    copy: 'Copiar la dirección',
    look: 'Verla',
  },
  recap: {
    title: 'Resumen',
    copy: 'Copiar el resumen',
    send: 'Enviar el resumen',
    report: 'Informe completo',
    failed: 'No copiado: no se llega al servidor.',
    subject: (title) => `Resumen: ${title}`,
    learned: 'Lo que aprendimos',
    levels: { assumption: 'suposición', low: 'baja', medium: 'media', high: 'alta' },
    sure: (level, team) => `seguridad: ${level}${team === '' ? '' : `; el equipo dice ${team}`}`,
    said: (n) => `Lo que se dijo, en ${themes(n)}`,
    theme: (name, n) => `${name}: ${notes(n)}`,
    unnamed: '(aún sin nombre)',
    stays: 'Nada de ello sale de la sala',
    will: 'Quién hace qué y para cuándo',
    does: (who, what, day) => `${who}: ${what}${day === '' ? '' : `, para el ${day}`}`,
    nobody: 'Nadie todavía',
    done: 'hecha',
    again: 'abierta otra vez',
    wont: 'Ahora no',
    later: 'más adelante',
    because: (what, why) => `${what}, porque: ${why}`,
    open: 'Aún sin decidir',
    none: 'Aún no se ha decidido nada.',
    page: (link) => `Lo que se dijo y qué pasó con ello, para todos: ${link}`,
    board: (link) => `El tablero, para quienes ya participan (los demás necesitan una invitación): ${link}`,
    short: '(Acortado. El informe lo tiene todo.)',
  },
};
