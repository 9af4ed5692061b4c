// The words of what the team brings in from elsewhere: English, like the rest of its desk.
import type { IntakeRow } from '../../state/api.ts';
import { count } from '../words/count.ts';

export const notes = count('en', { one: 'note', other: 'notes' });
export const rows = count('en', { one: 'row', other: 'rows' });

export const sources = [
  ['interview', 'Interview'],
  ['support-ticket', 'Support tickets'],
  ['survey', 'Survey'],
  ['analytics', 'Analytics'],
  ['other', 'Something else'],
] as const;

export const consents = [
  ['room', 'Only in this room'],
  ['paraphrase', 'In other words only'],
  ['quote', 'May be quoted'],
] as const;

/** What a column may hold, as the server calls it and as people do. Answers are listed by zone beside these. */
export const fields = [
  ['text', 'The words'],
  ['whose', 'Who said it'],
  ['customer', 'Company or account'],
  ['source', 'Kind of source'],
  ['ref', 'Reference'],
  ['date', 'Date'],
  ['zone', 'Zone'],
  ['kind', 'Kind of note'],
  ['consent', 'Consent'],
  ['answer', 'Answers: a note each'],
  ['skip', 'Nothing'],
] as const;

/** What of a row is told beside its words. */
export function aside(row: IntakeRow): string {
  const source = sources.find(([value]) => value === row.source)?.[1] ?? row.source;
  const consent = consents.find(([value]) => value === row.consent)?.[1] ?? row.consent;
  return [row.zone, row.whose, row.customer, source, row.ref, row.date, consent]
    .filter((part) => part !== '')
    .join(' · ');
}

export const offline = 'The server cannot be reached. Try again in a moment.';
