// What people signal to each other (boards/SPEC.md B-53, B-56, B-62, B-64, B-65).
import { allOf, isOf, type Records } from '../board.ts';
import type { Op } from '../ops.ts';
import { isMine } from '../policy.ts';
import type { Fields, Id, Note, RecordOf, TypeName, Verdict } from '../records.ts';
import { clean } from '../values.ts';
import { endKey, put } from './keys.ts';

/** How many people one comment can call on (B-82). */
const most = 10;

/** Says "I'm done" with a phase, or not any more. */
export function toggleReady(records: Records, member: Id, phase: Id, id: Id): Op[] {
  return toggle(records, member, 'ready', (rec) => rec.f.phase === phase, id, { phase });
}

/** Raises one's hand, or lowers it. */
export function toggleHand(records: Records, member: Id, id: Id): Op[] {
  return toggle(records, member, 'hand', () => true, id, {});
}

/** Proposes a topic, behind those there are. */
export function propose(records: Records, id: Id, title: string, minutes: number): Op[] {
  const order = endKey(allOf(records, 'topic').map((topic) => topic.f.order));
  return [
    put(id, 'topic', { title: clean('line', title), minutes: Math.min(Math.max(Math.round(minutes), 0), 120), order }),
  ];
}

/** Comments on a record, and calls on people (B-82). */
export function comment(id: Id, on: Id, text: string, mentions: readonly Id[] = []): Op[] {
  return [put(id, 'comment', { on, text: clean('text', text), mentions: [...new Set(mentions)].slice(0, most) })];
}

/** Says of a theme's name or an insight's wording that it is right, or disputes it; null takes that back. */
export function verdict(
  records: Records,
  member: Id,
  on: Id,
  says: Verdict['f']['says'] | null,
  why: string,
  id: Id,
): Op[] {
  const said = own(records, member, 'verdict', (rec) => rec.f.on === on);
  if (says === null) return said && !said.del ? [{ op: 'del', id: said.id }] : [];
  const f = { says, why: clean('line', why) };
  if (said === undefined) return [put(id, 'verdict', { on, ...f })];
  const ops: Op[] = said.del ? [{ op: 'res', id: said.id }] : [];
  if (said.f.says !== f.says || said.f.why !== f.why) ops.push({ op: 'set', id: said.id, f });
  return ops;
}

/** Says of what a scribe wrote down whether one said so. */
export function confirm(note: Id, yes: boolean): Op[] {
  return [{ op: 'set', id: note, f: { confirmed: yes ? 'yes' : 'no' } }];
}

/** Lets held notes in. */
export function approve(records: Records, notes: readonly Id[]): Op[] {
  return notesOf(records, notes).flatMap((note): Op[] =>
    note.f.state === 'held' ? [{ op: 'set', id: note.id, f: { state: 'revealed' }, was: { state: 'held' } }] : [],
  );
}

/** Settles where a note stands between impact and effort; what is left out stays. */
export function score(records: Records, note: Id, to: { readonly impact?: number; readonly effort?: number }): Op[] {
  return notesOf(records, [note]).map(({ id, f }) => ({ op: 'set', id, f: { score: { ...f.score, ...to } } }));
}

/** Notes what was settled on the spot. */
export function fixedNow(records: Records, id: Id, note: Id, title: string): Op[] {
  const order = endKey(allOf(records, 'action').map((action) => action.f.order));
  const f = { title: clean('text', title), notes: [note], spot: true, type: 'fix', status: 'done', order };
  return [put(id, 'action', f)];
}

/** Answers notes with an action that is worded and decided: committed to, declined or parked. */
export function decide(records: Records, id: Id, f: Fields): Op[] {
  const order = endKey(allOf(records, 'action').map((action) => action.f.order));
  const title = clean('text', String(f['title'] ?? ''));
  const reason = clean('line', String(f['reason'] ?? ''));
  return [put(id, 'action', { ...f, title, reason, order })];
}

function notesOf(records: Records, ids: readonly Id[]): Note[] {
  return ids.map((id) => records.get(id)).filter((rec) => isOf(rec, 'note'));
}

function toggle<T extends TypeName>(
  records: Records,
  member: Id,
  type: T,
  which: (rec: RecordOf<T>) => boolean,
  id: Id,
  f: Fields,
): Op[] {
  const said = own(records, member, type, which);
  return said === undefined ? [put(id, type, f)] : [{ op: said.del ? 'res' : 'del', id: said.id }];
}

function own<T extends TypeName>(
  records: Records,
  member: Id,
  type: T,
  which: (rec: RecordOf<T>) => boolean,
): RecordOf<T> | undefined {
  for (const rec of records.all()) if (isOf(rec, type) && isMine(rec, member) && which(rec)) return rec;
  return undefined;
}
