import { count } from '../../words/count.ts';
import type { JourneyWords } from './en.ts';

const notes = count('fr', { one: 'note', other: 'notes' });
const answers = count('fr', { one: 'réponse', other: 'réponses' });

export const fr: JourneyWords = {
  felt: 'Le ressenti',
  legend: 'Ligne : la réponse du milieu. Bande : de la plus basse à la plus haute.',
  before: 'La courbe apparaît ici quand les points de tous y sont.',
  theirs: 'Les clients mettent leurs points. Personne ne voit à qui ils sont.',
  yours: 'Mettez vos points d’un clic ou avec les flèches. Personne d’autre ne les voit.',
  onlyYou: 'Personne d’autre ne voit vos points.',
  point: (column) => `Votre ressenti pour « ${column} »`,
  unset: 'Pas encore de point',
  answers,
  few: (n) => `${answers(n)} : trop peu pour les montrer`,
  truth: 'Moment de vérité',
  table: 'La courbe en tableau',
  step: 'Étape',
  median: 'Réponse du milieu',
  low: 'La plus basse',
  high: 'La plus haute',
  column: 'Nom de l’étape',
  columnMenu: (column) => `Changer l’étape « ${column} »`,
  add: 'Ajouter une étape',
  addAfter: 'Ajouter une étape après elle',
  left: 'Déplacer à gauche',
  right: 'Déplacer à droite',
  remove: 'Retirer cette étape',
  removed: (column, n) =>
    n === 0 ? `« ${column} » retirée` : `« ${column} » retirée ; si elle revient, ses notes aussi (${notes(n)})`,
  fresh: 'Nouvelle étape',
};
