// The agenda and the zones: what only those who run a session change, and pages load when they do.
import { allOf, byOrder, isOf, type Records } from '../board.ts';
import type { Op } from '../ops.ts';
import type { Fields, Id, Phase, Zone } from '../records.ts';
import { cleanLines } from '../values.ts';
import { leftOf } from '../timer.ts';
import { orders, put } from './keys.ts';

/** The most minutes of a phase. */
const LONGEST = 600;

/** The phases as they stand in the agenda. */
export function phasesOf(records: Records): Phase[] {
  return allOf(records, 'phase').sort(byOrder<Phase>((phase) => phase.f.order));
}

/** Changes what the agenda says of a phase. */
export function setPhase(records: Records, id: Id, f: Fields): Op[] {
  return records.get(id) === undefined ? [] : [{ op: 'set', id, f: cleaned(f) }];
}

/** What a phase does, beside what the agenda says of it. */
const does = ['rules', 'listen', 'comment', 'zones', 'ask', 'questions', 'first', 'timeout', 'exit', 'output'] as const;

/**
 * Adds a phase behind another, or at the end. Whoever may do what in it is as in the one before unless `f` says otherwise;
 * with `alike` it does all that one does, as who drives without being a facilitator may add no other (B-50).
 */
export function addPhase(records: Records, id: Id, f: Fields, after?: Id, alike = false): Op[] {
  const phases = phasesOf(records);
  const at = phases.findIndex((phase) => phase.id === after);
  const like = phases[at < 0 ? phases.length - 1 : at];
  const before = at < 0 ? null : (phases[at + 1]?.id ?? null);
  const names = alike ? does : does.slice(0, 4);
  const same: Fields = like ? Object.fromEntries(names.map((name) => [name, like.f[name]])) : {};
  const keys = orders(phases, id, before);
  const fields = alike ? { ...cleaned(f), ...same } : { ...same, ...cleaned(f) };
  return [put(id, 'phase', { ...fields, order: keys.get(id) ?? '' }), ...dealt(keys, id)];
}

/** Moves a phase before another, or to the end. */
export function movePhase(records: Records, id: Id, before: Id | null): Op[] {
  const keys = orders(phasesOf(records), id, before);
  return [...keys].map(([each, order]) => ({ op: 'set', id: each, f: { order } }));
}

/** Takes a phase out of the agenda, unless it is the running one. */
export function removePhase(records: Records, id: Id): Op[] {
  return allOf(records, 'session').some((session) => session.f.phase === id) ? [] : [{ op: 'del', id }];
}

/**
 * Scales the phases to come so that the session ends at `until`, the running one given the time it has left. Of a session
 * that has not begun all are to come, from the time it starts on.
 */
export function fit(records: Records, until: number, now: number): Op[] {
  const [session] = allOf(records, 'session');
  const phases = phasesOf(records);
  const planned = session?.f.state === 'planned';
  const begin = planned ? Math.max(session.f.starts, now) : now;
  const at = planned ? -1 : phases.findIndex((phase) => phase.id === session?.f.phase);
  const running = session && !planned ? Math.max(leftOf(session.f.timer, now), 0) : 0;
  const rest = phases.slice(at + 1).filter((phase) => phase.f.minutes > 0);
  const minutes = shares(
    rest.map((phase) => phase.f.minutes),
    Math.floor((until - begin - running) / 60_000),
  );
  return rest.flatMap((phase, i): Op[] => {
    const [was, next] = [phase.f.minutes, Math.min(minutes[i] ?? phase.f.minutes, LONGEST)];
    return was === next ? [] : [{ op: 'set', id: phase.id, f: { minutes: next }, was: { minutes: was } }];
  });
}

/**
 * Whole numbers from 1 on in proportion to `weights` (each above 0) that add up to `total`, or to their count if that is
 * more. What is greater gets no less; what cannot be halved goes to the greatest remainder, the first at a tie.
 */
export function shares(weights: readonly number[], total: number): number[] {
  const spare = Math.max(Math.floor(total) - weights.length, 0);
  // Everybody has 1; the rest goes to whom 1 is less than their share.
  let open = new Set(weights.keys());
  let ideal: number[] = [];
  for (;;) {
    const sum = [...open].reduce((all, i) => all + (weights[i] ?? 0), 0);
    const pot = spare + open.size;
    ideal = weights.map((weight, i) => (open.has(i) && sum > 0 ? (weight * pot) / sum : 1));
    const few = [...open].filter((i) => (ideal[i] ?? 1) < 1);
    if (few.length === 0) break;
    open = new Set([...open].filter((i) => !few.includes(i)));
  }
  const given = ideal.map((share) => Math.max(Math.floor(share + 1e-9), 1));
  let left = spare + weights.length - given.reduce((all, each) => all + each, 0);
  const byRemainder = [...weights.keys()].sort((a, b) => {
    const rest = (i: number) => Math.round(((ideal[i] ?? 1) - (given[i] ?? 1)) * 1e9);
    return rest(b) - rest(a) || (weights[b] ?? 0) - (weights[a] ?? 0) || a - b;
  });
  for (const i of byRemainder) if (left-- > 0) given[i] = (given[i] ?? 1) + 1;
  return given;
}

/** Adds a zone before another, or at the end. */
export function addZone(records: Records, id: Id, f: Fields, before: Id | null = null): Op[] {
  const keys = orders(zonesOf(records), id, before);
  return [put(id, 'zone', { ...cleaned(f), order: keys.get(id) ?? '' }), ...dealt(keys, id)];
}

/** Adds a column to a grid, at its end or before another, with the cells that the column beside it has. */
export function addColumn(records: Records, id: Id, title: string, before: Id | null, newId: () => Id): Op[] {
  const zones = zonesOf(records);
  const columns = zones.filter((zone) => zone.f.kind === 'column');
  const like = columns.find((column) => column.id === before) ?? columns.at(-1);
  const cells = zones.filter((zone) => like !== undefined && zone.f.column === like.id);
  const ops = addZone(records, id, { title, kind: 'column', prompt: like?.f.prompt ?? '' }, before);
  // Cells stand in their column; among all zones only their order there matters.
  const made = cells.map(({ f }) => put(newId(), 'zone', { ...f, column: id }));
  return [...ops, ...made];
}

/** Moves a zone before another, or to the end; a column takes its cells along, as they stand in it. */
export function moveZone(records: Records, id: Id, before: Id | null): Op[] {
  return [...orders(zonesOf(records), id, before)].map(([each, order]) => ({ op: 'set', id: each, f: { order } }));
}

/** Takes a zone away, and with a column its cells. Notes in them stay where they are and come back with them. */
export function removeZone(records: Records, id: Id): Op[] {
  const cells = zonesOf(records).filter((zone) => zone.f.column === id);
  return [id, ...cells.map((cell) => cell.id)].map((each) => ({ op: 'del', id: each }));
}

/** Brings a zone back, and with a column the cells that went with it. */
export function restoreZone(records: Records, id: Id): Op[] {
  const gone: Op[] = [{ op: 'res', id }];
  for (const rec of records.all()) {
    if (isOf(rec, 'zone') && rec.del && rec.f.column === id) gone.push({ op: 'res', id: rec.id });
  }
  return gone;
}

function zonesOf(records: Records): Zone[] {
  return allOf(records, 'zone').sort(byOrder<Zone>((zone) => zone.f.order));
}

function dealt(keys: ReadonlyMap<Id, string>, made: Id): Op[] {
  return [...keys].filter(([id]) => id !== made).map(([id, order]) => ({ op: 'set', id, f: { order } }));
}

function cleaned(f: Fields): Fields {
  return Object.fromEntries(Object.entries(f).map(([name, value]) => [name, cleanLines(value)]));
}
