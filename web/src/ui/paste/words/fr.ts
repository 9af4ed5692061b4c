import { count } from '../../words/count.ts';
import type { PasteWords } from './en.ts';

const notes = count('fr', { one: 'note', other: 'notes' });
const rows = count('fr', { one: 'ligne', other: 'lignes' });
const characters = count('fr', { one: 'caractère', other: 'caractères' });
const number = new Intl.NumberFormat('fr');

export const fr: PasteWords = {
  title: 'Apporter des notes',
  where: 'Où',
  board: 'Sur le tableau',
  tray: 'Dans le bac',
  trayHint: 'Seule l’équipe voit le bac. Elle les place à partir de là.',
  hint: (n) =>
    `Une liste, un tableau, un plan : chaque ligne ou puce devient une note. Au plus ${number.format(n)} à la fois.`,
  paste: 'Collez ici',
  file: 'Ou choisissez un fichier…',
  look: 'Voir',
  fileLabel: 'Fichier de notes',
  drop: 'Déposez pour un aperçu',
  unreadable:
    'Le fichier est illisible. Enregistrez-le en CSV, Markdown, JSON ou texte, puis choisissez-le de nouveau.',
  large: 'Le fichier dépasse 2 Mo. Découpez-le et apportez une partie après l’autre.',
  from: { text: 'Ce que vous avez collé', file: (name) => `Fichier ${name}` },
  other: 'Autre chose…',
  readAs: 'Lire comme',
  forms: { lines: 'Une note par ligne', outline: 'Liste ou plan', table: 'Tableau de données' },
  headed: 'La première ligne nomme les colonnes',
  columns: 'Ce que contiennent les colonnes',
  column: (n) => `Colonne ${number.format(n)}`,
  heading: 'Titres',
  marks: 'Marques de citation du plan',
  is: {
    '': 'Rien : laisser de côté',
    text: 'Les mots',
    zone: 'Zone du tableau',
    kind: 'Genre de note',
    side: 'Client ou équipe',
    who: 'De qui',
    date: 'Jour',
    tags: 'Étiquettes (#étiquette)',
  },
  into: (zone) => `Notes pour ${zone}`,
  zone: 'Zone, si la ligne n’en nomme aucune',
  whose: 'De qui, si la ligne ne le dit pas',
  ours: 'Les mots de l’équipe',
  sum: (n, of) =>
    n === of
      ? `${notes(n)} au total.`
      : `${number.format(n)} sur ${rows(of)} ${n < 2 ? 'devient une note' : 'deviennent des notes'}.`,
  trouble: {
    long: (n) => `${rows(n)} trop ${n < 2 ? 'longue' : 'longues'}.`,
    name: (n) => `Nom trop long dans ${rows(n)}.`,
    twice: (n) => `${rows(n)} ${n < 2 ? 'dit' : 'disent'} la même chose qu’une autre.`,
    there: (n) => `${rows(n)} déjà sur le tableau.`,
    near: (n) => `${rows(n)} ${n < 2 ? 'dit' : 'disent'} presque la même chose qu’une autre.`,
  },
  noZones: (n, zone) =>
    n < 2
      ? `1 ligne nomme une zone qui n’est pas ici : elle va dans ${zone}.`
      : `${rows(n)} nomment une zone qui n’est pas ici : elles vont dans ${zone}.`,
  empty: (n) => `${rows(n)} sans mots, de côté.`,
  left: (most, n) =>
    `${notes(most)} au plus à la fois. Il en reste ${number.format(n)} après : apportez d’abord celles-ci, puis la suite.`,
  cut: 'Le texte dépasse 2 Mo : seul le début a été lu. Apportez la suite par parties.',
  full: (n) => `Ce tableau a encore de la place pour ${notes(n)}. Décochez-en, ou commencez un autre tableau.`,
  none: 'Il n’y a rien là qui puisse être une note.',
  waits: (n) =>
    n < 2 ? `${n} attend qu’une étape l’accepte.` : `${number.format(n)} attendent qu’une étape les accepte.`,
  rows: 'Ce qui devient une note',
  row: {
    lines: (n) => `Ligne ${number.format(n)}`,
    table: (n) => `Ligne ${number.format(n)}`,
    outline: (n) => `Ligne ${number.format(n)}`,
  },
  add: (n) => (n === 0 ? 'Ajouter des notes' : `Ajouter ${notes(n)}`),
  cancel: 'Annuler',
  asOne: 'En une seule note',
  more: (n) => `En voir plus (${number.format(n)})`,
  all: 'Tout cocher',
  noneTicked: 'Tout décocher',
  take: (words) => `Ajouter « ${words} »`,
  edit: (words) => `Modifier « ${words} »`,
  words: 'Mots',
  kind: 'Genre',
  usual: 'Comme d’habitude dans cette zone',
  who: 'De qui',
  zoneOf: 'Zone du tableau',
  long: (n) => `${characters(n)} ; une note en prend 5 000. Raccourcissez, découpez ou laissez de côté.`,
  name: 'Le nom dépasse 80 caractères. Modifiez-le, ou laissez la ligne de côté.',
  shorten: 'Raccourcir',
  split: (n) => `Découper en ${number.format(n)}`,
  skip: 'Laisser de côté',
  there: 'Déjà sur le tableau.',
  twice: 'Figure ici deux fois.',
  near: 'Dit presque la même chose qu’une autre ligne.',
  removed: (names) => `Retiré, car cela cache ou déplace des mots : ${names}`,
  open: 'Un guillemet s’ouvre ici et ne se ferme jamais : la ligne reste telle quelle.',
  nobody: 'Ne dit pas de qui : elle vient comme note de l’équipe.',
  noZone: (name) => `Il n’y a pas de zone « ${name} » ici.`,
  noKind: (name) => `« ${name} » n’est pas un genre de note.`,
  noSide: (name) => `« ${name} » n’est ni client ni équipe.`,
  noDate: (name) => `La date « ${name} » n’est pas sûre : écrivez-la comme 2026-11-02.`,
  added: (n) => (n < 2 ? `${n} note ajoutée` : `${number.format(n)} notes ajoutées`),
  several: {
    label: 'Plusieurs lignes',
    each: (n) => `Ajouter en ${notes(n)}`,
    one: 'En une seule note',
  },
  slash: {
    label: 'Commandes',
    zone: 'Zone du tableau',
    kind: 'Genre',
    asIs: (typed) => `Écrire « ${typed} » tel quel`,
    done: (name) => `${name} : choisi`,
    found: (n) => (n < 2 ? `${n} commande` : `${number.format(n)} commandes`),
    kinds: {
      quote: 'citation',
      observation: 'vu',
      data: 'chiffre',
      inference: 'déduction',
      assumption: 'supposition',
      idea: 'idée',
      question: 'interrogation',
    },
  },
  voice: {
    start: 'Dicter',
    stop: 'Arrêter la dictée',
    listening: 'À l’écoute…',
    ask: 'Dicter ?',
    hears:
      'Le navigateur transforme la voix en texte. Son fabricant peut vous entendre. Rien ne part vers le tableau avant que vous l’ajoutiez.',
    anon: 'Votre note est anonyme ; votre voix ne l’est pas pour le fabricant du navigateur.',
    yes: 'Dicter maintenant',
    no: 'Pas maintenant',
    denied: 'Le navigateur ne peut pas utiliser le micro. Autorisez-le dans la barre d’adresse.',
    silent: 'Rien n’a été entendu. Réessayez.',
    failed: 'La dictée ne marche pas pour le moment. Ce qui a été entendu est dans le champ.',
  },
};
