import { s } from './words/words.ts';

const length = 24 * 60 * 60 * 1000;

/** Whole days from one date (YYYY-MM-DD) to another; NaN where one is none. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / length);
}

/** How a due date moved, in words; '' where it did not. */
export function moved(original: string, due: string, day: (date: string) => string): string {
  const days = original === '' || due === '' ? 0 : daysBetween(original, due);
  if (days === 0 || Number.isNaN(days)) return '';
  const say = days > 0 ? s.dates.later : s.dates.earlier;
  return say(day(original), s.dates.days(Math.abs(days)));
}

/** States in which nothing is due any more. */
const over: ReadonlySet<string> = new Set(['done', 'verified', 'declined', 'parked']);

/** Whether something was due before `today` (YYYY-MM-DD) and is not over. */
export function overdue({ due, status }: { readonly due: string; readonly status: string }, today: string): boolean {
  return due !== '' && due < today && !over.has(status);
}

/** The day that it is where the reader is, as YYYY-MM-DD. */
export function dayOf(now: number): string {
  const at = new Date(now);
  const pad = (n: number): string => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}

/** What is said at a date that somebody chooses for what is still to be done: it is taken, past or not. */
export function past(due: string, today: string): string {
  return whole(due) && due < today ? s.dates.past : '';
}

/** Whether a day is written to its end: browsers give one for every digit of a year that is typed, 0002 first. */
export function whole(due: string): boolean {
  return due >= '1000';
}
