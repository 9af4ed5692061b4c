import { count } from '../../words/count.ts';
import type { MineWords } from './en.ts';

const notes = count('fr', { one: 'note', other: 'notes' });
const others = count('fr', { one: 'commentaire ou raison', other: 'commentaires et raisons' });
const exports = count('fr', { one: 'export a été fait', other: 'exports ont été faits' });

export const fr: MineWords = {
  title: 'Mes contributions',
  on: (title) => `Ce que vous avez écrit sur « ${title} »`,
  as: (name) => `Vous y êtes « ${name} ».`,
  runs: (who) => `Responsable : ${who}.`,
  none: 'Vous n’y avez encore rien écrit.',
  state: {
    shown: 'Sur le tableau',
    hidden: 'Pas encore visible pour les autres',
    withdrawn: 'Retirée',
    deleted: 'Supprimée sur le tableau',
    erased: 'Effacée pour toujours',
  },
  anon: 'anonyme',
  forYou: 'notée pour vous',
  withdraw: 'Retirer',
  withdrawWhich: (text) => `Retirer « ${text} »`,
  back: 'Remettre',
  backWhich: (text) => `Remettre « ${text} »`,
  erase: 'Effacer pour toujours',
  eraseWhich: (text) => `Effacer « ${text} » pour toujours`,
  took: (n) => `Retiré : ${notes(n)}`,
  brought: (n) => `De nouveau sur le tableau : ${notes(n)}`,
  erased: (n) => `Effacé pour toujours : ${notes(n)}`,
  undo: 'Annuler',
  all: 'Tout à la fois',
  withdrawAll: (n) => `Tout retirer (${notes(n)})`,
  backAll: (n) => `Tout remettre (${notes(n)})`,
  eraseAll: 'Tout effacer pour toujours',
  gone: 'Tout ce que vous avez apporté est effacé.',
  what: 'Ce que vous retirez, personne ne le voit plus ; vous pouvez le remettre ici. Ce que vous effacez disparaît pour toujours.',
  whatOut:
    'Ce que vous retirez, personne ne le voit plus. Vous n’êtes plus sur le tableau, donc cela reste retiré. Ce que vous effacez disparaît pour toujours.',
  apart:
    'Les notes anonymes disparaissent au même moment : d’autres peuvent en déduire qu’elles sont de vous. Pour que personne ne le puisse, retirez-les ou effacez-les une par une, à d’autres moments.',
  again: {
    hint: 'Ce navigateur est sur ce tableau : il peut en faire une nouvelle.',
    act: 'Faire une nouvelle adresse',
    busy: 'Une nouvelle adresse se prépare…',
  },
  sure: {
    one: 'Effacer cette note pour toujours ?',
    all: 'Tout effacer pour toujours ?',
    body: 'Personne ne peut l’annuler, ni vous ni les responsables.',
    more: (n) => `Votre nom, votre adresse e-mail et ${others(n)} partent avec.`,
    name: 'Votre nom et votre adresse e-mail partent avec.',
    reach: 'Cela n’atteint pas ce que quelqu’un a copié, imprimé ou retenu.',
    sent: (n) =>
      `${exports(n)} auparavant ; c’est signalé pour qu’on les refasse, mais nous ne pouvons pas supprimer les anciens fichiers.`,
    others: 'Ce que d’autres en ont écrit reste.',
    yes: 'Effacer pour toujours',
    no: 'Garder',
  },
  bad: 'Cette adresse n’ouvre rien',
  badBody: 'Elle est peut-être mal écrite ou remplacée par de plus récentes, ou le tableau a été supprimé.',
  away: 'Le serveur est injoignable pour l’instant. Cette page réessaie.',
  rate: 'Trop d’essais. Attendez quelques minutes, puis rouvrez l’adresse.',
  failed: 'Cela n’a pas marché. Réessayez dans un instant.',
  loading: 'Recherche de ce que vous avez écrit…',
  stays: 'Vous pouvez toujours retirer ou effacer ce que vous y avez écrit :',
  board: 'Vers le tableau',
  keep: {
    act: 'Mes contributions',
    title: 'Gardez ce lien',
    body: 'Avec lui vous pouvez retirer ce que vous avez écrit, même sans compte, quand la session est finie ou si vous n’êtes plus sur le tableau.',
    secret: 'Qui l’a peut le faire à votre place : ne le montrez à personne.',
    most: (n) => `Vous avez au plus ${n} liens de ce genre ; un de plus met fin au plus ancien.`,
    link: 'Adresse de vos contributions',
    qr: 'Code qui ouvre vos contributions',
    copy: 'Copier le lien',
    open: 'Ouvrir',
    failed: 'Le lien n’a pas pu être fait. Réessayez dans un instant.',
  },
};
