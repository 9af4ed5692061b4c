import { count } from '../../words/count.ts';
import type { HomeWords } from './en.ts';

/** French. */
export const fr: HomeWords = {
  customers: count('fr', { one: 'client', other: 'clients' }),
  notes: count('fr', { one: 'note', other: 'notes' }),
  promises: count('fr', { one: 'action en cours', other: 'actions en cours' }),
  goes: (when) => `Supprimé le ${when} si rien ne change`,
  keptBy: (who) => `(réglé ainsi par ${who})`,
  undo: 'Annuler',
  cancel: 'Abandonner',
  unreachable: 'Le serveur est injoignable. Réessayez dans un instant.',
  home: {
    away: 'Le serveur est injoignable',
    awayText: 'Cette page réessaie d’elle-même. Si cela dure, demandez à qui s’occupe du serveur.',
    fetching: 'Vos tableaux arrivent…',
    title: 'Vos tableaux',
    combine: 'Réunir des tableaux…',
    create: 'Nouveau tableau',
    noneOwn: 'Vous n’avez pas encore de tableau. « Nouveau tableau » en crée un.',
    joined: 'Tableaux auxquels vous participez',
    lan: 'C’est un essai sur votre propre réseau : rien n’est chiffré en chemin.',
  },
  example: {
    heading: 'Voyez-en un d’abord',
    text: 'Un tableau rempli de ce qu’ont dit des acheteurs de billets, avec une visite de deux minutes. Il est à vous pour essayer.',
    open: 'Ouvrir l’exemple',
    opening: 'En préparation…',
    title: 'Exemple : le matin d’ouverture d’une billetterie',
    failed: 'L’exemple n’a pas pu être créé. Réessayez dans un instant.',
  },
  start: {
    first: 'Créez votre premier tableau',
    heading: 'Nouveau tableau',
    template: 'Modèle',
    more: (n) => `Plus de modèles (${n})`,
    about: 'De quoi s’agit-il ?',
    aboutLike: 'Acheter des billets pour un concert complet',
    aboutHint: 'Tous ceux qui rejoignent le tableau le voient. Vous pourrez le changer.',
    later: 'Objectif, début, dernière fois (tout peut attendre)',
    who: 'De qui s’agit-il ?',
    whoLike: 'Des personnes qui achètent pour leur famille',
    goal: 'Quel est l’objectif ?',
    goalLike: 'Comprendre pourquoi les acheteurs renoncent',
    goalHint: 'Il figure en tête de la carte qui ouvre la séance.',
    when: 'Quand cela commence-t-il ?',
    whenHint: 'D’ici là, les invités voient quand, et ce qu’ils écrivent attend. Vide : cela commence tout de suite.',
    zone: (name) => `Votre heure : ${name}. Chacun la voit dans la sienne.`,
    previous: 'De quelle séance est-ce la suite ?',
    none: 'Aucune',
    previousHint: 'La séance s’ouvre sur ce que sont devenues les actions de celle-là.',
    start: 'Commencer',
    starting: 'Un instant…',
    failed: 'Le tableau n’a pas pu être créé. Réessayez dans un instant.',
    away: 'Le serveur est injoignable pour le moment. La suite viendra d’elle-même.',
    deleted: (title) => `« ${title} » supprimé`,
    notDeleted: 'Pas supprimé : le serveur est injoignable.',
    notBack: 'Pas rétabli : le serveur est injoignable.',
  },
  card: {
    minutes: (n) => `${n} minutes`,
    teamOnly: 'Pour l’équipe seule : pas de clients, personne ne regarde.',
    exportIt: 'Exporter',
    exportOf: (title) => `Exporter ${title}`,
    deleteIt: 'Supprimer',
    deleteOf: (title) => `Supprimer ${title}`,
  },
  combine: {
    heading: 'Réunir en une seule carte',
    text: 'Choisissez des tableaux sur les mêmes personnes. Leurs notes se retrouvent sur un nouveau tableau, sans noms, chacune avec l’accord qu’elle a maintenant ; une entreprise compte une fois. Les tableaux restent tels quels.',
    boards: 'Tableaux',
    title: 'Titre',
    titleLike: 'De qui il s’agit',
    combine: 'Réunir en une seule carte',
  },
  importing: {
    file: 'Fichier de modèle',
    act: 'Importer un modèle…',
    noJson: 'Ce n’est pas un modèle : le fichier n’est pas du JSON.',
  },
  colours: {
    auto: 'comme l’appareil',
    light: 'claires',
    dark: 'sombres',
    label: (now, next) => `Couleurs : ${now}. Passer à : ${next}`,
    now: (scheme) => `Couleurs : ${scheme}`,
  },
  visitor: {
    almost: 'Presque prêt',
    almostText:
      'Ce Feltboard n’a pas encore de propriétaire. La fenêtre où vous l’avez démarré montre un lien d’installation à usage unique. Ouvrez-le dans ce navigateur.',
    takePart: 'Participer à un tableau',
    takePartText:
      'Saisissez le code affiché dans la salle, ou ouvrez le lien que l’on vous a donné. Aucun compte n’est nécessaire.',
    yours: 'Vous avez un compte ici ? Vos tableaux sont où vous les avez laissés.',
    signIn: 'Se connecter',
  },
  templates: {
    'empathy-map': {
      title: 'Carte d’empathie',
      use: 'Vous voulez voir un type de client en entier : ce qu’il dit, pense, fait et ressent.',
      credit: 'Les quatre quadrants suivent la forme publiée par le Nielsen Norman Group.',
    },
    'empathy-map-canvas': {
      title: 'Canevas de carte d’empathie',
      use: 'Vous avez une heure et une personne à comprendre : de son but, par ce qu’elle voit et entend, jusque dans sa tête.',
      credit:
        'Empathy Map Canvas de Dave Gray, XPLANE, avec Alexander Osterwalder (2017). Les consignes ici sont les nôtres.',
    },
    'empathy-map-round': {
      title: 'Canevas de carte d’empathie, zone par zone',
      use: 'Un petit groupe veut parcourir le canevas en parlant, une zone après l’autre.',
      credit:
        'Empathy Map Canvas de Dave Gray, XPLANE, avec Alexander Osterwalder (2017). Les consignes ici sont les nôtres.',
    },
    'client-session': {
      title: 'Séance de conception menée par les clients',
      use: 'Les clients donnent la direction : ils racontent, choisissent et relisent ; l’équipe écoute d’abord et s’engage à la fin.',
      credit:
        'Niveaux de participation de l’International Association for Public Participation (IAP2) ; écriture silencieuse avant la parole comme dans 1-2-4-All de Lipmanowicz et McCandless.',
    },
    'customer-journey': {
      title: 'Parcours client avec courbe d’émotion',
      use: 'Vous voulez suivre un client du premier contact à la fin, et trouver où cela fait le plus mal.',
      credit:
        'Parcours tels que le Nielsen Norman Group les décrit : acteur, scénario, phases, actions, émotions, occasions.',
    },
    'how-might-we': {
      title: 'Comment pourrions-nous → idées',
      use: 'Vous avez un enseignement et voulez, à quatre ou à douze, beaucoup de réponses avant de vous attacher à une seule.',
      credit:
        '« How might we » remonte à Min Basadur ; les tours silencieux suivent le brainwriting de Bernd Rohrbach.',
    },
    'impact-effort': {
      title: 'Impact et effort',
      use: 'Il y a plus à faire que de temps : les clients disent ce que cela changerait, l’équipe ce que cela coûterait.',
      credit:
        'Le 2×2 de l’effet et de l’effort est le bien commun de bien des méthodes ; le partage par côté est de nous.',
    },
    'beta-wall': {
      title: 'Mur de retours bêta',
      use: 'Dix à cinquante personnes essaient du nouveau pendant des jours ou des semaines, et écrivent quand cela leur arrive.',
      credit: 'Notre propre agencement de ce que demandent d’ordinaire les bêtas fermées.',
    },
    retrospective: {
      title: 'Rétrospective',
      use: 'Une étape est derrière vous et la suivante doit mieux aller : trois changements au plus, chacun avec un nom.',
      credit: 'Cinq phases d’Esther Derby et Diana Larsen, Agile Retrospectives (2006).',
    },
    'team-pulse': {
      title: 'Pouls de l’équipe',
      use: 'À qui écoute des clients toute la journée, il faut demander comment ça va. Sans clients, sans public, sans noms.',
      credit: 'Trois questions à nous. Elles ne sont pas un instrument clinique.',
    },
    'crisis-playbook': {
      title: 'Plan de crise',
      use: 'Rien ne brûle encore : convenez de qui fait quoi, de qui l’apprend d’abord et de ce qui se donne sans demander.',
      credit: 'Notre propre agencement de ce qu’ont en commun les plans d’incident publics.',
    },
    'crisis-debrief': {
      title: 'Bilan de crise',
      use: 'C’est passé : apprenez sans chercher de coupable, avec les mots des personnes touchées, et tenez les promesses.',
      credit:
        'Directive première de Norman L. Kerth ; bilans sans coupable comme les pratiquent les ingénieurs de fiabilité.',
    },
  },
};
