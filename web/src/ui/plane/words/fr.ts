import { count } from '../../words/count.ts';
import type { PlaneWords } from './en.ts';

const notes = count('fr', { one: 'note', other: 'notes' });
const answers = count('fr', { one: 'réponse', other: 'réponses' });

export const fr: PlaneWords = {
  objective: 'Impact sur',
  noObjective: 'Quel unique objectif visons-nous ?',
  impact: 'Impact',
  effort: 'Effort',
  wins: 'Gains rapides',
  bets: 'Grands paris',
  fills: 'À l’occasion',
  pit: 'Gouffre',
  unplaced: 'À placer',
  allPlaced: 'Tout a sa place.',
  empty: 'Écrivez ce qu’on pourrait faire, une chose par note. Puis placez chacune selon l’impact et l’effort.',
  chosen: 'Note choisie',
  choose: 'Choisissez une note pour la lire et dire où elle se place.',
  ask: {
    both: 'Personne d’autre ne voit où vous les mettez.',
    impact: 'Vous placez l’impact : personne d’autre ne voit où.',
    effort: 'Vous placez l’effort : personne d’autre ne voit où.',
  },
  at: (impact, effort) =>
    [impact > 0 && `impact ${impact}`, effort > 0 && `effort ${effort}`].filter(Boolean).join(', '),
  nowhere: 'pas encore placée',
  pale: 'Pâle : là où tendent les réponses, pas encore tranché.',
  tentative: 'là où tendent les réponses ; pas tranché',
  keys: 'Les flèches la placent. Entrée va à ses chiffres, le point ouvre le menu.',
  more: (n) => (n === 1 ? '1 autre' : `${n} autres`),
  moreHere: (n) => `${notes(n)} ici`,
  settle: 'Trancher ici',
  spread: 'L’écart entre nous',
  spreadAll: 'Montrer tous les écarts',
  range: (what, mid, low, high, n) => `${what} : milieu ${mid}, de ${low} à ${high}, ${answers(n)}`,
  few: (what, n) => `${what} : ${answers(n)}, trop peu pour les montrer`,
  alike: (what, value, n) => `${what} : toutes ${value}, ${answers(n)}`,
  picture: (n, of) => `${n} sur ${of} placées`,
};
