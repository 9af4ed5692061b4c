// What this client's acknowledged mutations were, so that they can be given back to a history that was rewound.
import type { Known } from './erased.ts';
import { align } from './merge.ts';
import type { Lane, Op } from './ops.ts';
import { textKey, type TextKey } from './pending.ts';
import type { Deed, Lacking, Step } from './recover.ts';
import type { AnyRec, Id } from './records.ts';
import { apply } from './text.ts';
import { same, textFields, textOf, valueOf } from './values.ts';

/** How many acknowledged mutations are kept, and about how many bytes they may take. */
export const MOST_DEEDS = 1000;
export const MOST_BYTES = 1 << 20;

/** The records just before a mutation took effect. `text` is undefined where nobody knows what an edit was made on. */
export interface Before {
  rec(id: Id): AnyRec | undefined;
  text(key: TextKey): string | undefined;
}

/** The form a past is kept in on a device. */
export interface KeptPast extends Lacking {
  /** The greatest number acknowledged, per lane. */
  readonly highest: Readonly<Record<Lane, number>>;
}

/**
 * The newest acknowledged mutations of both lanes. Of each text it holds what it was before the first own edit kept, and
 * from there the own edits and, between them, what others did: so any end of it can be given back.
 */
export class Past {
  #deeds: Deed[] = [];
  #sizes = new WeakMap<Deed, number>();
  #bytes = 0;
  #noted = 0;
  #highest: Record<Lane, number> = { named: 0, anon: 0 };
  #bases = new Map<TextKey, string>();
  /** What each text was after the newest own edit. */
  #ends = new Map<TextKey, string>();

  /** The greatest number that was acknowledged in a lane; 0 if there is none. */
  highest(lane: Lane): number {
    return this.#highest[lane];
  }

  /** About how many bytes it takes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Grows with every mutation that is noted. */
  get noted(): number {
    return this.#noted;
  }

  /** Notes a mutation that has been acknowledged and is about to take effect; without ops, that there was one. */
  did(lane: Lane, n: number, ops: readonly Op[], before: Before): void {
    const made = new Set(ops.flatMap((op) => (op.op === 'put' ? [op.rec.id] : [])));
    this.#highest[lane] = Math.max(this.#highest[lane], n);
    const steps = ops.flatMap((op) => this.#steps(op, before, made));
    if (steps.length === 0) return;
    const deed: Deed = { lane, n, steps };
    this.#deeds.push(deed);
    this.#noted++;
    this.#weigh(deed);
    while (this.#deeds.length > MOST_DEEDS || this.#bytes > MOST_BYTES) this.#forgetOldest();
  }

  /** Takes out what a history lacks that ends at number n of a lane. */
  takeAfter(lane: Lane, n: number): Lacking {
    const lost = new Set(this.#deeds.filter((deed) => deed.lane === lane && deed.n > n));
    const texts = new Set([...lost].flatMap(textsOf));
    const bases: Record<TextKey, string> = {};
    const rest = this.#deeds.filter((deed) => !lost.has(deed));
    for (const key of texts) {
      const before = this.#bases.get(key) ?? '';
      const kept = rest.flatMap((deed) => deed.steps).filter((step) => isOn(step, key));
      bases[key] = replay(before, kept);
      if (kept.length > 0) this.#ends.set(key, bases[key]);
      else this.#drop(key);
    }
    this.#deeds = rest;
    this.#highest[lane] = n;
    for (const deed of lost) this.#bytes -= this.#sizes.get(deed) ?? 0;
    return { deeds: [...lost], bases };
  }

  /** The records that mutations kept here touch. */
  touched(): ReadonlyMap<Id, Known> {
    const all = new Map<Id, Known>();
    for (const step of this.#deeds.flatMap((deed) => deed.steps)) {
      const before = all.get(step.id) ?? {};
      if (step.op === 'put') all.set(step.id, { made: step.type, named: isNamed(step.f.name) || isNamed(step.f.why) });
      else if (step.op === 'set' && (step.field === 'name' || step.field === 'why'))
        all.set(step.id, { ...before, named: isNamed(step.now) });
      else all.set(step.id, before);
    }
    return all;
  }

  /** Forgets all that was done to records whose words were erased. */
  erase(ids: ReadonlySet<Id>): void {
    for (const deed of this.#deeds) this.#bytes -= this.#sizes.get(deed) ?? 0;
    const rest = this.#deeds.map((deed): Deed => ({ ...deed, steps: deed.steps.filter((step) => !ids.has(step.id)) }));
    this.#deeds = rest.filter((deed) => deed.steps.length > 0);
    for (const deed of this.#deeds) this.#weigh(deed);
    for (const key of [...this.#bases.keys()]) if (ids.has(idIn(key))) this.#drop(key);
  }

  keep(): KeptPast {
    return { deeds: [...this.#deeds], bases: Object.fromEntries(this.#bases), highest: { ...this.#highest } };
  }

  /** Takes in what was kept, before anything else. */
  restore({ deeds, bases, highest }: KeptPast): void {
    this.#highest = { ...highest };
    for (const [key, base] of Object.entries(bases)) this.#hold(key as TextKey, base);
    for (const deed of deeds) {
      this.#deeds.push(deed);
      this.#weigh(deed);
      for (const step of deed.steps) {
        if (step.op !== 'text') continue;
        const key = textKey(step.id, step.field);
        this.#ends.set(key, replay(this.#ends.get(key) ?? '', [step]));
      }
    }
  }

  #steps(op: Op, before: Before, made: ReadonlySet<Id>): Step[] {
    switch (op.op) {
      case 'put': {
        const { id, type, f } = op.rec;
        const texts = textFields(type);
        const rest = Object.fromEntries(Object.entries(f).filter(([name]) => !texts.includes(name)));
        const words = texts.map((field): Step => {
          const text = textOf(op.rec, field);
          this.#hold(textKey(id, field), '');
          this.#ends.set(textKey(id, field), text);
          return { op: 'text', id, field, over: [], edit: text === '' ? [] : [text] };
        });
        return [{ op: 'put', id, type, f: rest }, ...words];
      }
      case 'set': {
        const rec = before.rec(op.id);
        if (rec === undefined) return [];
        return Object.entries(op.f).flatMap(([field, now]): Step[] => {
          const was = valueOf(rec, field);
          const stood = op.was?.[field];
          if (same(was, now) || (stood !== undefined && !same(stood, was))) return [];
          return [{ op: 'set', id: op.id, field, was, now }];
        });
      }
      case 'text': {
        const key = textKey(op.id, op.field);
        const end = this.#ends.get(key);
        const text = made.has(op.id) ? end : before.text(key);
        if (text === undefined) return [];
        if (end === undefined) this.#hold(key, text);
        this.#ends.set(key, apply(text, op.edit));
        const over = end === undefined ? [] : align(end, text);
        return [{ op: 'text', id: op.id, field: op.field, over, edit: op.edit }];
      }
      default:
        return [{ op: op.op, id: op.id }];
    }
  }

  #hold(key: TextKey, base: string): void {
    this.#drop(key);
    this.#bases.set(key, base);
    this.#ends.set(key, base);
    this.#bytes += base.length;
  }

  #drop(key: TextKey): void {
    this.#bytes -= this.#bases.get(key)?.length ?? 0;
    this.#bases.delete(key);
    this.#ends.delete(key);
  }

  #weigh(deed: Deed): void {
    const size = JSON.stringify(deed).length;
    this.#sizes.set(deed, size);
    this.#bytes += size;
  }

  #forgetOldest(): void {
    const deed = this.#deeds.shift();
    if (deed === undefined) return;
    this.#bytes -= this.#sizes.get(deed) ?? 0;
    for (const key of textsOf(deed)) {
      const end = this.#ends.get(key) ?? '';
      const base = replay(
        this.#bases.get(key) ?? '',
        deed.steps.filter((step) => isOn(step, key)),
      );
      this.#drop(key);
      if (!this.#deeds.some((other) => other.steps.some((step) => isOn(step, key)))) continue;
      this.#hold(key, base);
      this.#ends.set(key, end);
    }
  }
}

function isNamed(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** The record that a text is of. */
function idIn(key: TextKey): Id {
  return key.split('/', 1)[0] ?? '';
}

function textsOf(deed: Deed): TextKey[] {
  return deed.steps.flatMap((step) => (step.op === 'text' ? [textKey(step.id, step.field)] : []));
}

function isOn(step: Step, key: TextKey): boolean {
  return step.op === 'text' && textKey(step.id, step.field) === key;
}

function replay(base: string, steps: readonly Step[]): string {
  let text = base;
  for (const step of steps) if (step.op === 'text') text = apply(apply(text, step.over), step.edit);
  return text;
}
