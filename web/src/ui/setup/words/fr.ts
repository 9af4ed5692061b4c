import type { SetupWords } from './en.ts';

export const fr: SetupWords = {
  page: 'Installer Feltboard',
  title: 'Faites de ce Feltboard le vôtre',
  noKey:
    'Le lien d’installation n’est pas complet. Copiez toute la ligne depuis la fenêtre où vous avez démarré Feltboard.',
  about:
    'La première personne qui ouvre ce lien en devient propriétaire : elle crée des tableaux et invite. Il sert une fois.',
  name: 'Votre nom',
  hint: 'Les personnes de vos tableaux le voient.',
  back: 'Pour pouvoir revenir (peut attendre)',
  backText:
    'Avec les deux, vous vous connectez depuis tout navigateur. Sans elles, seul celui-ci vous laisse revenir ; la page de votre compte le propose encore.',
  used: 'Ce lien a déjà servi ou a été remplacé. Redémarrez le serveur : il en affiche un nouveau.',
  start: 'Commencer',
};
