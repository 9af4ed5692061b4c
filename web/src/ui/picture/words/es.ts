import { count } from '../../words/count.ts';
import type { PictureWords } from './en.ts';

export const es: PictureWords = {
  title: 'Imágenes del tablero',
  what: 'Qué',
  parts: {
    board: 'Todo el tablero',
    notes: count('es', { one: 'nota elegida', other: 'notas elegidas' }),
    zone: 'Una zona',
  },
  as: 'Como',
  kinds: { svg: 'Archivo SVG', png: 'Archivo PNG', pdf: 'Archivo PDF', print: 'Imprimir' },
  about: {
    svg: 'Un dibujo nítido a cualquier tamaño. Su letra va en el archivo; las escrituras no latinas usan las del equipo de quien lo abre.',
    png: 'Una imagen para chats, diapositivas y wikis, al doble de tamaño.',
    pdf: 'Páginas A4, zona por zona. Cada página es una imagen; sus palabras se pueden buscar y copiar.',
    print: 'Las mismas páginas en papel. «Guardar como PDF» al imprimir conserva las palabras como texto nítido.',
  },
  paper: 'Papel',
  papers: { light: 'Claro', dark: 'Oscuro' },
  save: 'Descargar',
  printing: 'Imprimir…',
  drawing: 'Dibujando…',
  failed: 'No se pudo dibujar la imagen. Quizá funcione con una parte del tablero, o como SVG.',
  empty: 'No hay notas.',
  preview: (title, n) => `Vista previa de ${title}, ${n}`,
  notes: count('es', { one: 'nota', other: 'notas' }),
  pages: count('es', { one: 'página', other: 'páginas' }),
  size: (width, height) => `${width} × ${height} píxeles`,
  smaller: 'Ningún navegador dibuja más grande: la imagen no llega al doble de tamaño.',
  shows: 'Contiene lo que ves en el tablero, con el texto entero de cada nota. Lo que se te oculta no está.',
  dimmed: 'Las notas que la búsqueda deja pálidas también están.',
  hidden: 'Algunas palabras son solo para esta sala: pregunta antes de pasar la imagen.',
  quotes: ['«', '»'],
  goesOn: 'sigue…',
  more: (title) => `${title} (continuación)`,
  page: (nth, of) => `Página ${nth} de ${of}`,
  number: (n) => new Intl.NumberFormat('es').format(n),
  cell: (impact, effort) => `Impacto ${impact} · esfuerzo ${effort}`,
  nowhere: 'Aún sin lugar',
  untold: 'Dicho solo para la sala',
  legend: {
    title: 'Qué significan las marcas',
    customer: 'un cliente',
    team: 'el equipo',
    behalf: 'anotado por un cliente',
    dashed: 'una suposición',
    sewn: 'una suposición que apoyan clientes',
    felt: 'a tantos clientes les pasó',
  },
  embed: {
    gone: 'Este tablero no se muestra aquí.',
    goneWhy: 'Su enlace ha terminado o la dirección no está completa. Pide otro a quien dirige el tablero.',
    away: 'No se puede llegar al servidor ahora. Así estaba el tablero.',
    untold: (n) =>
      n === 1
        ? '1 nota sin sus palabras: se dijeron solo para la sala.'
        : `${n} notas sin sus palabras: se dijeron solo para la sala.`,
    as: (when) => `A fecha de ${when}`,
  },
};
