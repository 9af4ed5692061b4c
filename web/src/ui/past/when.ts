import { place } from '../words/words.ts';

const times = new Intl.DateTimeFormat(place, { hour: 'numeric', minute: '2-digit' });
const days = new Intl.DateTimeFormat(place, { dateStyle: 'full' });

/** The time of day of a step, in the reader's language and time zone. */
export function clock(t: number): string {
  return times.format(t);
}

/** The day of a step. */
export function dayOf(t: number): string {
  return days.format(t);
}
