import type { MenuWords } from './en.ts';

export const de: MenuWords = {
  back: 'Zurückholen',
  view: 'Ansehen',
  session: 'Sitzung',
  board: 'Board',
  about: 'Titel und Person',
  export: 'Bilder und Export',
  help: 'Sprache und Hilfe',
};
