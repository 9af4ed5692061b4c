// Ops: what a client asks for, and what a view is told (realtime/SPEC.md §3).
import type { AnyRec, Fields, Id } from './records.ts';
import type { Edit } from './text.ts';

/** Creates a record. `f` leaves out what has its default. */
export interface PutOp {
  readonly op: 'put';
  readonly rec: { readonly id: Id; readonly type: string; readonly f: Fields };
}
/** Replaces fields; with `was` only those that still have that value. */
export interface SetOp {
  readonly op: 'set';
  readonly id: Id;
  readonly f: Fields;
  readonly was?: Fields;
}
/** Edits one text field. */
export interface TextOp {
  readonly op: 'text';
  readonly id: Id;
  readonly field: string;
  readonly edit: Edit;
}
/** Deletes or restores a record; a note's deletion by its author `as` undone takes its making back (B-87). */
export interface BinOp {
  readonly op: 'del' | 'res';
  readonly id: Id;
  readonly as?: 'undone';
}

/** One step of a mutation. */
export type Op = PutOp | SetOp | TextOp | BinOp;

/** One step of a change of a view. */
export type ViewOp =
  | { readonly op: 'put'; readonly rec: AnyRec }
  | { readonly op: 'set'; readonly id: Id; readonly f: Fields }
  | TextOp
  | { readonly op: 'gone'; readonly id: Id };

/** The ops of one change of a view. */
export type Change = readonly ViewOp[];

/**
 * Ops on one's own anonymous notes and answers travel in the anonymous lane, everything else in the named one, so that no journal
 * joins the two.
 */
export type Lane = 'named' | 'anon';

/** The record an op is about. */
export function idOf(op: Op | ViewOp): Id {
  return op.op === 'put' ? op.rec.id : op.id;
}

/** Splits ops by the lane each must travel in, in order. `get` sees the records before the ops. */
export function byLane(ops: readonly Op[], get: (id: Id) => AnyRec | undefined): Map<Lane, Op[]> {
  const anon = new Set<Id>();
  const lanes = new Map<Lane, Op[]>();
  for (const op of ops) {
    const id = idOf(op);
    if (op.op === 'put' && op.rec.f['anon'] === true) anon.add(id);
    const rec = get(id);
    const lane = anon.has(id) || (rec !== undefined && isOwnAnonymous(rec)) ? 'anon' : 'named';
    const list = lanes.get(lane);
    if (list) list.push(op);
    else lanes.set(lane, [op]);
  }
  return lanes;
}

/** Whether a record is an anonymous note or answer of the viewer's own. */
export function isOwnAnonymous(rec: AnyRec): boolean {
  return rec.mine === true && rec.f['anon'] === true;
}
