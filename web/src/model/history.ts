// Undo and redo of one's own acts.
//
// An act is taken back by its inverse, made for what showed before it. Fields are set back only where they still have
// the value the act gave them; text edits are taken back by their inverse, rebased over everything that happened since,
// like a pending edit. Nothing somebody else did is ever taken back.
import { idOf, type Op, type TextOp } from './ops.ts';
import { preview, stillStanding, type Author } from './pending.ts';
import type { AnyRec, Fields, Id } from './records.ts';
import { compose, invert, transform, type Edit } from './text.ts';
import { same, textOf, valueOf } from './values.ts';

/** A pause this long between two edits of one text, in milliseconds, makes them two steps. */
export const PAUSE = 1000;
/** How many steps can be taken back. */
const DEPTH = 200;

/** Whose acts they are says nothing about how to take them back. */
const NOBODY: Author = { member: undefined };

type Get = (id: Id) => AnyRec | undefined;

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
      inverse.unshift({ op: 'del', id });
    } else if (made.has(id) || rec === undefined) {
      continue;
    } else if (op.op === 'set') {
      const before = Object.fromEntries(Object.keys(op.f).map((name) => [name, valueOf(rec, name)]));
      inverse.unshift({ op: 'set', id, f: before, was: op.f });
    } else if (op.op === 'text') {
      inverse.unshift({ ...op, edit: invert(op.edit, textOf(rec, op.field)) });
    } else {
      inverse.unshift({ op: op.op === 'del' ? 'res' : 'del', id });
    }
  }
  return inverse;
}

/** Two chains of steps, both starting at what shows now: each step fits what shows once those before it are done. */
export class History {
  #undo: Step[] = [];
  #redo: Step[] = [];

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  /** Remembers an act that is about to be done. */
  did(ops: readonly Op[], get: Get, now: number): void {
    const inverse = inverseOf(ops, get);
    if (inverse.length === 0) return;
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
    return this.#move(this.#undo, this.#redo, get);
  }

  /** The same for the newest act taken back. */
  redo(get: Get): Op[] | undefined {
    return this.#move(this.#redo, this.#undo, get);
  }

  #move(from: Step[], to: Step[], get: Get): Op[] | undefined {
    for (let step = from.pop(); step !== undefined; step = from.pop()) {
      const trial = new Trial(get);
      const ops = step.ops.flatMap((op) => {
        const rest = standing(op, trial.get(idOf(op)));
        for (const each of rest) trial.do(each);
        return rest;
      });
      if (ops.length === 0) continue;
      to.push({ ops: inverseOf(ops, get), typed: 0 });
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

function sameText(a: TextOp, b: TextOp): boolean {
  return a.id === b.id && a.field === b.field;
}
