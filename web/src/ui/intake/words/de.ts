import { count } from '../../words/count.ts';
import type { IntakeWords } from './en.ts';

const notes = count('de', { one: 'Notiz', other: 'Notizen' });
const rows = count('de', { one: 'Zeile', other: 'Zeilen' });

export const de: IntakeWords = {
  menu: 'Notizen hereinholen…',
  notes,
  title: 'Notizen hereinholen',
  about:
    'Notizen aus Interviews, Support-Tickets oder Antworten aus Umfragen, als Tabelle (CSV), Liste, Markdown oder JSON. Höchstens 2 MB, 2.000 Notizen und 5.000 Zeichen je Notiz. Nichts wird abgeschnitten: Was nicht passt, wird genannt.',
  away: 'Wegnehmen',
  paste: 'Hier einfügen',
  file: 'Datei mit Notizen',
  choose: 'Oder eine Datei wählen…',
  another: 'Eine andere Datei wählen…',
  source: 'Woher sie stammen',
  consent: 'Was damit geschehen darf',
  unless: 'Das gilt, wo eine Zeile es nicht selbst sagt.',
  bring: (n) => (n === 0 ? 'Notizen hereinholen' : `${notes(n)} hereinholen`),
  cancel: 'Abbrechen',
  after: 'Sie kommen in die Ablage, die nur das Team sieht, bis ihr sie auf das Board legt.',
  large: 'Die Datei ist größer als 2 MB, gelesen wurde nichts. Teilen und Teil für Teil hereinholen.',
  unreadable: 'Die Datei ist nicht lesbar. Bitte erneut wählen.',
  offline: 'Der Server ist nicht erreichbar. Gleich noch einmal versuchen.',
  added: (n) => `${notes(n)} ${n === 1 ? 'liegt' : 'liegen'} in der Ablage.`,
  doubled: (n) => `${rows(n)} ${n === 1 ? 'war' : 'waren'} schon hereingeholt.`,
  can: (n) => `${notes(n)} ${n === 1 ? 'kann' : 'können'} herein.`,
  before: (n) =>
    `${rows(n)} ${n === 1 ? 'war' : 'waren'} schon hereingeholt oder ${n === 1 ? 'steht' : 'stehen'} hier doppelt.`,
  cannot: (n) => `${rows(n)} ${n === 1 ? 'kann' : 'können'} nicht herein.`,
  encoding: (name) => `Die Datei wurde als ${name} gelesen.`,
  rows: 'Was hereinkommt',
  more: (n) => `Mehr zeigen (${n})`,
  row: { csv: (n) => `Zeile ${n}`, markdown: (n) => `Textzeile ${n}`, json: (n) => `Objekt ${n}` },
  columns: 'Spalten',
  unknown: (n) => `von ${n === 1 ? 'einer' : n} weiß niemand, was darin steht`,
  leftOut: 'Weggelassen: wählen, was darin steht',
  answers: (zone) => `Antworten für ${zone}`,
  sources: {
    interview: 'Interview',
    'support-ticket': 'Support-Tickets',
    survey: 'Umfrage',
    analytics: 'Nutzungsdaten',
    other: 'Etwas anderes',
  },
  consents: { room: 'Nur in diesem Raum', paraphrase: 'Nur in anderen Worten', quote: 'Darf zitiert werden' },
  fields: {
    text: 'Der Wortlaut',
    whose: 'Wer es gesagt hat',
    customer: 'Firma oder Konto',
    source: 'Art der Quelle',
    ref: 'Verweis',
    date: 'Datum',
    zone: 'Bereich',
    kind: 'Art der Notiz',
    consent: 'Einwilligung',
    answer: 'Antworten: je eine Notiz',
    skip: 'Nichts',
  },
  gathered: {
    added: (n) => `${notes(n)} neu`,
    changed: (n) => `${notes(n)} geändert`,
    gone: (n) => `${notes(n)} weg`,
    same: 'Auf den Boards, aus denen es besteht, hat sich nichts geändert.',
  },
};
