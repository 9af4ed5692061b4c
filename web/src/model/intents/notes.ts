// Notes, what is made of them, and what holds for records of any type.
import { allOf, isOf, notesIn, type Records } from '../board.ts';
import type { Op } from '../ops.ts';
import { n as keys } from '../order.ts';
import type { Consent, Fields, Id, Note, NoteKind, Place, ReactionKind, Role } from '../records.ts';
import { limits } from '../schema.ts';
import { diff } from '../text.ts';
import { clean, cleanLines, fieldOf, textOf } from '../values.ts';
import { endKey, put, room } from './keys.ts';

/** A note to be written. */
export interface NewNote {
  readonly zone: Id;
  readonly text: string;
  readonly anon?: boolean;
  readonly kind?: NoteKind;
  /** The member whose words a scribe wrote down. */
  readonly behalf?: Id;
  /** The same for somebody who is not on the board. */
  readonly whose?: string;
  readonly emotion?: number | null;
  readonly consent?: Consent;
  /** Where and how it happened, and how bad it is; for boards that ask for it. */
  readonly context?: Note['f']['context'];
  readonly severity?: number | null;
}

/** Writes a note at the end of its zone. */
export function addNote(records: Records, role: Role, id: Id, note: NewNote): Op[] {
  const onBehalf = (note.behalf ?? '') !== '' || (note.whose ?? '') !== '';
  const f: Fields = {
    text: clean('text', note.text),
    place: { zone: note.zone, order: endOf(notesIn(records, note.zone)) },
    kind: note.kind ?? 'observation',
    side: role === 'client' || onBehalf ? 'customer' : 'team',
    behalf: note.behalf ?? '',
    whose: clean('line', note.whose ?? ''),
    anon: note.anon ?? false,
    emotion: note.emotion ?? null,
    consent: note.consent ?? 'default',
    context: context(note),
    severity: note.severity ?? null,
  };
  return [put(id, 'note', f)];
}

function context({ context }: NewNote): Fields {
  const { build = '', task = '', environment = '' } = context ?? {};
  return { build: clean('line', build), task: clean('line', task), environment: clean('line', environment) };
}

/** Makes a text field read `next`; `caret` is where the caret stands in it, in code points. */
export function editText(records: Records, id: Id, field: string, next: string, caret?: number): Op[] {
  const rec = records.get(id);
  if (rec === undefined) return [];
  const edit = diff(textOf(rec, field), clean('text', next), caret);
  return edit.length === 0 ? [] : [{ op: 'text', id, field, edit }];
}

/** Sets fields; what people typed into lines is cleaned. Text fields become edits of their text. */
export function setFields(records: Records, id: Id, f: Fields): Op[] {
  const rec = records.get(id);
  if (rec === undefined) return [];
  const ops: Op[] = [];
  const set: Record<string, Fields[string]> = {};
  for (const [name, value] of Object.entries(f)) {
    const kind = fieldOf(rec.type, name)?.kind;
    if (kind === 'text' && typeof value === 'string') ops.push(...editText(records, id, name, value));
    else set[name] = cleanLines(value);
  }
  if (Object.keys(set).length > 0) ops.unshift({ op: 'set', id, f: set });
  return ops;
}

/**
 * Moves notes, in their order, before the note `before` of the zone, or to its end. Where the keys around have grown
 * long or are equal, the whole zone is dealt new ones; `movable` says which notes this viewer may move at all.
 */
export function moveNotes(
  records: Records,
  ids: readonly Id[],
  to: { readonly zone: Id; readonly before?: Id | null },
  movable: (note: Note) => boolean,
): Op[] {
  const moving = ids.map((id) => records.get(id)).filter((rec) => isOf(rec, 'note'));
  const others = notesIn(records, to.zone).filter((note) => !ids.includes(note.id));
  const found = to.before == null ? -1 : others.findIndex((note) => note.id === to.before);
  const at = found < 0 ? others.length : found;
  const between = room(others[at - 1]?.f.place.order ?? '', others[at]?.f.place.order ?? '', moving.length);
  if (between !== undefined) return moving.flatMap((note, i) => place(note, to.zone, between[i] ?? ''));
  const dealt = [...others.slice(0, at), ...moving, ...others.slice(at)];
  if (dealt.length <= limits.ops && others.every(movable)) {
    const fresh = keys('', '', dealt.length);
    return dealt.flatMap((note, i) => place(note, to.zone, fresh[i] ?? ''));
  }
  // No right to deal anew: behind all that have the same key.
  const low = others[at - 1]?.f.place.order ?? '';
  const high = others.slice(at).find((note) => note.f.place.order > low)?.f.place.order ?? '';
  const next = room(low, high, moving.length, Infinity) ?? keys('', '', moving.length);
  return moving.flatMap((note, i) => place(note, to.zone, next[i] ?? ''));
}

/** Deletes records; they can be restored. */
export function remove(ids: readonly Id[]): Op[] {
  return ids.map((id) => ({ op: 'del', id }));
}

export function restore(ids: readonly Id[]): Op[] {
  return ids.map((id) => ({ op: 'res', id }));
}

/** Says something of a note with one press ("felt this too", "agree" …), or takes it back. */
export function toggleReaction(records: Records, member: Id, note: Id, kind: ReactionKind, id: Id): Op[] {
  for (const rec of records.all()) {
    if (!isOf(rec, 'reaction') || rec.f.note !== note || rec.f.kind !== kind) continue;
    if (rec.by === member || rec.mine === true) return [{ op: rec.del ? 'res' : 'del', id: rec.id }];
  }
  return [put(id, 'reaction', { note, kind })];
}

/** Makes an insight out of notes. */
export function addInsight(records: Records, id: Id, evidence: readonly Id[], statement: string): Op[] {
  const order = endKey(allOf(records, 'insight').map((insight) => insight.f.order));
  return [put(id, 'insight', { statement: clean('text', statement), evidence: [...evidence], order })];
}

/** Makes an action out of an insight. */
export function addAction(records: Records, id: Id, insight: Id, title: string): Op[] {
  const order = endKey(allOf(records, 'action').map((action) => action.f.order));
  return [put(id, 'action', { title: clean('text', title), insights: [insight], order })];
}

function place(note: Note, zone: Id, order: string): Op[] {
  const { place } = note.f;
  const next: Place = { zone, order };
  return place.zone === zone && place.order === order ? [] : [{ op: 'set', id: note.id, f: { place: next } }];
}

function endOf(notes: readonly Note[]): string {
  return endKey(notes.map((note) => note.f.place.order));
}
