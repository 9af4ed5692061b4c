// Running the session (boards/SPEC.md B-50 … B-52, B-63). What two people may do at the same moment names what it found,
// so that it happens once.
import { allOf, type Records } from '../board.ts';
import type { Op } from '../ops.ts';
import type { Fields, Id, Session, Timer } from '../records.ts';
import { leftOf } from '../timer.ts';

/** The longest time a timer may have or be over, in milliseconds. */
const SPAN = 48 * 3600_000;

/** Makes `phase` the running one, in the place of the one that runs now. */
export function toPhase(records: Records, phase: Id): Op[] {
  return set(records, (session) => (session.f.phase === phase ? undefined : { phase }));
}

/** Stops the timer, or lets it run on from where it was stopped. */
export function pause(records: Records, now: number): Op[] {
  return set(records, ({ f: { timer } }) =>
    timer.run ? { timer: { ...timer, ms: whole(leftOf(timer, now)), run: false } } : undefined,
  );
}

export function resume(records: Records): Op[] {
  return set(records, ({ f: { timer } }) =>
    timer.run ? undefined : { timer: { ...timer, at: fresh(timer), run: true } },
  );
}

/** Gives the phase more time; one without a timer gets one. */
export function extend(records: Records, minutes: number): Op[] {
  return set(records, ({ f: { timer } }) => {
    const none = timer.ms === 0 && !timer.run;
    const ms = whole(timer.ms + minutes * 60_000);
    return { timer: none ? { at: fresh(timer), ms, run: true } : { ...timer, ms } };
  });
}

/** Makes a member the one who drives; '' is any facilitator. */
export function passBaton(records: Records, baton: Id): Op[] {
  return set(records, (session) => (session.f.baton === baton ? undefined : { baton }));
}

/** Says who takes the baton when its holder is gone, after `pass` seconds by itself or, with 0, by hand. */
export function standIn(records: Records, standin: Id, pass: number): Op[] {
  return set(records, () => ({ standin, pass: Math.min(Math.max(Math.round(pass), 0), 600) }), false);
}

/** Shows everybody one thing; '' shows nothing any more. */
export function spotlight(records: Records, id: Id): Op[] {
  return set(records, (session) => (session.f.spotlight === id ? undefined : { spotlight: id }), false);
}

/** Brings everybody to a zone, or to a note in it. */
export function summon(records: Records, zone: Id, note: Id = ''): Op[] {
  return set(records, ({ f }) => ({ summon: { n: f.summon.n + 1, zone, note } }), false);
}

/** Opens or closes the session, or says that it is still to come and when. */
export function setState(records: Records, state: Session['f']['state'], starts?: number): Op[] {
  return set(records, () => ({ state, ...(starts !== undefined && { starts }) }), false);
}

/** Sets fields of the session, where they still are as they were found unless `careful` is false. */
function set(records: Records, make: (session: Session) => Fields | undefined, careful = true): Op[] {
  const [session] = allOf(records, 'session');
  const f = session && make(session);
  if (session === undefined || f === undefined) return [];
  const before: Fields = session.f;
  const was = Object.fromEntries(Object.keys(f).map((name) => [name, before[name] ?? null]));
  return [{ op: 'set', id: session.id, f, ...(careful && { was }) }];
}

/** A time that is not the timer's: the server puts its own in its place. */
function fresh(timer: Timer): number {
  return timer.at === 0 ? 1 : 0;
}

function whole(ms: number): number {
  return Math.round(Math.min(Math.max(ms, -SPAN), SPAN));
}
