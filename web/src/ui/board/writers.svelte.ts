import type { Id } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { hueOf } from '../colour/hues.ts';
import { called, memberOf } from './names.ts';

/** Somebody else who is writing in a note, or carries it somewhere. */
export interface Writer {
  readonly name: string;
  readonly hue: number;
  readonly carries: boolean;
}

/**
 * Who is writing where, and who carries what. Notes ask it, not the presence itself: that is news with every move of a
 * pointer. Only notes that everybody sees with their author are ever named there.
 */
export class Writers {
  readonly #board: BoardState;
  #known: ReadonlyMap<Id, string> = new Map();
  /** The member at each note, with a + in front of who carries it; the same map as long as nobody comes or goes. */
  readonly #at = $derived.by(() => {
    const at = new Map<Id, string>();
    for (const [member, { note, typing, drag }] of this.#board.presence) {
      if (note !== undefined && (typing === true || drag === true)) at.set(note, drag === true ? `+${member}` : member);
    }
    const same = at.size === this.#known.size && [...at].every(([note, member]) => this.#known.get(note) === member);
    if (!same) this.#known = at;
    return this.#known;
  });
  /** Who writes in each zone, by the names they go under. */
  readonly #zones = $derived.by(() => {
    const zones = new Map<Id, string[]>();
    for (const [note, who] of this.#at) {
      const zone = this.#board.note(note)?.f.place.zone;
      const name = called(memberOf(this.#board, who));
      if (zone !== undefined && name !== '') zones.set(zone, [...(zones.get(zone) ?? []), name]);
    }
    return zones;
  });

  constructor(board: BoardState) {
    this.#board = board;
  }

  /** Who is at a note, if somebody is; of several the one last heard of. */
  on(note: Id): Writer | undefined {
    const who = this.#at.get(note);
    const member = memberOf(this.#board, who?.replace('+', ''));
    return member && { name: called(member), hue: hueOf(member), carries: who?.startsWith('+') === true };
  }

  /** The names of who writes in notes of a zone. Who carries one writes nothing. */
  in(zone: Id): readonly string[] {
    return this.#zones.get(zone) ?? none;
  }
}

const none: readonly string[] = [];
