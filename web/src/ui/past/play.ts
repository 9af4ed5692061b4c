// A board's history played to any of its moments.
import { idOf, type ViewOp } from '../../model/ops.ts';
import type { AnyRec, Id } from '../../model/records.ts';
import { withEdit, withFields } from '../../model/view.ts';
import type { PastStep, Told } from '../../state/past.ts';

/** Every so many steps the moment is kept, so that none is far away. */
export const EVERY = 200;

/** What stood on the board at one moment. */
export type Moment = ReadonlyMap<Id, AnyRec>;

/** A moment to ask for single records. */
export type Look = Pick<Moment, 'get' | 'has'>;

/** A moment as it was before some records changed. */
class Before implements Look {
  readonly #now: Look;
  readonly #was: ReadonlyMap<Id, AnyRec | undefined>;

  constructor(now: Look, was: ReadonlyMap<Id, AnyRec | undefined>) {
    this.#now = now;
    this.#was = was;
  }

  get(id: Id): AnyRec | undefined {
    return this.#was.has(id) ? this.#was.get(id) : this.#now.get(id);
  }

  has(id: Id): boolean {
    return this.get(id) !== undefined;
  }
}

export class Play {
  readonly steps: readonly PastStep[];
  /** How many ops have been done so far. */
  done = 0;
  readonly #kept: Moment[];
  /** At which step each record was there first; 0 for those it begins with. */
  readonly #first = new Map<Id, number>();
  #at = 0;
  #now: Map<Id, AnyRec>;

  constructor({ start, steps }: Told) {
    this.steps = steps;
    this.#now = new Map();
    for (const op of start) this.#do(op);
    this.#kept = [new Map(this.#now)];
    for (const id of this.#now.keys()) this.#first.set(id, 0);
    for (const [i, { ops }] of steps.entries()) {
      for (const op of ops) if (op.op === 'put' && !this.#first.has(op.rec.id)) this.#first.set(op.rec.id, i + 1);
    }
  }

  /** How many steps there are: the last moment. */
  get last(): number {
    return this.steps.length;
  }

  /** Whether a record has been on the board before a step (1 is the first), at that moment or at an earlier one. */
  known(id: Id, step: number): boolean {
    return (this.#first.get(id) ?? Infinity) < step;
  }

  /** The moment after `step` steps. */
  at(step: number): Moment {
    this.#go(step);
    return new Map(this.#now);
  }

  /** Shows one step (1 is the first) with the moments around it, which are good until it returns, as no whole one is copied. */
  show<T>(step: number, look: (step: PastStep, before: Look, after: Look) => T): T | undefined {
    const ops = this.steps[step - 1];
    if (ops === undefined) return undefined;
    this.#go(step - 1);
    const was = new Map(ops.ops.map((op) => [idOf(op), this.#now.get(idOf(op))]));
    this.#go(step);
    return look(ops, new Before(this.#now, was), this.#now);
  }

  #go(step: number): void {
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
