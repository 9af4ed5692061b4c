import type { Delivery } from '../../state/outlet.ts';
import { place } from '../words/words.ts';
import { s } from './words/words.ts';

const clock = new Intl.DateTimeFormat(place, { hour: '2-digit', minute: '2-digit' });

/** Whether something is on its way. */
export function busy(all: readonly Delivery[]): boolean {
  return all.some(({ state }) => state === 'queued' || state === 'sending');
}

/** How long to wait before the `n`-th look since something changed, in milliseconds. */
export function pause(n: number): number {
  return Math.min(30_000, Math.round(800 * 1.5 ** n));
}

/** What became of an item, in words. */
export function stateOf({ state, seen, due_at = 0 }: Delivery, now: number): string {
  switch (state) {
    case 'queued':
      return due_at > now ? s.states.waitsUntil(clock.format(due_at)) : s.states.waits;
    case 'sending':
      return due_at > now ? s.states.triedAt(clock.format(due_at)) : s.states.sending;
    case 'failed':
      return s.states.failed;
    case 'changed':
      return s.states.changed;
    case 'sent':
      if (seen === 'closed') return s.states.closed;
      return seen === 'not_planned' ? s.states.unplanned : s.states.sent;
  }
}
