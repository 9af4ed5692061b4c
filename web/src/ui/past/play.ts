// A board's history played to any of its moments.
import type { ViewOp } from '../../model/ops.ts';
import type { AnyRec, Id } from '../../model/records.ts';
import { withEdit, withFields } from '../../model/view.ts';
import type { PastStep, Told } from '../../state/past.ts';

/** Every so many steps the moment is kept, so that none is far away. */
export const EVERY = 200;

/** What stood on the board at one moment. */
export type Moment = ReadonlyMap<Id, AnyRec>;

export class Play {
  readonly steps: readonly PastStep[];
  /** How many ops have been done so far. */
  done = 0;
  readonly #kept: Moment[];
  #at = 0;
  #now: Map<Id, AnyRec>;

  constructor({ start, steps }: Told) {
    this.steps = steps;
    this.#now = new Map();
    for (const op of start) this.#do(op);
    this.#kept = [new Map(this.#now)];
  }

  /** How many steps there are: the last moment. */
  get last(): number {
    return this.steps.length;
  }

  /** The moment after `step` steps. */
  at(step: number): Moment {
    const to = Math.min(Math.max(step, 0), this.last);
    const kept = Math.min(Math.floor(to / EVERY), this.#kept.length - 1);
    if (to < this.#at || kept * EVERY > this.#at) {
      this.#now = new Map(this.#kept[kept]);
      this.#at = kept * EVERY;
    }
    while (this.#at < to) {
      for (const op of this.steps[this.#at]?.ops ?? []) this.#do(op);
      this.#at++;
      if (this.#at % EVERY === 0 && this.#kept.length === this.#at / EVERY) this.#kept.push(new Map(this.#now));
    }
    return new Map(this.#now);
  }

  #do(op: ViewOp): void {
    this.done++;
    if (op.op === 'put') {
      this.#now.set(op.rec.id, op.rec);
      return;
    }
    if (op.op === 'gone') {
      this.#now.delete(op.id);
      return;
    }
    const rec = this.#now.get(op.id);
    if (rec === undefined) return;
    this.#now.set(op.id, op.op === 'set' ? withFields(rec, op.f) : withEdit(rec, op.field, op.edit));
  }
}
