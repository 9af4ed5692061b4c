import type { Act, Line } from './acts.ts';
import { s } from './words/words.ts';

/** What was done. A newer server may know more than this page does. */
export function whatOf(act: string): string {
  return s.acts[act as Act] ?? act;
}

/** How it ended, where that says more than that it did. */
export function endOf({ act, outcome }: Line): string {
  if (outcome in s.ends) return s.ends[outcome as keyof typeof s.ends];
  const count = /^\d+ /.exec(outcome);
  if (count !== null) return outcome.replace(/ [a-z]+/, '').replace(/, .*/, '');
  return act === 'refused' ? s.other : '';
}
