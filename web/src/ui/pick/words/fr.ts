import { count } from '../../words/count.ts';
import type { PickWords } from './en.ts';

const notes = count('fr', { one: 'note', other: 'notes' });

export const fr: PickWords = {
  notes: (n) => notes(n).replace(' ', '\u00a0'),
  react: {
    title: 'Réagir',
    agree: 'D’accord',
    heart: 'J’adore',
    surprise: 'Surprenant',
    unsure: 'Pas certain',
    count: (name, n) => `${name}\u00a0: ${n}`,
  },
  mention: {
    people: 'Personnes à mentionner',
    hint: 'Tapez @ pour mentionner quelqu’un.',
    none: 'Personne ne s’appelle ainsi ici.',
    toast: 'On vous a mentionné dans un commentaire',
    show: 'Voir',
    filter: (n) => `Mentions de vous (${n})`,
    all: 'Tous les commentaires',
    on: (words) => `Sur «\u00a0${words}\u00a0»`,
  },
  select: {
    act: 'Sélectionner…',
    zone: (name) => `Toutes dans ${name}`,
    theme: (name) => `Toutes du thème ${name}`,
    person: (name) => `Toutes de ${name}`,
    kind: (name) => `Toutes du type ${name}`,
    customer: 'Toutes celles des clients',
    team: 'Toutes celles de l’équipe',
    all: 'Toutes les notes visibles',
    more: 'Plus pour la sélection',
    duplicate: 'Dupliquer',
    copy: 'Copier',
    colours: 'Couleurs et liens…',
    unnamed: 'sans nom',
    selected: (n) => `Sélection\u00a0: ${notes(n)}`,
  },
  copied: (n) => `Copié\u00a0: ${notes(n)}`,
  copyFailed: 'La copie a échoué. Appuyez sur Ctrl+C.',
  roomOnly: (n) =>
    n === 1
      ? 'Son auteur a dit «\u00a0dans cette salle seulement\u00a0».'
      : `Les auteurs de ${n} d’entre elles ont dit «\u00a0dans cette salle seulement\u00a0».`,
  duplicated: (n) => `Dupliqué\u00a0: ${notes(n)}`,
  pasted: (n, zone) => `Collé dans ${zone}\u00a0: ${notes(n)}`,
  skipped: {
    voice: (n) => `Laissé de côté\u00a0: ${notes(n)}, ce sont les mots d’autres personnes.`,
    unknown: (n) => `Laissé de côté\u00a0: ${notes(n)}, personne ne peut dire de qui sont ces mots.`,
    consent: (n) =>
      `Laissé de côté\u00a0: ${notes(n)}, leurs auteurs ont dit «\u00a0dans cette salle seulement\u00a0».`,
    zone: 'On ne peut pas écrire de notes ici maintenant.',
  },
  links: {
    act: 'Liens…',
    title: 'Liens de cette note',
    none: 'Elle n’est encore liée à aucune autre note.',
    because: 'parce que',
    reason: 'est une raison de',
    contradicts: 'contredit',
    addBecause: 'Ajouter «\u00a0parce que\u00a0»',
    addContradicts: 'Ajouter «\u00a0contredit\u00a0»',
    findBecause: 'Quelle note en est une raison\u00a0?',
    findContradicts: 'Quelle note la contredit\u00a0?',
    back: 'Retour aux liens',
    remove: 'Retirer ce lien',
    removed: 'Lien retiré',
    added: 'Notes liées',
    full: 'Une note peut avoir 20 raisons. Retirez-en une d’abord.',
    theirs: 'Seule la personne qui a écrit ces mots peut dire ce qui en est une raison.',
    go: (words) => `Aller à «\u00a0${words}\u00a0»`,
  },
  view: {
    act: 'Vue',
    title: 'Couleurs et liens',
    colour: 'Colorer les notes par',
    lines: 'Montrer les liens entre les notes',
    legend: 'Ce que disent les couleurs',
    noTheme: 'Dans aucun thème',
    nobody: 'Les noms sont cachés à cette étape.',
    own: 'Vous seul voyez le tableau ainsi.',
  },
  colour: {
    side: 'Côté',
    kind: 'Type',
    theme: 'Thème',
    person: 'Personne',
  },
};
