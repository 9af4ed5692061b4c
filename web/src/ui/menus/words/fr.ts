import type { MenuWords } from './en.ts';

export const fr: MenuWords = {
  back: 'Récupérer',
  view: 'Regarder',
  session: 'Séance',
  board: 'Tableau',
  about: 'Titre et personne',
  export: 'Images et export',
  help: 'Langue et aide',
};
