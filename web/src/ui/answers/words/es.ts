import { count } from '../../words/count.ts';
import type { AnswerWords } from './en.ts';

const notes = count('es', { one: 'nota', other: 'notas' });

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
};
