import type { Lang } from '../words/pick.ts';

/** What is said of the short code: by whoever shows it and where it is typed. It comes with them. */
const en = {
  /** Before the address and before the code, as in "Go to example.org/join and type ABC-DEF". */
  goTo: 'Go to',
  type: 'and type',
  heading: 'Join in',
  field: 'Code from the screen',
  hint: 'Six letters and digits, like ABC-DEF. Capitals do not matter.',
  join: 'Join',
  joining: 'One moment…',
  short: 'A code has six letters and digits. Compare it with the screen once more.',
  wrong: 'This code opens nothing, or not any more. Compare it with the screen; if it is the same, ask for the link.',
  rate: 'There were too many wrong codes. Wait a little and try again, or scan the picture on the screen.',
  full: 'As many people have joined as may. Ask whoever runs the session for another link.',
  away: 'The server cannot be reached. Try again in a moment.',
  other: 'No code? Open the link you were sent, or scan the picture on the screen. You need no account.',
};

/** The dictionary's shape. */
export type CodeWords = typeof en;

const de: CodeWords = {
  goTo: 'Geh auf',
  type: 'und tippe',
  heading: 'Mach mit',
  field: 'Code von der Leinwand',
  hint: 'Sechs Buchstaben und Ziffern wie ABC-DEF. Groß oder klein ist egal.',
  join: 'Mitmachen',
  joining: 'Einen Moment…',
  short: 'Ein Code hat sechs Buchstaben und Ziffern. Vergleiche ihn noch einmal mit der Leinwand.',
  wrong:
    'Dieser Code öffnet nichts oder nichts mehr. Vergleiche ihn mit der Leinwand; stimmt er, dann bitte um den Link.',
  rate: 'Das waren zu viele falsche Codes. Warte ein wenig und versuche es wieder, oder scanne das Bild auf der Leinwand.',
  full: 'So viele sind dabei, wie dürfen. Bitte die Person, die die Sitzung leitet, um einen anderen Link.',
  away: 'Der Server ist nicht erreichbar. Versuche es gleich noch einmal.',
  other:
    'Kein Code? Öffne den Link, den du bekommen hast, oder scanne das Bild auf der Leinwand. Du brauchst kein Konto.',
};

const es: CodeWords = {
  goTo: 'Ve a',
  type: 'y escribe',
  heading: 'Participa',
  field: 'Código de la pantalla',
  hint: 'Seis letras y cifras, como ABC-DEF. Da igual en mayúsculas o minúsculas.',
  join: 'Participar',
  joining: 'Un momento…',
  short: 'Un código tiene seis letras y cifras. Compáralo otra vez con la pantalla.',
  wrong: 'Este código no abre nada, o ya no. Compáralo con la pantalla; si es igual, pide el enlace.',
  rate: 'Hubo demasiados códigos equivocados. Espera un poco y vuelve a probar, o escanea la imagen de la pantalla.',
  full: 'Ya participan tantas personas como pueden. Pide otro enlace a quien dirige la sesión.',
  away: 'No se llega al servidor. Vuelve a probar en un momento.',
  other: '¿No hay código? Abre el enlace que te mandaron o escanea la imagen de la pantalla. No necesitas cuenta.',
};

const fr: CodeWords = {
  goTo: 'Allez sur',
  type: 'et tapez',
  heading: 'Participez',
  field: 'Code affiché à l’écran',
  hint: 'Six lettres et chiffres, comme ABC-DEF. Majuscules ou minuscules, c’est égal.',
  join: 'Participer',
  joining: 'Un instant…',
  short: 'Un code a six lettres et chiffres. Comparez-le encore une fois avec l’écran.',
  wrong: 'Ce code n’ouvre rien, ou plus rien. Comparez-le avec l’écran ; s’il est pareil, demandez le lien.',
  rate: 'Il y a eu trop de codes faux. Attendez un peu et réessayez, ou scannez l’image à l’écran.',
  full: 'Il n’y a plus de place. Demandez un autre lien à la personne qui mène la séance.',
  away: 'Le serveur ne répond pas. Réessayez dans un instant.',
  other: 'Pas de code ? Ouvrez le lien reçu, ou scannez l’image à l’écran. Aucun compte n’est nécessaire.',
};

/** Every language's words. */
export const all: Readonly<Record<Lang, CodeWords>> = { en, de, es, fr };
