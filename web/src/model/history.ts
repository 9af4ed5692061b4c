// Undo and redo of one's own acts.
//
// An act is taken back by its inverse, made for what showed before it. Fields are set back only where they still have
// the value the act gave them; text edits are taken back by their inverse, rebased over everything that happened since,
// like a pending edit. Nothing somebody else did is ever taken back.
import { idOf, type Op, type TextOp } from './ops.ts';
import { touches } from './erased.ts';
import { preview, stillStanding, textKey, type Author, type TextKey } from './pending.ts';
import type { AnyRec, Fields, Id } from './records.ts';
import { apply, compose, invert, transform, type Edit } from './text.ts';
import { same, textOf, valueOf } from './values.ts';

/** A pause this long between two edits of one text, in milliseconds, makes them two steps. */
export const PAUSE = 1000;
/** How many steps can be taken back. */
const DEPTH = 200;
/** About how many characters of them outlive the page. */
export const MOST_KEPT = 1 << 20;

/** Whose acts they are says nothing about how to take them back. */
const NOBODY: Author = { member: undefined };

type Get = (id: Id) => AnyRec | undefined;

/** The form the chains are kept in: per text that steps edit, what showed. */
export interface KeptHistory {
  readonly undo: readonly (readonly Op[])[];
  readonly redo: readonly (readonly Op[])[];
  readonly texts: Readonly<Record<TextKey, string>>;
}

interface Step {
  ops: readonly Op[];
  /** When the newest act in it was done, for steps that are still being typed; 0 for closed ones. */
  typed: number;
}

/** Records as they show while the ops of one step are done, one by one. */
class Trial {
  readonly #before: Get;
  readonly #now = new Map<Id, AnyRec | undefined>();

  constructor(before: Get) {
    this.#before = before;
  }

  get(id: Id): AnyRec | undefined {
    return this.#now.has(id) ? this.#now.get(id) : this.#before(id);
  }

  do(op: Op): void {
    this.#now.set(idOf(op), preview(this.get(idOf(op)), op, NOBODY));
  }
}

/** The ops that take `ops` back, in the order in which to do them; `get` sees the records as they were before them. */
export function inverseOf(ops: readonly Op[], get: Get): Op[] {
  const inverse: Op[] = [];
  const made = new Set<Id>();
  const trial = new Trial(get);
  for (const op of ops) {
    const id = idOf(op);
    const rec = trial.get(id);
    trial.do(op);
    if (op.op === 'put') {
      made.add(id);
      inverse.unshift(op.rec.type === 'note' ? { op: 'del', id, as: 'undone' } : { op: 'del', id });
    } else if (made.has(id) || rec === undefined) {
      continue;
    } else if (op.op === 'set') {
      const before = Object.fromEntries(Object.keys(op.f).map((name) => [name, valueOf(rec, name)]));
      inverse.unshift({ op: 'set', id, f: before, was: op.f });
    } else if (op.op === 'text') {
      inverse.unshift({ ...op, edit: invert(op.edit, textOf(rec, op.field)) });
    } else {
      const del: Op = rec.as === 'undone' ? { op: 'del', id, as: 'undone' } : { op: 'del', id };
      inverse.unshift(op.op === 'del' ? { op: 'res', id } : del);
    }
  }
  return inverse;
}

/** Two chains of steps, both starting at what shows now: each step fits what shows once those before it are done. */
export class History {
  #undo: Step[] = [];
  #redo: Step[] = [];
  #version = 0;
  /** Since {@link restore} and until {@link back}: what a text must read for its steps to fit. */
  #away: Map<TextKey, string> | undefined;

  /** Grows with every change of the chains. */
  get version(): number {
    return this.#version;
  }

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  /** Remembers an act that is about to be done. */
  did(ops: readonly Op[], get: Get, now: number): void {
    const inverse = inverseOf(ops, get);
    this.#follow(ops, get);
    if (inverse.length === 0) return;
    this.#version++;
    this.#redo = [];
    const typing = inverse.length === 1 && inverse[0]?.op === 'text' ? inverse[0] : undefined;
    const last = this.#undo.at(-1);
    const before = last?.ops.length === 1 ? last.ops[0] : undefined;
    if (last && typing && before?.op === 'text' && sameText(before, typing) && now - last.typed < PAUSE) {
      last.ops = [{ ...before, edit: compose(typing.edit, before.edit) }];
      last.typed = now;
      return;
    }
    this.#undo.push({ ops: inverse, typed: typing ? now : 0 });
    if (this.#undo.length > DEPTH) this.#undo.shift();
  }

  /** A text that shows has changed by something that is no step of ours. */
  rebase(id: Id, field: string, edit: Edit): void {
    if (this.#away) return; // whose it was is not known: see back()
    this.#version++;
    for (const chain of [this.#undo, this.#redo]) {
      let over = edit;
      for (const step of [...chain].reverse()) {
        step.ops = step.ops.map((op) => {
          if (op.op !== 'text' || op.id !== id || op.field !== field) return op;
          const rebased: Op = { ...op, edit: transform(op.edit, over, 'right') };
          over = transform(over, op.edit, 'left');
          return rebased;
        });
      }
    }
  }

  /** The ops that take back the newest act of which anything still stands; undefined if there is none. */
  undo(get: Get): Op[] | undefined {
    this.#drop(get, false);
    return this.#move(this.#undo, this.#redo, get);
  }

  /** The same for the newest act taken back. */
  redo(get: Get): Op[] | undefined {
    this.#drop(get, false);
    return this.#move(this.#redo, this.#undo, get);
  }

  /** The chains as they stand, to be kept; the oldest steps are left out where there is no room. */
  keep(get: Get): KeptHistory {
    let room = MOST_KEPT;
    const fits = (step: Step) => (room -= JSON.stringify(step.ops).length) >= 0;
    const newest = (chain: readonly Step[]) => {
      const kept: (readonly Op[])[] = [];
      for (const step of [...chain].reverse()) {
        if (!fits(step)) break;
        kept.unshift(step.ops);
      }
      return kept;
    };
    const undo = newest(this.#undo);
    const redo = newest(this.#redo);
    const texts: Record<TextKey, string> = {};
    for (const key of textsOf([...undo, ...redo].flat())) {
      const rec = get(key.id);
      const text = this.#away?.get(textKey(key.id, key.field)) ?? (rec && textOf(rec, key.field));
      if (text !== undefined) texts[textKey(key.id, key.field)] = text;
    }
    return { undo, redo, texts };
  }

  /** Takes the chains of an earlier page in, before anything is done on this one. */
  restore({ undo, redo, texts }: KeptHistory): void {
    this.#undo = undo.map((ops) => ({ ops, typed: 0 }));
    this.#redo = redo.map((ops) => ({ ops, typed: 0 }));
    this.#away = new Map(Object.entries(texts) as [TextKey, string][]);
    this.#version++;
  }

  /** Forgets everything. */
  forget(): void {
    this.#undo = [];
    this.#redo = [];
    this.#version++;
  }

  /** Forgets every step that touches records whose words were erased. */
  erase(ids: ReadonlySet<Id>): void {
    const stands = ({ ops }: Step) => !touches(ops, ids);
    this.#undo = this.#undo.filter(stands);
    this.#redo = this.#redo.filter(stands);
    this.#version++;
  }

  /** Everything that happened while the page was away shows now: steps on texts that others have edited are dropped. */
  back(get: Get): void {
    if (this.#away === undefined) return;
    this.#drop(get, true);
    this.#away = undefined;
  }

  /** Drops the steps whose text reads otherwise than they need; `all`, also where there is no such text now. */
  #drop(get: Get, all: boolean): void {
    const away = this.#away;
    if (away === undefined) return;
    const lost = (op: Op): boolean => {
      if (op.op !== 'text') return false;
      const rec = get(op.id);
      if (rec === undefined) return all;
      return away.get(textKey(op.id, op.field)) !== textOf(rec, op.field);
    };
    const texts = new Set<TextKey>();
    for (const { ops } of [...this.#undo, ...this.#redo])
      for (const op of ops) if (lost(op) && op.op === 'text') texts.add(textKey(op.id, op.field));
    if (texts.size === 0) return;
    const stands = ({ ops }: Step) => !ops.some((op) => op.op === 'text' && texts.has(textKey(op.id, op.field)));
    this.#undo = this.#undo.filter(stands);
    this.#redo = this.#redo.filter(stands);
    this.#version++;
  }

  /** What is done here while the page is not back changes what texts must read. */
  #follow(ops: readonly Op[], get: Get): void {
    const away = this.#away;
    if (away === undefined) return;
    this.#drop(get, false);
    for (const op of ops) {
      if (op.op !== 'text') continue;
      const key = textKey(op.id, op.field);
      const rec = get(op.id);
      const before = away.get(key) ?? (rec && textOf(rec, op.field));
      if (before !== undefined) away.set(key, apply(before, op.edit));
    }
  }

  #move(from: Step[], to: Step[], get: Get): Op[] | undefined {
    for (let step = from.pop(); step !== undefined; step = from.pop()) {
      const trial = new Trial(get);
      const ops = step.ops.flatMap((op) => {
        const rest = standing(op, trial.get(idOf(op)));
        for (const each of rest) trial.do(each);
        return rest;
      });
      this.#version++;
      if (ops.length === 0) continue;
      to.push({ ops: inverseOf(ops, get), typed: 0 });
      this.#follow(ops, get);
      return ops;
    }
    return undefined;
  }
}

/** What is left to do of an op, given what shows. */
function standing(op: Op, rec: AnyRec | undefined): Op[] {
  if (rec === undefined) return [];
  switch (op.op) {
    case 'del':
      return rec.del ? [] : [op];
    case 'res':
      return rec.del ? [op] : [];
    case 'text':
      return op.edit.length === 0 ? [] : [op];
    case 'set': {
      const f: Fields = op.was === undefined ? op.f : stillStanding(rec, op.f, op.was);
      const names = Object.keys(f).filter((name) => !same(f[name], valueOf(rec, name)));
      if (names.length === 0) return [];
      const pick = (from: Fields) => Object.fromEntries(names.map((name) => [name, from[name] ?? null]));
      return [{ ...op, f: pick(f), ...(op.was && { was: pick(op.was) }) }];
    }
    case 'put':
      return [];
  }
}

function textsOf(ops: readonly Op[]): TextOp[] {
  return ops.filter((op) => op.op === 'text');
}

function sameText(a: TextOp, b: TextOp): boolean {
  return a.id === b.id && a.field === b.field;
}
