import { count } from '../../words/count.ts';
import type { DoorWords } from './en.ts';

const people = count('fr', { one: 'personne attend', other: 'personnes attendent' });
const minutes = count('fr', { one: 'minute', other: 'minutes' });

export const fr: DoorWords = {
  wait: {
    heading: 'Vous êtes à la porte',
    body: 'La personne qui anime voit que vous êtes là et vous fait entrer. Cette page s’ouvre toute seule ; vous pouvez la laisser ouverte.',
    name: 'Votre nom, pour que l’on sache qui est là',
    told: 'On voit maintenant ce nom.',
    first: 'Vos premiers mots, si vous voulez',
    stays: 'Ils restent sur cet appareil jusqu’à ce que vous entriez.',
    send: 'Envoyer dès que je suis là',
    goes: 'Gardez cette page ouverte d’ici là.',
    title: 'En attente à la porte',
  },
  declined: {
    heading: 'On ne vous a pas fait entrer',
    body: 'Demandez à la personne qui vous a invité. Si l’on vous fait entrer après tout, cette page s’ouvre toute seule.',
    yours: 'Ce que vous avez écrit est toujours là :',
  },
  removed: {
    heading: 'Vous n’êtes plus sur ce tableau',
    body: 'La personne qui anime vous a retiré. Ce que vous aviez envoyé est sur le tableau, sauf si cela a été supprimé.',
    act: 'Si vous pensez à une erreur, demandez : on peut vous refaire entrer, et ce lien marche de nouveau.',
    strip:
      'La personne qui anime vous a retiré de ce tableau. Ce qui était envoyé est sur le tableau ; le reste est gardé sur cet appareil.',
  },
  phrase: {
    heading: 'Ce lien demande une phrase secrète',
    field: 'Phrase secrète',
    hint: 'La personne qui vous a envoyé le lien la connaît.',
    wrong: 'Ce n’est pas celle-là. Vérifiez majuscules et espaces, ou demandez à qui vous a envoyé le lien.',
    rate: 'Trop d’essais. Attendez quelques minutes, puis réessayez.',
    away: 'Le serveur est injoignable pour le moment. Réessayez dans un moment.',
    go: 'Continuer',
  },
  list: {
    title: 'À la porte',
    waits: (n) => `${people(n)} à la porte`,
    one: (name) => `${name} attend à la porte`,
    as: { client: 'comme client', team: 'pour l’équipe', viewer: 'pour lire' },
    letIn: 'Faire entrer',
    letInWho: (name) => `Faire entrer ${name}`,
    notNow: 'Pas maintenant',
    notNowWho: (name) => `Ne pas faire entrer ${name}`,
    all: 'Faire entrer tout le monde',
    see: 'Voir qui',
    come: (name) => `${name} est là`,
    turned: (name) => `${name} n’est pas entré`,
    outside: 'Pas entrés, ou retirés',
    turnedAway: 'pas entré',
    removed: 'retiré',
    back: 'Laisser revenir',
    backWho: (name) => `Laisser revenir ${name}`,
    asks: 'Demander avant que quelqu’un de nouveau entre',
    asksHint: 'Qui vient par un lien attend dehors, sans rien voir, jusqu’à ce que vous ouvriez.',
  },
  remove: {
    also: 'Supprimer aussi ce qui a été écrit',
    alsoHint: 'Ce qui montre ce nom. On peut le restaurer.',
    link: 'Faire aussi un nouveau lien',
    linkHint: (whom) => `Les liens pour ${whom} ne font plus entrer personne ; qui est là reste.`,
    done: (name) => `${name} n’est plus sur le tableau`,
    made: (name) => `${name} n’est plus sur le tableau. « Partager » montre le nouveau lien.`,
    failed: (name) => `${name} n’est plus sur le tableau. Le nouveau lien n’a pas pu être fait.`,
  },
  hand: {
    act: 'Continuer sur un autre appareil',
    title: 'Continuer sur un autre appareil',
    body: 'Scannez-y le code, ou ouvrez l’adresse. Vous êtes la même personne sur les deux, aussi pour ce que vous avez écrit anonymement.',
    once: (left) =>
      `Il marche une fois, dans les ${minutes(left)}. Qui l’ouvre est vous : ne le montrez à personne d’autre.`,
    qr: 'Code qui ouvre ce tableau comme vous',
    link: 'Adresse qui ouvre ce tableau comme vous',
    copy: 'Copier l’adresse',
    over: 'Il a servi, ou son temps est écoulé.',
    again: 'En faire un nouveau',
    failed: 'Cela n’a pas marché. Réessayez dans un moment.',
    unreachable: 'Les autres appareils n’atteignent pas l’adresse de ce serveur.',
    coming: 'Le tableau s’ouvre…',
    bad: 'Ce code a servi, ou il est trop ancien',
    badBody: 'Faites-en un nouveau sur l’autre appareil : Personnes, puis « Continuer sur un autre appareil ».',
  },
};
