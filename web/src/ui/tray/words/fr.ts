import { count } from '../../words/count.ts';
import type { TrayWords } from './en.ts';

const notes = count('fr', { one: 'note', other: 'notes' });

export const fr: TrayWords = {
  title: 'Bac',
  button: (n) => `Bac : ${n}`,
  menu: (n) => `Bac (${n})`,
  gather: 'Réunir de nouveau',
  close: 'Fermer le bac',
  team: 'Visible de l’équipe seule, tant que vous ne l’avez pas mis sur le tableau.',
  hidden: 'Dans cette étape, les notes du tableau sont cachées, celles-ci aussi.',
  none: 'Rien n’attend ici.',
  bring: 'Apporter des notes…',
  zone: 'La zone',
  selectNone: 'N’en choisir aucune',
  selectAll: (n) => `Choisir les ${n}`,
  put: (n, zone) => `En mettre ${n} dans ${zone}`,
  putMeant: (n) => `En mettre ${n} où le fichier le dit`,
  putOne: (zone) => `Mettre dans ${zone}`,
  theirs: 'leurs zones',
  done: (n, zone, hidden) =>
    `Mis dans ${zone} : ${notes(n)}. ${hidden ? 'Personne ne le voit avant le dévoilement' : 'Tout le monde le voit maintenant'}.`,
  remove: (n) => `Supprimer ${notes(n)}`,
  removeOne: 'Supprimer cette note',
  removed: (n) => (n === 1 ? 'Note supprimée' : `${notes(n)} supprimées`),
  more: (n) => `Montrer plus (${n})`,
};
