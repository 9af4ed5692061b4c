import type { OutlineWords } from './en.ts';

export const es: OutlineWords = {
  list: 'Todas las notas en una lista',
  sort: 'Orden',
  orders: { map: 'Como en el mapa', newest: 'Las más nuevas primero', theme: 'Por temas' },
  free: 'Sin tema',
  unnamed: (n) => `Tema ${n}`,
  theme: (name) => `Tema: ${name}`,
  contradicts: (words) => `Contradice «${words}»`,
  because: (words) => `Porque: «${words}»`,
  reason: (words) => `Un motivo de «${words}»`,
  up: 'Subir',
  down: 'Bajar',
  at: (n, of) => `${n} de ${of}`,
  ends: { first: 'Ya es la primera', last: 'Ya es la última' },
  back: {
    undo: 'Deshecho',
    redo: 'Rehecho',
    nothing: 'Nada que deshacer',
    again: 'Nada que rehacer',
    came: (n, words) => (n === 1 ? `la nota ha vuelto: ${words}` : `${n} notas han vuelto`),
    gone: (n, words) => (n === 1 ? `la nota ya no está: ${words}` : `${n} notas ya no están`),
    moved: (words, zone) => `movida a ${zone}: ${words}`,
    reads: (words) => `la nota dice: ${words}`,
    changed: (n, words) => (n === 1 ? `cambiada: ${words}` : `${n} notas cambiadas`),
  },
  none: 'Ninguna de las notas de aquí es así.',
  keys: 'Arriba y abajo pasan de una nota a otra; con Alt la mueven. Intro edita, M la lleva a otro sitio, G dice con qué va, C comenta, el punto abre el menú y el signo de interrogación muestra todas las teclas.',
  mapKeys:
    'Las flechas pasan de una nota a otra. Intro edita, M mueve, G dice con qué va, C comenta, el punto abre el menú, Espacio elige, F dice «a mí también», Supr borra. El signo de interrogación muestra todas las teclas.',
  heard: {
    step: (n, of, title) => `Paso ${n} de ${of}: ${title}`,
    added: (who, n, zone) =>
      who === ''
        ? `${n === 1 ? 'Una nota nueva' : `${n} notas nuevas`} en ${zone}`
        : `${who} ha añadido ${n === 1 ? 'una nota' : `${n} notas`} en ${zone}`,
    shown: (n) => (n === 1 ? 'Ahora se ve una nota más' : `Ahora se ven ${n} notas más`),
    moved: (n, zone) => (n === 1 ? `Una nota ha pasado a ${zone}` : `${n} notas han pasado a ${zone}`),
    gone: (n) => (n === 1 ? 'Se ha borrado una nota' : `Se han borrado ${n} notas`),
    themed: (n, theme) => (n === 1 ? `Una nota ha pasado a «${theme}»` : `${n} notas han pasado a «${theme}»`),
    comments: (n) => (n === 1 ? 'Un comentario nuevo' : `${n} comentarios nuevos`),
  },
};
