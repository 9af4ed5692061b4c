// What the built-in templates put on a board, in the reader's language. A board keeps the English words; what a
// facilitator has written in their own stands as it is.
import type { Phase } from '../../model/records.ts';
import type { Lang } from './pick.ts';

/** The words of one language by the English ones; empty until they are loaded. */
let texts = $state.raw<Readonly<Record<string, string>>>({});

/** Loads the words of a language; those who read English need none. A board is on the way as long as they are. */
export async function loadBuiltin(lang: Lang): Promise<void> {
  if (lang === 'de') texts = (await import('./built/de.ts')).de;
  else if (lang === 'es') texts = (await import('./built/es.ts')).es;
}

/** The zones' prompts put to the person the map is about. */
export const toYou: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  'What words did they use? Quote them.': {
    en: 'What words would you use?',
    de: 'Mit welchen Worten würdest du es sagen?',
    es: '¿Con qué palabras lo dirías?',
  },
  'What occupies them? What makes us think so?': {
    en: 'What were you thinking?',
    de: 'Was ging dir durch den Kopf?',
    es: '¿Qué estabas pensando?',
  },
  'What did they do, and in which order?': {
    en: 'What did you do, and in which order?',
    de: 'Was hast du getan, und in welcher Reihenfolge?',
    es: '¿Qué hiciste, y en qué orden?',
  },
  'What did it feel like, and what set it off?': {
    en: 'What did it feel like, and what set it off?',
    de: 'Wie hat es sich angefühlt, und was hat es ausgelöst?',
    es: '¿Cómo te sentiste, y qué lo provocó?',
  },
  'Who are we trying to understand? In what situation, in what role?': {
    en: 'Who are you in this? In what situation, in what role?',
    de: 'Wer bist du dabei? In welcher Lage, in welcher Rolle?',
    es: '¿Quién eres tú en esto? ¿En qué situación, en qué papel?',
  },
  'What must they get done or decide, or do differently? How would we see it worked?': {
    en: 'What must you get done or decide? How would you know it worked?',
    de: 'Was musst du schaffen oder entscheiden? Woran merkst du, dass es gelungen ist?',
    es: '¿Qué tienes que lograr o decidir? ¿Cómo sabrías que funcionó?',
  },
  'What is in front of them: surroundings, market, what others do, what they read and watch?': {
    en: 'What do you see around you: offers, what others do, what you read and watch?',
    de: 'Was siehst du um dich: Angebote, was andere tun, was du liest und schaust?',
    es: '¿Qué ves a tu alrededor: ofertas, lo que hacen otros, lo que lees y miras?',
  },
  'What have we heard them say? Imagined lines are assumptions.': {
    en: 'What do you say about it? In your own words.',
    de: 'Was sagst du dazu? Mit deinen eigenen Worten.',
    es: '¿Qué dices de ello? Con tus propias palabras.',
  },
  'What do they do today? What did we observe?': {
    en: 'What do you do today?',
    de: 'Was tust du heute?',
    es: '¿Qué haces hoy?',
  },
  'What do they hear from friends, from colleagues, second-hand?': {
    en: 'What do you hear from friends, from colleagues, second-hand?',
    de: 'Was hörst du im Freundeskreis, bei der Arbeit, aus zweiter Hand?',
    es: '¿Qué oyes de tus amistades, en el trabajo, de segunda mano?',
  },
  'What do they fear? What frustrates or worries them?': {
    en: 'What do you fear? What frustrates or worries you?',
    de: 'Was fürchtest du? Was ärgert oder sorgt dich?',
    es: '¿Qué temes? ¿Qué te frustra o te preocupa?',
  },
  'What do they want, need and hope for?': {
    en: 'What do you want, need and hope for?',
    de: 'Was willst, brauchst und erhoffst du?',
    es: '¿Qué quieres, necesitas y esperas?',
  },
  'What else moves them, in thought or feeling?': {
    en: 'What else moves you, in thought or feeling?',
    de: 'Was bewegt dich sonst, im Denken oder im Fühlen?',
    es: '¿Qué más te mueve, en lo que piensas o sientes?',
  },
};

/** A title or prompt of the board in the language that is loaded: a built-in one translated, any other as it is. */
export function saidIn(text: string): string {
  return Object.hasOwn(texts, text) ? (texts[text] ?? text) : text;
}

/** A zone's prompt in `lang`, put to the customer (`you`) or to the team. */
export function askedIn(lang: Lang, prompt: string, you: boolean): string {
  return (you && Object.hasOwn(toYou, prompt) && toYou[prompt]?.[lang]) || saidIn(prompt);
}

/** Whether a step's prompt says more than the screen for the first words does by itself. */
export function saysMore(phase: Pick<Phase, 'f'>): boolean {
  return phase.f.prompt !== '' && !phase.f.prompt.startsWith('One thought per note');
}
