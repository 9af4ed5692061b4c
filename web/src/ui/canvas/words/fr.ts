import type { CanvasWords } from './en.ts';

export const fr: CanvasWords = {
  zoom: 'Affichage',
  nearer: 'Agrandir',
  further: 'Réduire',
  window: 'Dans la fenêtre',
  home: 'Ajuster à la fenêtre',
  all: 'Toutes les notes',
  selection: 'Sélection',
  map: 'Carte : les flèches la font défiler',
  selected: (n) => `${n} choisies`,
};
