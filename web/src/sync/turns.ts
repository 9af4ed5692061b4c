// Puts the frames of one turn of the board together: ack, then own, then chg (realtime/SPEC.md §4).
import type { Change } from '../model/ops.ts';
import type { Pending } from '../model/pending.ts';
import type { Turn } from '../model/replica.ts';

/** A mutation of ours that an ack names, with the places of its changes. */
export interface Acked {
  readonly pending: Pending;
  readonly own: number;
  readonly chg: number;
}

/**
 * Collects until a turn is whole. An own frame waits for its chg frame only where an ack says that there is one with a
 * change of ours in it; nothing else can come between the two.
 */
export class Turns {
  #own = new Map<number, Pending>();
  #chg = new Map<number, Pending>();
  #held: readonly Change[] | undefined;

  /**
   * Whether changes of ours are acknowledged and not here yet: an edit sent now would have a base from before them, and
   * the server would rebase it over our own.
   */
  get expecting(): boolean {
    return this.#own.size > 0 || this.#chg.size > 0 || this.#held !== undefined;
  }

  ack({ pending, own, chg }: Acked): void {
    if (own >= 0) this.#own.set(own, pending);
    if (chg >= 0) this.#chg.set(chg, pending);
  }

  own(changes: readonly Change[]): Turn | undefined {
    if (this.#chg.size > 0) {
      this.#held = changes;
      return undefined;
    }
    return this.#finish(changes, []);
  }

  chg(changes: readonly Change[]): Turn {
    return this.#finish(this.#held ?? [], changes);
  }

  /** Forgets half a turn; returns the mutations that were acknowledged and whose changes have not been seen. */
  reset(): Pending[] {
    const unseen = new Set([...this.#own.values(), ...this.#chg.values()]);
    this.#own = new Map();
    this.#chg = new Map();
    this.#held = undefined;
    return [...unseen];
  }

  #finish(own: readonly Change[], chg: readonly Change[]): Turn {
    const turn: Turn = { own, chg, mine: { own: this.#own, chg: this.#chg } };
    this.reset();
    return turn;
  }
}
