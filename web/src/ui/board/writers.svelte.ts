import type { Id } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { called, memberOf } from './names.ts';

/** Somebody else who is writing in a note. */
export interface Writer {
  readonly name: string;
  readonly hue: number;
}

/** Who is writing where. Notes ask it, not the presence itself: that is news with every move of a pointer. */
export class Writers {
  readonly #board: BoardState;
  #known: ReadonlyMap<Id, Id> = new Map();
  /** The member at each note; the same map as long as nobody comes or goes. */
  readonly #at = $derived.by(() => {
    const at = new Map<Id, Id>();
    for (const [member, { note, typing }] of this.#board.presence) {
      if (note !== undefined && typing === true) at.set(note, member);
    }
    const same = at.size === this.#known.size && [...at].every(([note, member]) => this.#known.get(note) === member);
    if (!same) this.#known = at;
    return this.#known;
  });

  constructor(board: BoardState) {
    this.#board = board;
  }

  /** Who is writing in a note, if somebody is; of several the one last heard of. */
  on(note: Id): Writer | undefined {
    const member = memberOf(this.#board, this.#at.get(note));
    return member && { name: called(member), hue: member.f.hue };
  }
}
