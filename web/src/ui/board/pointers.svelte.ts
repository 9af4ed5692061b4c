import type { Id } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';

/** Somebody else's pointer; x and y are 0…10000 of the zone's box. */
export interface Pointer {
  readonly id: Id;
  readonly zone: Id;
  readonly x: number;
  readonly y: number;
  /** The note it is over, as far as that is told, and where in its box, 0…10000. */
  readonly over?: Id;
  readonly u?: number;
  readonly v?: number;
  /** When it moved last, and how long it may take to glide there, in milliseconds. */
  readonly moved: number;
  readonly glide: number;
}

/** How many pointers are drawn at once: those that moved last. */
const most = 30;
/** A pointer glides until the next news of it is expected, at least and at most so long. */
const shortest = 60;
const longest = 180;
/** After a rest it goes to the new place in this time. */
const fresh = 120;

/** Where the others point, and since when: presence says only where. */
export class Pointers {
  readonly #board: BoardState;
  readonly #now: () => number;
  #seen: ReadonlyMap<Id, Pointer> = new Map();
  /** The pointers that moved last, those first. */
  readonly #shown = $derived.by(() => {
    const seen = new Map<Id, Pointer>();
    for (const [id, { zone, x, y, over, u, v }] of this.#board.presence) {
      if (zone === undefined || x === undefined || y === undefined) continue;
      const at = over === undefined || u === undefined || v === undefined ? { x, y } : { x, y, over, u, v };
      seen.set(id, this.#moved(this.#seen.get(id), { id, zone, ...at }));
    }
    this.#seen = seen;
    return [...seen.values()].toSorted((a, b) => b.moved - a.moved).slice(0, most);
  });

  constructor(board: BoardState, now = (): number => performance.now()) {
    this.#board = board;
    this.#now = now;
  }

  /** The pointers over a zone. */
  over(zone: Id): readonly Pointer[] {
    return this.#shown.filter((pointer) => pointer.zone === zone);
  }

  #moved(was: Pointer | undefined, to: Omit<Pointer, 'moved' | 'glide'>): Pointer {
    const same = was?.zone === to.zone && was.x === to.x && was.y === to.y;
    if (same && was.over === to.over && was.u === to.u && was.v === to.v) return was;
    const moved = this.#now();
    const gap = was === undefined ? Infinity : moved - was.moved;
    const glide = gap > longest * 2 ? fresh : Math.min(longest, Math.max(shortest, gap));
    return { ...to, moved, glide };
  }
}

const known = new WeakMap<BoardState, Pointers>();

/** The pointers of a board. What asks first may go before the board does (a zone, with its map), and they stay. */
export function pointersOf(board: BoardState): Pointers {
  let pointers = known.get(board);
  if (pointers !== undefined) return pointers;
  $effect.root(() => void (pointers = new Pointers(board)));
  pointers ??= new Pointers(board); // where nothing is drawn, there are no effects
  known.set(board, pointers);
  return pointers;
}
