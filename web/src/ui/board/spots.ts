import type { Id } from '../../model/records.ts';
import type { Pointer } from './pointers.svelte.ts';

/** What of a box is asked here, in px of the window. */
export type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;

/** Where a pointer is drawn: 0…10000 of the zone's box. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  /**
   * Set where what is pointed at is not in sight: the side on which it lies, or '' where that is not known. Then there is a
   * name at the zone's edge, and no arrow, which would point at something else.
   */
  readonly edge?: 'up' | 'down' | '';
}

/** A zone on the page: all of it, the part in which its notes are seen, and where those stand that can be asked for. */
export interface Ground {
  readonly zone: Box;
  readonly seen: Box;
  readonly notes: ReadonlyMap<Id, Box>;
}

/** Where somebody else's pointer is in this window: on the note they point at, wherever it stands; never on another one. */
export function spotOf(pointer: Pointer, { zone, seen, notes }: Ground): Spot {
  const { over, u = 0, v = 0 } = pointer;
  const at = (x: number, y: number, edge?: Spot['edge']): Spot => {
    const share = (of: number, from: number, to: number): number =>
      Math.round(((of - from) / (to - from || 1)) * 10000);
    const spot = { x: share(x, zone.left, zone.right), y: share(y, zone.top, zone.bottom) };
    return edge === undefined ? spot : { ...spot, edge };
  };
  const x = zone.left + ((zone.right - zone.left) * pointer.x) / 10000;
  const y = zone.top + ((zone.bottom - zone.top) * pointer.y) / 10000;
  const note = notes.get(over ?? '');
  if (note !== undefined) {
    const there = {
      x: note.left + ((note.right - note.left) * u) / 10000,
      y: note.top + ((note.bottom - note.top) * v) / 10000,
    };
    if (there.y < seen.top) return at(there.x, seen.top, 'up');
    if (there.y > seen.bottom) return at(there.x, seen.bottom, 'down');
    return at(there.x, there.y);
  }
  if (over === undefined && ![...notes.values()].some((box) => holds(box, x, y))) return at(x, y);
  return at(x, y < (zone.top + zone.bottom) / 2 ? seen.top : seen.bottom, '');
}

function holds({ left, top, right, bottom }: Box, x: number, y: number): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}
