import { count } from '../../words/count.ts';
import type { TrayWords } from './en.ts';

const notes = count('es', { one: 'nota', other: 'notas' });

export const es: TrayWords = {
  title: 'Bandeja',
  button: (n) => `Bandeja: ${n}`,
  menu: (n) => `Bandeja (${n})`,
  gather: 'Combinar de nuevo',
  close: 'Cerrar la bandeja',
  team: 'Solo las ve el equipo hasta que las pongas en el tablero.',
  hidden: 'En este paso las notas del tablero están ocultas, estas también.',
  none: 'Aquí no espera nada.',
  bring: 'Traer notas…',
  zone: 'Zona',
  selectNone: 'No elegir ninguna',
  selectAll: (n) => `Elegir las ${n}`,
  put: (n, zone) => `Poner ${n} en ${zone}`,
  putMeant: (n) => `Poner ${n} donde dice el archivo`,
  putOne: (zone) => `Poner en ${zone}`,
  theirs: 'sus zonas',
  done: (n, zone, hidden) =>
    `Puesto en ${zone}: ${notes(n)}. ${hidden ? 'Nadie lo ve hasta que se revele' : 'Todos lo ven ahora'}.`,
  remove: (n) => `Borrar ${notes(n)}`,
  removeOne: 'Borrar esta nota',
  removed: (n) => (n === 1 ? 'Nota borrada' : `${notes(n)} borradas`),
  more: (n) => `Ver más (${n})`,
};
