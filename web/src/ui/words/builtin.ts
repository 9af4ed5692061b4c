// What the built-in templates put on a board, in the reader's language. A board keeps the English words; what a
// facilitator has written in their own stands as it is.
import type { Phase, Zone } from '../../model/records.ts';
import type { Lang } from './pick.ts';

type Said = Readonly<Record<Exclude<Lang, 'en'>, string>>;

/** Titles and prompts of boards/template.go, as English has them. */
export const builtin: Readonly<Record<string, Said>> = {
  'Empathy map': { de: 'Empathiekarte', es: 'Mapa de empatía' },
  Says: { de: 'Sagt', es: 'Dice' },
  Thinks: { de: 'Denkt', es: 'Piensa' },
  Does: { de: 'Tut', es: 'Hace' },
  Feels: { de: 'Fühlt', es: 'Siente' },
  'What words did they use? Quote them.': {
    de: 'Mit welchen Worten? Zitiert sie.',
    es: '¿Con qué palabras? Citadlas.',
  },
  'What occupies them? What makes us think so?': {
    de: 'Was beschäftigt sie? Warum glauben wir das?',
    es: '¿Qué les preocupa? ¿Por qué lo creemos?',
  },
  'What did they do, and in which order?': {
    de: 'Was haben sie getan, und in welcher Reihenfolge?',
    es: '¿Qué hicieron, y en qué orden?',
  },
  'What did it feel like, and what set it off?': {
    de: 'Wie hat es sich angefühlt, und was hat es ausgelöst?',
    es: '¿Cómo se sintió, y qué lo provocó?',
  },

  'Empathy Map Canvas': { de: 'Empathy Map Canvas', es: 'Empathy Map Canvas' },
  Who: { de: 'Wer', es: 'Quién' },
  'Need to do': { de: 'Muss tun', es: 'Necesita hacer' },
  See: { de: 'Sieht', es: 'Ve' },
  Say: { de: 'Sagt', es: 'Dice' },
  Do: { de: 'Tut', es: 'Hace' },
  Hear: { de: 'Hört', es: 'Oye' },
  Pains: { de: 'Sorgen', es: 'Frustraciones' },
  Gains: { de: 'Wünsche', es: 'Deseos' },
  'Other motives': { de: 'Andere Beweggründe', es: 'Otros motivos' },
  'Who are we trying to understand? In what situation, in what role?': {
    de: 'Wen wollen wir verstehen? In welcher Lage, in welcher Rolle?',
    es: '¿A quién queremos entender? ¿En qué situación, en qué papel?',
  },
  'What must they get done or decide, or do differently? How would we see it worked?': {
    de: 'Was müssen sie schaffen, entscheiden oder anders machen? Woran sähen wir, dass es gelungen ist?',
    es: '¿Qué deben lograr, decidir o hacer de otra manera? ¿Cómo veríamos que funcionó?',
  },
  'What is in front of them: surroundings, market, what others do, what they read and watch?': {
    de: 'Was haben sie vor Augen: Umgebung, Markt, was andere tun, was sie lesen und sehen?',
    es: '¿Qué tienen delante: entorno, mercado, lo que hacen otros, lo que leen y miran?',
  },
  'What have we heard them say? Imagined lines are assumptions.': {
    de: 'Was haben wir sie sagen hören? Ausgedachtes ist eine Vermutung.',
    es: '¿Qué les hemos oído decir? Lo imaginado es una suposición.',
  },
  'What do they do today? What did we observe?': {
    de: 'Was tun sie heute? Was haben wir beobachtet?',
    es: '¿Qué hacen hoy? ¿Qué hemos observado?',
  },
  'What do they hear from friends, from colleagues, second-hand?': {
    de: 'Was hören sie im Freundeskreis, bei der Arbeit, aus zweiter Hand?',
    es: '¿Qué oyen de amistades, en el trabajo, de segunda mano?',
  },
  'What do they fear? What frustrates or worries them?': {
    de: 'Was fürchten sie? Was ärgert oder sorgt sie?',
    es: '¿Qué temen? ¿Qué les frustra o les preocupa?',
  },
  'What do they want, need and hope for?': {
    de: 'Was wollen, brauchen und erhoffen sie?',
    es: '¿Qué quieren, necesitan y esperan?',
  },
  'What else moves them, in thought or feeling?': {
    de: 'Was bewegt sie sonst, im Denken oder im Fühlen?',
    es: '¿Qué más les mueve, en lo que piensan o sienten?',
  },

  'Write together': { de: 'Gemeinsam schreiben', es: 'Escribir juntos' },
  'One thought per note. Everybody sees it at once.': {
    de: 'Ein Gedanke pro Notiz. Alle sehen ihn sofort.',
    es: 'Una idea por nota. Todos la ven al momento.',
  },
  'Write privately': { de: 'Für sich schreiben', es: 'Escribir en privado' },
  "One thought per note. Only you can read yours; everybody's notes come back at the reveal.": {
    de: 'Ein Gedanke pro Notiz. Deine liest nur du; beim Aufdecken sind die Notizen aller wieder da.',
    es: 'Una idea por nota. Las tuyas solo las lees tú; las de todos vuelven al descubrirlas.',
  },
  'Reveal and sort': { de: 'Aufdecken und ordnen', es: 'Descubrir y ordenar' },
  'Read in silence. Then move what belongs together.': {
    de: 'Lest in Ruhe. Dann schiebt zusammen, was zusammengehört.',
    es: 'Leed en silencio. Después juntad lo que va junto.',
  },
};

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

/** A title or prompt of the board in `lang`: a built-in one translated, any other as it is. */
export function saidIn(lang: Lang, text: string): string {
  return lang === 'en' || !Object.hasOwn(builtin, text) ? text : (builtin[text]?.[lang] ?? text);
}

/** A zone's prompt in `lang`, put to the customer (`you`) or to the team. */
export function askedIn(lang: Lang, prompt: string, you: boolean): string {
  return (you && Object.hasOwn(toYou, prompt) && toYou[prompt]?.[lang]) || saidIn(lang, prompt);
}

/** Whether the board itself was given these words, rather than taking them from a template. */
export function ownWords(rec: Pick<Phase | Zone, 'f'>): boolean {
  return !Object.hasOwn(builtin, rec.f.prompt);
}
