import type { CanvasWords } from './en.ts';

export const es: CanvasWords = {
  zoom: 'Vista',
  nearer: 'Acercar',
  further: 'Alejar',
  home: 'Las zonas llenan la ventana',
  all: 'Todas las notas',
  selection: 'Selección',
  map: 'Mapa: las flechas lo desplazan',
  selected: (n) => `${n} elegidas`,
};
