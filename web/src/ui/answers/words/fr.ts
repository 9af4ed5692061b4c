import { count } from '../../words/count.ts';
import type { AnswerWords } from './en.ts';

const notes = count('fr', { one: 'note', other: 'notes' });
const themes = count('fr', { one: 'thème', other: 'thèmes' });

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
  acks: {
    said: (helped, notYet) => `A aidé ${helped} · Pas encore ${notYet}`,
    helped: 'Cela a aidé',
  },
  unheard: {
    title: 'Qui n’a pas encore de réponse',
    people: (k, n) =>
      `Sur ${n} ${n < 2 ? 'personne qui a contribué' : 'personnes qui ont contribué'}, ${k} ${k < 2 ? 'a' : 'ont'} une réponse.`,
    anonymous: (k, n) =>
      n === 1
        ? `La note anonyme ${k === 1 ? 'en a une' : 'n’en a pas encore'}.`
        : `Sur ${n} notes anonymes, ${k} en ${k < 2 ? 'a' : 'ont'} une.`,
    somebody: 'Quelqu’un',
    notes,
    nobody: 'Anonymes',
    nobodys: 'Notes anonymes',
  },
  public: {
    title: '« Vous l’avez dit, nous l’avons fait »',
    about:
      'Une page pour tous ceux qui ont son adresse : les enseignements traités, répondus ou refusés, ce qu’ils sont devenus, et les mots de ceux qui acceptent d’être cités. Sans noms.',
    open: 'La page est ouverte',
    copy: 'Copier l’adresse',
    look: 'La regarder',
  },
  recap: {
    title: 'Récapitulatif',
    copy: 'Copier le récapitulatif',
    send: 'Envoyer le récapitulatif',
    report: 'Rapport complet',
    failed: 'Pas copié : le serveur ne répond pas.',
    subject: (title) => `Récapitulatif : ${title}`,
    learned: 'Ce que nous avons appris',
    levels: { assumption: 'hypothèse', low: 'faible', medium: 'moyenne', high: 'haute' },
    sure: (level, team) => `confiance : ${level}${team === '' ? '' : ` ; l’équipe dit ${team}`}`,
    said: (n) => `Ce qui a été dit, en ${themes(n)}`,
    theme: (name, n) => `${name} : ${notes(n)}`,
    unnamed: '(pas encore de nom)',
    stays: 'Rien n’en sort de la salle',
    will: 'Qui fait quoi, et pour quand',
    does: (who, what, day) => `${who} : ${what}${day === '' ? '' : `, pour le ${day}`}`,
    nobody: 'Encore personne',
    done: 'fait',
    again: 'rouvert',
    wont: 'Pas maintenant',
    later: 'plus tard',
    because: (what, why) => `${what}, raison : ${why}`,
    open: 'Pas encore décidé',
    none: 'Rien n’a encore été décidé.',
    page: (link) => `Ce qui a été dit et ce que c’est devenu, pour tous : ${link}`,
    board: (link) => `Le tableau, pour ceux qui y participent déjà (les autres ont besoin d’une invitation) : ${link}`,
    short: '(Raccourci. Le rapport a tout.)',
  },
};
