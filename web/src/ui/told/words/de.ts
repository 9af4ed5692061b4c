import { count } from '../../words/count.ts';
import type { ToldWords } from './en.ts';

const days = count('de', { one: 'Tag', other: 'Tage' });
const customers = count('de', { one: 'Kunde oder Kundin', other: 'Kundinnen und Kunden' });
const team = count('de', { one: 'Person aus dem Team', other: 'Leute aus dem Team' });
const viewers = count('de', { one: 'Person, die nur mitliest', other: 'Leute, die nur mitlesen' });

export const de: ToldWords = {
  title: 'Bevor du schreibst',
  runs: 'Wer dahintersteht',
  sees: 'Wer es lesen kann',
  readers: (c, t, v) => [...(c > 0 ? [customers(c)] : []), ...(t > 0 ? [team(t)] : []), ...(v > 0 ? [viewers(v)] : [])],
  here: (who) => `Nur die Leute auf diesem Board, jetzt ${who}.`,
  later: 'Bis zum Aufdecken nur du, danach die Leute auf diesem Board.',
  public: 'Was daraus wird, steht auch auf einer öffentlichen Seite.',
  use: 'Wofür es ist',
  keep: 'Wie lange',
  useUnsaid: 'Das wurde nicht gesagt: Frag die Moderation.',
  keepsOn: 'Bis die Moderation das Board löscht.',
  keeps: (n) => `Bis ${days(n)} nach der letzten Änderung; dann wird alles gelöscht.`,
  free: 'Du kannst jederzeit aussetzen, gehen und zurückziehen, was du geschrieben hast.',
  changed:
    'Das hat sich geändert, seit du gewählt hast, was mit deinen Worten geschehen darf. Sieh es dir an und wähle neu.',
  again: 'Es ist gut so',
  contact: {
    ask: 'Dürfen wir uns noch einmal melden?',
    hint: 'Nur du und die Moderation sehen deine Adresse. Sie steht in keinem Export.',
    field: 'Deine E-Mail-Adresse',
    bad: 'Das ist keine E-Mail-Adresse.',
  },
  offers: 'Oder ein Name für heute:',
  names:
    'Otter Reiher Ahorn Klee Amsel Wacholder Weide Fink Kiesel Lerche Hasel Dachs Distel Segler Birke Marder Kiebitz Zeder Meise Ampfer'.split(
      ' ',
    ),
  set: {
    act: 'Was die Leute erfahren, und wie lange',
    title: 'Was die Leute erfahren',
    runs: 'Wer dahintersteht',
    runsLike: 'Der Ticketladen, Mia Berg',
    runsHint: 'So, wie eure Kundschaft es sagen würde. Leer: die Namen der Moderation.',
    use: 'Wofür es gebraucht wird',
    useLike: 'Um zu entscheiden, was wir bis zum Frühling richten',
    useHint: 'Das lesen alle, bevor sie schreiben.',
    anon: 'Notizen beginnen anonym',
    anonHint: 'Alle können ihren Namen zu einer Notiz trotzdem nennen.',
    keep: 'Wird aufbewahrt',
    ever: 'bis jemand es löscht',
    days: (n) => `${days(n)} nach der letzten Änderung`,
    failed: 'Das konnte nicht gespeichert werden. Versuche es gleich noch einmal.',
    sent: 'Was dieses Board verlassen hat',
    none: 'Noch wurde nichts exportiert.',
    stale: 'Etwas darin wurde gelöscht: Exportiere es neu und lösche die alte Datei.',
    staleShort: 'Neu exportieren',
    some: (n) => `In ${n} davon stehen Worte, die seither gelöscht wurden.`,
    remove: 'Dieses Board löschen',
    removeHint: 'Für alle, sofort. 30 Tage lang kannst du es zurückholen, dann ist alles weg.',
    removeSure: 'Das Board für alle löschen?',
    removeYes: 'Löschen',
    no: 'Behalten',
    removeNot: 'Nur wer dieses Board gemacht hat, kann es löschen.',
    gone: 'Das Board ist gelöscht. In deiner Liste kannst du es 30 Tage lang zurückholen.',
  },
  erase: {
    member: 'Was sie gesagt haben, endgültig löschen',
    note: 'Endgültig löschen',
    sure: (who) => `${who} endgültig löschen?`,
    body: 'Worte, Name und Adresse verschwinden vom Board, aus seinem Verlauf und den Dateien. Niemand kann das rückgängig machen. Was exportiert, kopiert oder gedruckt wurde, erreicht es nicht; Exporte werden markiert.',
    anon: 'Was sie anonym geschrieben haben, bleibt: Niemand weiß, welche Notizen das sind.',
    yes: 'Endgültig löschen',
    done: (n) => (n === 1 ? 'Eines ist endgültig gelöscht' : `${n} sind endgültig gelöscht`),
    failed: 'Das ging nicht. Versuche es gleich noch einmal.',
  },
  bin: {
    title: 'Gelöschte Boards',
    until: (when) => `Kann bis ${when} zurückgeholt werden`,
    back: 'Zurückholen',
    backWho: (title) => `„${title}“ zurückholen`,
    failed: 'Es konnte nicht zurückgeholt werden. Versuche es gleich noch einmal.',
  },
};
