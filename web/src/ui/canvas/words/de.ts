import type { CanvasWords } from './en.ts';

export const de: CanvasWords = {
  zoom: 'Ansicht',
  nearer: 'Vergrößern',
  further: 'Verkleinern',
  home: 'Felder füllen das Fenster',
  all: 'Alle Notizen',
  selection: 'Auswahl',
  map: 'Karte: Pfeiltasten blättern',
  selected: (n) => `${n} ausgewählt`,
};
