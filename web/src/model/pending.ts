// Mutations that the server has not decided yet, and how a record shows meanwhile.
import { isOf } from './board.ts';
import { idOf, isOwnAnonymous, type Lane, type Op } from './ops.ts';
import { stateOf } from './policy.ts';
import type { AnyRec, Fields, Id, Json, Role } from './records.ts';
import { baseLen, pointLength, type Edit } from './text.ts';
import { full, same, textOf, valueOf } from './values.ts';
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
  readonly role?: Role | undefined;
}

/** The rest of the board as it shows, for what the server will do beside what was asked for. */
export interface Around {
  get(id: Id): AnyRec | undefined;
  /** The record of a type of which a board has one. */
  one(type: 'session' | 'board'): AnyRec | undefined;
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
export function wordsOf(p: Pick<Pending, 'ops'>): string {
  const words = p.ops.flatMap((op): string[] => {
    if (op.op === 'text') return op.edit.filter((part) => typeof part === 'string');
    if (op.op !== 'put') return [];
    return ['text', 'statement', 'title', 'name', 'why']
      .map((name) => op.rec.f[name])
      .filter((value) => typeof value === 'string');
  });
  return words.join(' ').trim();
}

/** How the record looks once the op is done; undefined where there is none to do it on. */
export function preview(rec: AnyRec | undefined, op: Op, author: Author, around?: Around): AnyRec | undefined {
  if (op.op === 'put') return rec ?? made(op.rec, author, around);
  if (rec === undefined) return undefined;
  switch (op.op) {
    case 'set': {
      const f = op.was === undefined ? op.f : stillStanding(rec, op.f, op.was);
      return withFields(rec, { ...f, ...follows(rec, f, around) });
    }
    case 'text':
      return fits(rec, op.field, op.edit) ? withEdit(rec, op.field, op.edit) : rec; // the server will refuse it
    case 'del':
      return { ...restored(rec), del: true, ...(op.as && { as: op.as }) };
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

/** What the server does in the same step (B-51, B-59, B-60), as far as this viewer can tell. */
function follows(rec: AnyRec, f: Fields, around: Around | undefined): Fields {
  const changes = (name: string) => f[name] !== undefined && !same(f[name], valueOf(rec, name));
  if (rec.type === 'session' && changes('phase')) {
    const phase = around?.get(String(f['phase']));
    const minutes = phase === undefined ? 0 : valueOf(phase, 'minutes');
    const ms = typeof minutes === 'number' ? minutes * 60_000 : 0;
    return { timer: { at: 0, ms, run: ms > 0 } }; // it runs once the server says since when
  }
  if (rec.type === 'phase' && changes('round')) return { closed: false, results: [] };
  if (rec.type === 'phase' && changes('closed') && f['closed'] === false) return { results: [] };
  return {};
}

function made(
  rec: { readonly id: Id; readonly type: string; readonly f: Fields },
  author: Author,
  around: Around | undefined,
): AnyRec {
  const f = rec.type === 'note' ? { ...rec.f, ...state(rec.f, author, around) } : rec.f;
  const mine: AnyRec = { ...rec, f, mine: true };
  if (isOwnAnonymous(mine)) return mine;
  return author.member === undefined ? mine : { ...rec, f, by: author.member };
}

/** The state of a new note, where it is not to be seen by everybody at once. */
function state(f: Fields, { member = '', role }: Author, around: Around | undefined): Fields {
  const session = whole(around?.one('session'));
  const board = whole(around?.one('board'));
  const note = full({ id: '', type: 'note', f });
  if (role === undefined || !isOf(session, 'session') || !isOf(note, 'note')) return {};
  const phase = whole(around?.get(session.f.phase));
  if (!isOf(phase, 'phase')) return {};
  const { place, behalf, whose } = note.f;
  const draft = { zone: place.zone, behalf: behalf !== '' || whose !== '' };
  const shown = stateOf(draft, { member, role, phase, session }, isOf(board, 'board') && board.f.approve);
  return shown === 'revealed' ? {} : { state: shown };
}

function whole(rec: AnyRec | undefined): AnyRec | undefined {
  return rec && full(rec);
}

function restored(rec: AnyRec): AnyRec {
  const { del: _del, as: _as, ...rest } = rec;
  return rest;
}
