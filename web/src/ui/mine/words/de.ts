import { count } from '../../words/count.ts';
import type { MineWords } from './en.ts';

const notes = count('de', { one: 'Notiz', other: 'Notizen' });
const others = count('de', { one: 'Kommentar oder Grund', other: 'Kommentare und Gründe' });
const exports = count('de', { one: 'Export wurde gemacht', other: 'Exporte wurden gemacht' });

export const de: MineWords = {
  title: 'Meine Beiträge',
  on: (title) => `Was du auf „${title}“ geschrieben hast`,
  as: (name) => `Dort heißt du „${name}“.`,
  runs: (who) => `Verantwortlich: ${who}.`,
  none: 'Du hast dort noch nichts geschrieben.',
  state: {
    shown: 'Auf dem Board',
    hidden: 'Für andere noch nicht zu sehen',
    withdrawn: 'Zurückgezogen',
    deleted: 'Auf dem Board gelöscht',
    erased: 'Endgültig gelöscht',
  },
  anon: 'anonym',
  forYou: 'für dich aufgeschrieben',
  withdraw: 'Zurückziehen',
  withdrawWhich: (text) => `„${text}“ zurückziehen`,
  back: 'Zurückholen',
  backWhich: (text) => `„${text}“ zurückholen`,
  erase: 'Endgültig löschen',
  eraseWhich: (text) => `„${text}“ endgültig löschen`,
  took: (n) => `${notes(n)} zurückgezogen`,
  brought: (n) => `${notes(n)} wieder auf dem Board`,
  erased: (n) => `${notes(n)} endgültig gelöscht`,
  undo: 'Rückgängig',
  all: 'Alles auf einmal',
  withdrawAll: (n) => `Alles zurückziehen (${notes(n)})`,
  backAll: (n) => `Alles zurückholen (${notes(n)})`,
  eraseAll: 'Alles endgültig löschen',
  gone: 'Alles, was du beigetragen hast, ist gelöscht.',
  what: 'Was du zurückziehst, sieht niemand mehr; hier kannst du es zurückholen. Was du löschst, ist für immer weg.',
  whatOut:
    'Was du zurückziehst, sieht niemand mehr. Du bist nicht mehr auf dem Board, darum bleibt es zurückgezogen. Was du löschst, ist für immer weg.',
  apart:
    'Anonyme Notizen darunter verschwinden im selben Moment; daraus können andere schließen, dass sie von dir sind. Soll das niemand, dann zieh sie einzeln und zu anderer Zeit zurück oder lösche sie so.',
  again: {
    hint: 'Dieser Browser ist auf dem Board dabei: Er kann eine neue machen.',
    act: 'Neue Adresse machen',
    busy: 'Eine neue Adresse wird gemacht…',
  },
  sure: {
    one: 'Diese Notiz endgültig löschen?',
    all: 'Alles endgültig löschen?',
    body: 'Das kann niemand rückgängig machen, weder du noch die Verantwortlichen.',
    more: (n) => `Dein Name, deine E-Mail-Adresse und ${others(n)} gehen mit.`,
    name: 'Dein Name und deine E-Mail-Adresse gehen mit.',
    reach: 'Was jemand kopiert oder gedruckt hat oder noch weiß, erreicht es nicht.',
    sent: (n) =>
      `${exports(n)}, bevor du löschst; sie werden markiert, damit sie neu gemacht werden, die alten Dateien können wir nicht löschen.`,
    others: 'Was andere dazu geschrieben haben, bleibt.',
    yes: 'Endgültig löschen',
    no: 'Behalten',
  },
  bad: 'Diese Adresse öffnet nichts',
  badBody: 'Vielleicht ist sie vertippt oder durch neuere ersetzt, oder das Board wurde gelöscht.',
  away: 'Der Server ist gerade nicht zu erreichen. Diese Seite versucht es weiter.',
  rate: 'Zu viele Versuche. Warte ein paar Minuten und öffne die Adresse dann noch einmal.',
  failed: 'Das ging nicht. Versuche es gleich noch einmal.',
  loading: 'Deine Beiträge werden geholt…',
  stays: 'Was du dort geschrieben hast, kannst du weiterhin zurücknehmen oder löschen:',
  board: 'Zum Board',
  keep: {
    act: 'Meine Beiträge',
    title: 'Hebe diesen Link auf',
    body: 'Mit ihm kannst du zurückziehen, was du geschrieben hast: auch ohne Konto, nach der Sitzung und wenn du nicht mehr auf dem Board bist.',
    secret: 'Wer ihn hat, kann das an deiner Stelle tun: Zeige ihn niemandem.',
    most: (n) => `Du hast höchstens ${n} solche Links; mit einem weiteren endet der älteste.`,
    link: 'Adresse deiner Beiträge',
    qr: 'Code, der deine Beiträge öffnet',
    copy: 'Link kopieren',
    open: 'Öffnen',
    failed: 'Der Link konnte nicht gemacht werden. Versuche es gleich noch einmal.',
  },
};
