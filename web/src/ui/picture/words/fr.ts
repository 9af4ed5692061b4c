import { count } from '../../words/count.ts';
import type { PictureWords } from './en.ts';

export const fr: PictureWords = {
  title: 'Images du tableau',
  what: 'Quoi',
  parts: {
    board: 'Tout le tableau',
    notes: count('fr', { one: 'note choisie', other: 'notes choisies' }),
    zone: 'Une zone',
  },
  as: 'Format',
  kinds: { svg: 'Fichier SVG', png: 'Fichier PNG', pdf: 'Fichier PDF', print: 'Imprimer' },
  about: {
    svg: 'Un dessin net à toutes les tailles. Sa police est dans le fichier ; les écritures non latines utilisent celles de l’appareil du lecteur.',
    png: 'Une image pour les messages, les diapositives et les wikis, en taille double.',
    pdf: 'Des pages A4, zone par zone. Chaque page est une image ; ses mots se cherchent et se copient.',
    print: 'Les mêmes pages sur papier. « Enregistrer au format PDF » à l’impression garde les mots en texte net.',
  },
  paper: 'Papier',
  papers: { light: 'Clair', dark: 'Sombre' },
  save: 'Télécharger',
  printing: 'Imprimer…',
  drawing: 'Dessin en cours…',
  failed: 'L’image n’a pas pu être dessinée. Une partie du tableau, ou le SVG, marchera peut-être.',
  empty: 'Il n’y a pas de notes.',
  preview: (title, n) => `Aperçu de ${title}, ${n}`,
  notes: count('fr', { one: 'note', other: 'notes' }),
  pages: count('fr', { one: 'page au total', other: 'pages au total' }),
  size: (width, height) => `${width} × ${height} pixels`,
  smaller: 'Aucun navigateur ne dessine plus grand : l’image n’a pas tout à fait la taille double.',
  shows:
    'Elle montre ce que vous voyez du tableau, avec le texte entier de chaque note. Ce qui vous est caché n’y est pas.',
  dimmed: 'Les notes que la recherche laisse pâles y sont aussi.',
  hidden: 'Certains mots ne sont que pour cette salle : demandez avant de transmettre l’image.',
  quotes: ['« ', ' »'],
  goesOn: 'à suivre…',
  more: (title) => `${title} (suite)`,
  page: (nth, of) => `Page ${nth} sur ${of}`,
  number: (n) => new Intl.NumberFormat('fr').format(n),
  cell: (impact, effort) => `Effet ${impact} · effort ${effort}`,
  nowhere: 'Pas encore placé',
  untold: 'Dit pour la salle seulement',
  legend: {
    title: 'Ce que disent les marques',
    customer: 'un client',
    team: 'l’équipe',
    behalf: 'noté pour un client',
    dashed: 'une supposition',
    sewn: 'une supposition que des clients soutiennent',
    felt: 'autant de clients l’ont vécu',
  },
  embed: {
    gone: 'Ce tableau n’est pas montré ici.',
    goneWhy: 'Son lien a pris fin, ou l’adresse est incomplète. Demandez-en un autre à qui anime le tableau.',
    away: 'Le serveur est injoignable pour le moment. Voici le tableau tel qu’il était.',
    untold: (n) =>
      n === 1
        ? '1 note sans ses mots : ils ont été dits pour la salle seulement.'
        : `${n} notes sans leurs mots : ils ont été dits pour la salle seulement.`,
    as: (when) => `Au ${when}`,
  },
};
