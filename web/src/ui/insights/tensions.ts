import type { Id, Note, Tension } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';

/** Two notes that contradict each other. */
export interface Pair {
  readonly tension: Tension;
  readonly one: Note;
  readonly other: Note;
}

/** The tensions of these notes, or of the whole board; one with a note that is gone waits till it comes back (B-75). */
export function tensionsOf(board: BoardState, of?: readonly Id[]): readonly Pair[] {
  const near = of === undefined ? undefined : new Set(of);
  return board.list('tension').flatMap((tension) => {
    const [one, other] = [board.note(tension.f.one), board.note(tension.f.other)];
    if (one === undefined || other === undefined) return [];
    return near === undefined || near.has(one.id) || near.has(other.id) ? [{ tension, one, other }] : [];
  });
}
