// Mutations that the server has not decided yet, and how a record shows meanwhile.
import { idOf, isOwnAnonymous, type Lane, type Op } from './ops.ts';
import type { AnyRec, Fields, Id, Json } from './records.ts';
import { baseLen, pointLength, type Edit } from './text.ts';
import { same, textOf, valueOf } from './values.ts';
import { withEdit, withFields } from './view.ts';

/** A mutation asked for and not decided. Its owner is the replica; only the replica changes `ops`. */
export interface Pending {
  readonly lane: Lane;
  /** Its number in the lane. Changes only when the lane takes a fresh client id. */
  n: number;
  /** The text edits among them are kept rebased: they fit what shows once everything pending before is done. */
  ops: readonly Op[];
  /** Grows whenever its own author changes what it does: what is on disk is older than that. */
  version: number;
  /** It gives back what a rewound history lacks; nobody is waiting to hear that there was no need to. */
  readonly given?: true;
}

/** Who the viewer is, as far as it is known: an undecided note shows as theirs. */
export interface Author {
  readonly member: Id | undefined;
}

/** Names one text field of one record. */
export type TextKey = `${Id}/${string}`;

export function textKey(id: Id, field: string): TextKey {
  return `${id}/${field}`;
}

/** The ids a mutation touches. */
export function idsOf(p: Pending): Set<Id> {
  return new Set(p.ops.map(idOf));
}

/** Whether a mutation edits text: such a one travels alone. */
export function editsText(p: Pending): boolean {
  return p.ops.some((op) => op.op === 'text');
}

/** The words that would be lost if the mutation were: what it writes or inserts. '' if there are none. */
export function wordsOf(p: Pending): string {
  const words = p.ops.flatMap((op): string[] => {
    if (op.op === 'text') return op.edit.filter((part) => typeof part === 'string');
    if (op.op !== 'put') return [];
    return ['text', 'statement', 'title'].map((name) => op.rec.f[name]).filter((value) => typeof value === 'string');
  });
  return words.join(' ').trim();
}

/** How the record looks once the op is done; undefined where there is none to do it on. */
export function preview(rec: AnyRec | undefined, op: Op, author: Author): AnyRec | undefined {
  if (op.op === 'put') return rec ?? made(op.rec, author);
  if (rec === undefined) return undefined;
  switch (op.op) {
    case 'set':
      return withFields(rec, op.was === undefined ? op.f : stillStanding(rec, op.f, op.was));
    case 'text':
      return fits(rec, op.field, op.edit) ? withEdit(rec, op.field, op.edit) : rec; // the server will refuse it
    case 'del':
      return { ...rec, del: true };
    case 'res':
      return restored(rec);
  }
}

function fits(rec: AnyRec, field: string, edit: Edit): boolean {
  return baseLen(edit) <= pointLength(textOf(rec, field));
}

/** The fields of `f` whose value on the record is still that of `was`: what compare-and-set sets. */
export function stillStanding(rec: AnyRec, f: Fields, was: Fields): Fields {
  const kept = Object.entries(f).filter(([name]): boolean => {
    const before: Json | undefined = was[name];
    return before === undefined || same(valueOf(rec, name), before);
  });
  return Object.fromEntries(kept);
}

function made(rec: { readonly id: Id; readonly type: string; readonly f: Fields }, author: Author): AnyRec {
  const mine: AnyRec = { ...rec, mine: true };
  if (isOwnAnonymous(mine)) return mine;
  return author.member === undefined ? mine : { ...rec, by: author.member };
}

function restored(rec: AnyRec): AnyRec {
  const { del: _, ...rest } = rec;
  return rest;
}
