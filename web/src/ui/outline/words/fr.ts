import type { OutlineWords } from './en.ts';

export const fr: OutlineWords = {
  list: 'Toutes les notes en liste',
  sort: 'Ordre',
  orders: { map: 'Comme sur la carte', newest: 'Les plus récentes d’abord', theme: 'Par thème' },
  free: 'Sans thème',
  unnamed: (n) => `Thème ${n}`,
  theme: (name) => `Thème : ${name}`,
  contradicts: (words) => `Contredit « ${words} »`,
  because: (words) => `Parce que : « ${words} »`,
  reason: (words) => `Une raison de « ${words} »`,
  up: 'Monter',
  down: 'Descendre',
  at: (n, of) => `${n} sur ${of}`,
  ends: { first: 'Déjà la première', last: 'Déjà la dernière' },
  back: {
    undo: 'Annulé',
    redo: 'Rétabli',
    nothing: 'Rien à annuler',
    again: 'Rien à rétablir',
    came: (n, words) => (n === 1 ? `la note est revenue : ${words}` : `${n} notes sont revenues`),
    gone: (n, words) => (n === 1 ? `la note est partie : ${words}` : `${n} notes sont parties`),
    moved: (words, zone) => `déplacée vers ${zone} : ${words}`,
    reads: (words) => `la note dit : ${words}`,
    changed: (n, words) => (n === 1 ? `modifiée : ${words}` : `${n} notes modifiées`),
  },
  none: 'Aucune des notes ici n’est ainsi.',
  keys: 'Haut et bas vont de note en note ; avec Alt, ils déplacent la note. Entrée modifie, M la porte ailleurs, G dit avec quoi elle va, C commente, le point ouvre le menu, le point d’interrogation montre toutes les touches.',
  mapKeys:
    'Les flèches vont de note en note. Entrée modifie, M déplace, G dit avec quoi elle va, C commente, le point ouvre le menu, Espace sélectionne, F dit « moi aussi », Suppr supprime. Le point d’interrogation montre toutes les touches.',
  heard: {
    step: (n, of, title) => `Étape ${n} sur ${of} : ${title}`,
    added: (who, n, zone) =>
      who === ''
        ? `${n === 1 ? 'Une nouvelle note' : `${n} nouvelles notes`} dans ${zone}`
        : `${who} a ajouté ${n === 1 ? 'une note' : `${n} notes`} dans ${zone}`,
    shown: (n) => (n === 1 ? 'Une note de plus est visible' : `${n} notes de plus sont visibles`),
    moved: (n, zone) => (n === 1 ? `Une note est passée dans ${zone}` : `${n} notes sont passées dans ${zone}`),
    gone: (n) => (n === 1 ? 'Une note a été supprimée' : `${n} notes ont été supprimées`),
    themed: (n, theme) =>
      n === 1 ? `Une note a été mise dans « ${theme} »` : `${n} notes ont été mises dans « ${theme} »`,
    comments: (n) => (n === 1 ? 'Un nouveau commentaire' : `${n} nouveaux commentaires`),
  },
};
