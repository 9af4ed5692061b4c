// From themes to insights, and what is done about them (boards/SPEC.md B-70 … B-75). Only the team's screens need these.
import { allOf, byOrder, isOf, type Records } from '../board.ts';
import type { Op } from '../ops.ts';
import type { Fields, Hmw, Id, Tension } from '../records.ts';
import { limits } from '../schema.ts';
import { clean } from '../values.ts';
import { endKey, orders, put } from './keys.ts';
import { setFields } from './notes.ts';

/** What needs a reason: the people who asked will read it (B-71). */
export const needsReason: ReadonlySet<string> = new Set(['declined', 'parked']);

/** As many notes as an insight names for or against it. */
export const mostEvidence = 200;

/** Makes an insight of a theme: its name says what was learned, its notes are what it rests on. */
export function learn(records: Records, id: Id, theme: Id, statement: string, notes: readonly Id[]): Op[] {
  const order = endKey(allOf(records, 'insight').map((insight) => insight.f.order));
  const f = { statement: clean('text', statement), evidence: notes.slice(0, mostEvidence), themes: [theme], order };
  return [put(id, 'insight', f)];
}

/** Plans to find out what nobody has said yet: an action of type research, linked to the insight. */
export function research(records: Records, id: Id, insight: Id, title: string): Op[] {
  const order = endKey(allOf(records, 'action').map((action) => action.f.order));
  const worded = [...clean('text', title)].slice(0, limits.line).join('');
  return [put(id, 'action', { title: worded, insights: [insight], type: 'research', order })];
}

/** Gives an insight or an action a state; a reason that is no longer needed is left to the server to clear. */
export function setStatus(records: Records, ids: readonly Id[], status: string, reason = ''): Op[] {
  return ids.flatMap((id) => setFields(records, id, reason === '' ? { status } : { status, reason }));
}

/** Sets the same fields of several records: one step, one undo. */
export function setAll(records: Records, ids: readonly Id[], f: Fields): Op[] {
  return ids.slice(0, limits.ops).flatMap((id) => setFields(records, id, f));
}

/** Names notes for an insight, or against it; a note is never both. */
export function link(records: Records, id: Id, side: 'evidence' | 'counter', notes: readonly Id[]): Op[] {
  const insight = records.get(id);
  if (!isOf(insight, 'insight')) return [];
  const other = side === 'evidence' ? 'counter' : 'evidence';
  const named = [...new Set([...insight.f[side], ...notes])].slice(0, mostEvidence);
  const rest = insight.f[other].filter((note) => !notes.includes(note));
  const f = { [side]: named, ...(rest.length < insight.f[other].length && { [other]: rest }) };
  return [{ op: 'set', id, f }];
}

export function unlink(records: Records, id: Id, side: 'evidence' | 'counter', note: Id): Op[] {
  const insight = records.get(id);
  if (!isOf(insight, 'insight')) return [];
  return [{ op: 'set', id, f: { [side]: insight.f[side].filter((each) => each !== note) } }];
}

/** Joins two notes that contradict each other: once per pair (B-75). */
export function addTension(records: Records, id: Id, one: Id, other: Id): Op[] {
  if (one === other || tensionOf(allOf(records, 'tension'), one, other) !== undefined) return [];
  return [put(id, 'tension', { one, other })];
}

/** The tension between two notes, whichever was named first. */
export function tensionOf(all: readonly Tension[], one: Id, other: Id): Tension | undefined {
  return all.find(({ f }) => (f.one === one && f.other === other) || (f.one === other && f.other === one));
}

/** Asks "how might we …" at the end of an insight's list. */
export function addHmw(records: Records, id: Id, insight: Id, text: string): Op[] {
  const order = endKey(hmwsOf(records, insight).map((hmw) => hmw.f.order));
  return [put(id, 'hmw', { insight, text: clean('text', text), order })];
}

/** Puts a question before another of its insight, or at the end. */
export function moveHmw(records: Records, hmw: Hmw, before: Id | null): Op[] {
  const dealt = orders(hmwsOf(records, hmw.f.insight), hmw.id, before);
  return [...dealt].map(([id, order]) => ({ op: 'set', id, f: { order } }));
}

function hmwsOf(records: Records, insight: Id): Hmw[] {
  return allOf(records, 'hmw')
    .filter(({ f }) => f.insight === insight)
    .sort(byOrder((hmw) => hmw.f.order));
}
