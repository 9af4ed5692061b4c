import type { CanvasWords } from './en.ts';

export const de: CanvasWords = {
  zoom: 'Ansicht',
  nearer: 'Vergrößern',
  further: 'Verkleinern',
  window: 'Im Fenster',
  home: 'Ins Fenster einpassen',
  all: 'Alle Notizen',
  selection: 'Auswahl',
  map: 'Karte: Pfeiltasten blättern',
  selected: (n) => `${n} ausgewählt`,
};
