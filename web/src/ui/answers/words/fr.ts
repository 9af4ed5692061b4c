import { count } from '../../words/count.ts';
import type { AnswerWords } from './en.ts';

const notes = count('fr', { one: 'note', other: 'notes' });

export const fr: AnswerWords = {
  title: 'Ce que vos mots sont devenus',
  back: 'Au tableau',
  alone:
    'Personne d’autre ne voit cette page. Ce que vous avez écrit anonymement le reste, et l’équipe lit ce que vous répondez ici sans votre nom.',
  counted: (k, n) => {
    if (n === 1) return k === 1 ? 'Votre note a une réponse' : 'Votre note n’a pas encore de réponse';
    return `Sur vos ${notes(n)}, ${k < 2 ? `${k} a` : `${k} ont`} une réponse`;
  },
  none: 'Il n’y a aucun mot de vous sur ce tableau.',
  hidden: 'Cette étape cache les notes. Ce qu’elles sont devenues se montrera de nouveau avec elles.',
  yours: (n) => (n === 1 ? 'Vous avez écrit' : `Vous avez écrit ${notes(n)}`),
  anonymous: 'anonyme',
  insight: 'Ce que nous en avons appris',
  became: {
    done: 'Fait',
    again: 'Rouvert',
    doing: 'En cours',
    no: 'Non',
    later: 'Plus tard',
    answered: 'Répondu',
    looked: 'À l’étude',
    waiting: 'Attend une réponse',
    unread: 'Pour l’instant, personne d’autre ne peut le lire',
  },
  by: (day) => `pour le ${day}`,
  first: (day) => `promis d’abord pour le ${day}`,
  on: (day) => `le ${day}`,
  until: (day) => `nous y revenons le ${day}`,
  because: (why) => `Raison : ${why}`,
  ask: 'Est-ce que cela a aidé ?',
  anew: 'La dernière fois, vous avez dit : pas encore. Est-ce que cela aide maintenant ?',
  yes: 'Oui, cela a aidé',
  notYet: 'Pas encore',
  thanks: 'Merci. L’équipe lira que cela a aidé.',
  opened: 'C’est rouvert, et l’équipe lira que cela n’aide pas encore.',
  wait: 'Gardé sur cet appareil. Une fois envoyé, ce sera rouvert.',
  heard: 'L’équipe lira que cela n’aide pas encore.',
  change: 'Vous pouvez changer d’avis.',
  missing: 'Que manque-t-il ? (si vous voulez)',
  add: 'Quelque chose à ajouter ? (si vous voulez)',
  say: 'Le dire',
};
