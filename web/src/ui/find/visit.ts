// When somebody was last here, as far as this device knows.
import { onDestroy } from 'svelte';
import type { Id } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { keep, kept } from '../parts/kept.ts';

/** Whoever is away for less than this, in milliseconds, has not been away: a reload begins no new visit. */
const pause = 10 * 60_000;

/** The last moment of this visit so far, and of the one before; 0 of one there was none of. In milliseconds since 1970. */
interface Visit {
  readonly last: number;
  readonly before: number;
}

function visitOf(board: Id): Visit {
  const [last = 0, before = 0] = (kept(`seen.${board}`) ?? '').split(' ').map(Number);
  return { last: last || 0, before: before || 0 };
}

/** What is kept of somebody who is here at `now`. */
export function here({ last, before }: Visit, now: number): Visit {
  return { last: now, before: last > 0 && now - last > pause ? last : before };
}

/** When the visit before this one ended, by the server's clock; null where this device knows of none. */
export function lastVisit(board: Id): number | null {
  return visitOf(board).before || null;
}

/** Remembers that somebody is here, now and when they leave. Call it in a component. */
export function visit(board: BoardState): void {
  const note = (): void => {
    if (document.hidden) return;
    const { last, before } = here(visitOf(board.id), Math.round(board.now()));
    keep(`seen.${board.id}`, `${last} ${before}`);
  };
  note();
  const every = setInterval(note, pause / 10);
  addEventListener('pagehide', note);
  onDestroy(() => {
    clearInterval(every);
    removeEventListener('pagehide', note);
  });
}
