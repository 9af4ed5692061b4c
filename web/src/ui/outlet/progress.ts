import type { Delivery } from '../../state/outlet.ts';

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
      return due_at > now ? `Waits until ${clock(due_at)}` : 'Waits for its turn';
    case 'sending':
      return due_at > now ? `Is tried again at ${clock(due_at)}` : 'Is being sent…';
    case 'failed':
      return 'Not sent';
    case 'changed':
      return 'Changed there, not overwritten';
    case 'sent':
      if (seen === 'closed') return 'Sent, closed there';
      return seen === 'not_planned' ? 'Sent, closed there as not planned' : 'Sent';
  }
}

function clock(at: number): string {
  return new Date(at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
}
