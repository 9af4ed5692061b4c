import type { CanvasWords } from './en.ts';

export const fr: CanvasWords = {
  zoom: 'Affichage',
  nearer: 'Agrandir',
  further: 'Réduire',
  home: 'Les zones remplissent la fenêtre',
  all: 'Toutes les notes',
  selection: 'Sélection',
  map: 'Carte : les flèches la font défiler',
  selected: (n) => `${n} choisies`,
};
