import { count } from '../../words/count.ts';
import type { ToldWords } from './en.ts';

const days = count('fr', { one: 'jour', other: 'jours' });
const customers = count('fr', { one: 'client', other: 'clients' });
const team = count('fr', { one: 'personne de l’équipe', other: 'personnes de l’équipe' });
const viewers = count('fr', { one: 'personne qui lit seulement', other: 'personnes qui lisent seulement' });

export const fr: ToldWords = {
  title: 'Avant d’écrire',
  runs: 'Qui organise',
  sees: 'Qui peut le lire',
  readers: (c, t, v) => [...(c > 0 ? [customers(c)] : []), ...(t > 0 ? [team(t)] : []), ...(v > 0 ? [viewers(v)] : [])],
  here: (who) => `Seulement les personnes sur ce tableau, maintenant ${who}.`,
  later: 'Vous seul jusqu’à ce que tout soit montré ; ensuite les personnes sur ce tableau.',
  public: 'Ce qui en résulte est aussi dit sur une page publique.',
  use: 'À quoi cela sert',
  keep: 'Combien de temps',
  useUnsaid: 'Cela n’a pas été dit : demandez à la personne qui anime.',
  keepsOn: 'Jusqu’à ce que la personne qui anime supprime le tableau.',
  keeps: (n) => `Jusqu’à ${days(n)} après le dernier changement ; ensuite tout est supprimé.`,
  free: 'Vous pouvez passer, partir et retirer ce que vous avez écrit, à tout moment.',
  changed:
    'Cela a changé depuis que vous avez choisi ce qu’on peut faire de vos mots. Regardez, et choisissez à nouveau.',
  again: 'C’est bien ainsi',
  contact: {
    ask: 'Pouvons-nous revenir vers vous ?',
    hint: 'Vous et les personnes qui animent êtes seuls à voir votre adresse. Elle n’est dans aucun export.',
    field: 'Votre adresse e-mail',
    bad: 'Ce n’est pas une adresse e-mail.',
  },
  offers: 'Ou un nom pour aujourd’hui :',
  names:
    'Loutre Héron Érable Trèfle Merle Genièvre Saule Pinson Galet Alouette Noisetier Blaireau Chardon Martinet Bouleau Martre Pluvier Cèdre Mésange Oseille'.split(
      ' ',
    ),
  set: {
    act: 'Ce qu’on dit aux gens, et combien de temps',
    title: 'Ce qu’on dit aux gens',
    runs: 'Qui organise',
    runsLike: 'La billetterie, Mia Berg',
    runsHint: 'Comme vos clients le diraient. Vide : les noms des personnes qui animent.',
    use: 'À quoi cela servira',
    useLike: 'Décider de ce que nous réparons avant le printemps',
    useHint: 'Tout le monde le lit avant d’écrire.',
    anon: 'Les notes commencent anonymes',
    anonHint: 'Chacun peut tout de même signer une note.',
    keep: 'Gardé',
    ever: 'jusqu’à ce que quelqu’un le supprime',
    days: (n) => `${days(n)} après le dernier changement`,
    failed: 'Cela n’a pas pu être enregistré. Réessayez dans un instant.',
    sent: 'Ce qui est sorti de ce tableau',
    none: 'Rien n’a encore été exporté.',
    stale: 'Quelque chose en a été effacé : exportez à nouveau et supprimez l’ancien fichier.',
    staleShort: 'À exporter de nouveau',
    some: (n) => `Dans ${n} d’entre eux, il y a des mots effacés depuis.`,
    remove: 'Supprimer ce tableau',
    removeHint: 'Pour tout le monde, tout de suite. Pendant 30 jours vous pouvez le remettre ; ensuite tout disparaît.',
    removeSure: 'Supprimer le tableau pour tout le monde ?',
    removeYes: 'Supprimer',
    no: 'Garder',
    removeNot: 'Seule la personne qui a fait ce tableau peut le supprimer.',
    gone: 'Le tableau est supprimé. Dans votre liste, vous pouvez le remettre pendant 30 jours.',
  },
  erase: {
    member: 'Effacer pour toujours ce qui a été dit',
    note: 'Effacer pour toujours',
    sure: (who) => `Effacer ${who} pour toujours ?`,
    body: 'Mots, nom et adresse disparaissent du tableau, de son histoire et des fichiers. Personne ne peut l’annuler. Cela n’atteint pas ce qui a été exporté, copié ou imprimé ; les exports sont signalés.',
    anon: 'Ce qui a été écrit anonymement reste : personne ne sait quelles notes ce sont.',
    yes: 'Effacer pour toujours',
    done: (n) => (n === 1 ? 'Une chose effacée pour toujours' : `${n} choses effacées pour toujours`),
    failed: 'Cela n’a pas marché. Réessayez dans un instant.',
  },
  bin: {
    title: 'Tableaux supprimés',
    until: (when) => `Peut être remis jusqu’au ${when}`,
    back: 'Remettre',
    backWho: (title) => `Remettre « ${title} »`,
    failed: 'Il n’a pas pu être remis. Réessayez dans un instant.',
  },
};
