import { count } from '../../words/count.ts';
import type { SortWords } from './en.ts';

const notes = count('es', { one: 'nota', other: 'notas' });
const customers = count('es', { one: 'cliente', other: 'clientes' });

export const es: SortWords = {
  free: 'Sin tema',
  freeHint: 'No todo necesita un grupo: lo que queda aquí se conserva.',
  freeNone: 'Todas las notas tienen tema.',
  none: 'Todavía no hay notas que ordenar.',
  keys: 'G: va con… (N: tema nuevo) · 1–9: a ese tema · U: fuera · Flechas, espacio: ir y seleccionar',
  create: 'Tema nuevo',
  createDrop: 'Suelta notas aquí para un tema nuevo',
  board: 'Temas',
  name: (n) => `Nombre del tema ${n}`,
  nameHint: 'Dilo como una frase: «Me da miedo pagar»',
  unnamed: (n) => `Tema ${n}`,
  like: (words) => `con «${words}»`,
  notes,
  voices: (n, from, of, least) =>
    of > 0
      ? `${notes(n)} de ${Math.min(from, of)} de ${customers(of)}`
      : `${notes(n)} de ${least ? 'al menos ' : ''}${customers(from)}`,
  learn: 'Sacar una conclusión de este tema',
  open: (n) => `${n} sin confirmar`,
  theirs: (n) => `${notes(n)} de clientes`,
  team: (n) => `${n} del equipo`,
  dots: count('es', { one: 'punto', other: 'puntos' }),
  menu: 'Menú del tema',
  select: 'Seleccionar sus notas',
  earlier: 'Mover hacia delante',
  later: 'Mover hacia atrás',
  remove: 'Borrar el tema',
  removed: 'Tema borrado. Sus notas se conservan.',
  grouped: (n, name) => (n === 1 ? `Ahora en ${name}` : `${notes(n)} ahora en ${name}`),
  ungrouped: (n) => (n === 1 ? 'Fuera de su tema' : `${notes(n)} fuera de su tema`),
  goes: 'Va con…',
  themes: 'Temas',
  nearest: 'Más cercanas por sus palabras',
  alone: 'Dejarla sola',
  out: 'Sacarla de su tema',
  cards: 'Una a una',
  toGo: (n) => `${notes(n)} por ordenar`,
  next: 'Siguiente',
  previous: 'Anterior',
  sorted: 'Todo ordenado. Leed los temas otra vez y ponedles nombre.',
  leftAlone: (n) => `${notes(n)} sin tema. Volver a mirarlas`,
  verdict: {
    group: '¿Dice lo que queríais decir?',
    right: 'Así es',
    dispute: 'No queríamos decir eso',
    why: '¿Qué queríais decir? (puede quedar vacío)',
    send: 'Decirlo',
    takeBack: 'Retirarlo',
    says: (n) => `${customers(n)}: así es`,
    disputes: (n) => `${customers(n)}: no queríamos decir eso`,
    veto: 'Quien guía a los clientes: no queríamos decir eso',
    yours: 'Tú dices: no queríamos decir eso',
    blocked:
      'No se puede aceptar mientras quien guía a los clientes diga que no es lo que querían decir. Cambiad las palabras y preguntad de nuevo.',
  },
  comments: {
    act: 'Comentar…',
    title: 'Comentarios',
    open: (n) => (n === 1 ? '1 comentario' : `${n} comentarios`),
    none: 'Todavía no hay comentarios.',
    write: 'Escribir un comentario',
    send: 'Enviar',
    remove: 'Borrar el comentario',
    removed: 'Comentario borrado',
    hidden: 'En este paso no se ven los nombres.',
    closed: 'En este paso los comentarios solo se leen.',
    someone: 'Alguien de aquí',
  },
  fixed: {
    act: 'Resuelto ya…',
    title: 'Resuelto en el momento',
    what: '¿Qué se hizo, en una frase?',
    done: (words) => `Resuelto: ${words}`,
    save: 'Hecho',
    saved: 'Anotado como hecho. Está en el cierre.',
  },
  insights: {
    title: 'Lo que aprendimos',
    none: 'Todavía no hay conclusiones.',
    rests: (customers, team) =>
      [customers > 0 ? `${customers} de clientes` : '', team > 0 ? `${team} del equipo` : '']
        .filter(Boolean)
        .join(', '),
  },
};
