import { count } from '../../words/count.ts';

const notes = count('en', { one: 'note', other: 'notes' });
const rows = count('en', { one: 'row', other: 'rows' });

export const en = {
  menu: 'Bring in notes…',
  notes,
  title: 'Bring in notes',
  about:
    'Interview notes, support tickets or survey answers, as a table (CSV), a list, Markdown or JSON. At most 2 MB, 2,000 notes, and 5,000 characters a note. Nothing is cut: what does not fit is named.',
  away: 'Take it away',
  paste: 'Paste it here',
  file: 'File with notes',
  choose: 'Or choose a file…',
  another: 'Choose another file…',
  source: 'Where it is from',
  consent: 'What may be done with it',
  unless: 'These hold where a row does not say it itself.',
  bring: (n: number) => (n === 0 ? 'Bring in notes' : `Bring in ${notes(n)}`),
  cancel: 'Cancel',
  after: 'They go to the tray, which only the team sees, until you put them on the board.',
  large: 'The file is larger than 2 MB, so nothing was read. Split it, and bring in one part after the other.',
  unreadable: 'The file cannot be read. Choose it again.',
  offline: 'The server cannot be reached. Try again in a moment.',
  added: (n: number) => `${notes(n)} ${n === 1 ? 'is' : 'are'} in the tray.`,
  doubled: (n: number) => `${rows(n)} had been brought in before.`,
  can: (n: number) => `${notes(n)} can come in.`,
  before: (n: number) => `${rows(n)} had been brought in before, or stand here twice.`,
  cannot: (n: number) => `${rows(n)} cannot.`,
  encoding: (name: string) => `The file was read as ${name}.`,
  rows: 'What comes in',
  more: (n: number) => `Show more (${n})`,
  row: { csv: (n: number) => `Row ${n}`, markdown: (n: number) => `Line ${n}`, json: (n: number) => `Object ${n}` },
  columns: 'Columns',
  unknown: (n: number) => `nobody knows what ${n === 1 ? 'one' : n} of them holds`,
  leftOut: 'Left out: choose what it holds',
  answers: (zone: string) => `Answers for ${zone}`,
  sources: {
    interview: 'Interview',
    'support-ticket': 'Support tickets',
    survey: 'Survey',
    analytics: 'Analytics',
    other: 'Something else',
  },
  consents: { room: 'Only in this room', paraphrase: 'In other words only', quote: 'May be quoted' },
  /** What a column may hold, as the server calls it and as people do. Answers are listed by zone beside these. */
  fields: {
    text: 'The words',
    whose: 'Who said it',
    customer: 'Company or account',
    source: 'Kind of source',
    ref: 'Reference',
    date: 'Date',
    zone: 'Zone',
    kind: 'Kind of note',
    consent: 'Consent',
    answer: 'Answers: a note each',
    skip: 'Nothing',
  },
  gathered: {
    added: (n: number) => `${notes(n)} new`,
    changed: (n: number) => `${notes(n)} changed`,
    gone: (n: number) => `${notes(n)} gone`,
    same: 'Nothing has changed on the boards it is made of.',
  },
};

export type IntakeWords = typeof en;
