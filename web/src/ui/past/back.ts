// Bringing back what stood on the board at a moment of the past, by ordinary ops of today (B-85).
import { isOf } from '../../model/board.ts';
import type { Op } from '../../model/ops.ts';
import type { AnyRec, Id, Note } from '../../model/records.ts';
import { diff } from '../../model/text.ts';
import { full, same } from '../../model/values.ts';
import type { Moment } from './play.ts';

/** The board as it is now, and what this viewer may do on it. */
export interface Today {
  /** A record, deleted ones too. */
  find(id: Id): AnyRec | undefined;
  readonly can: { move(note: Note): boolean; edit(note: Note): boolean; remove(note: Note): boolean };
  readonly facilitates: boolean;
  readonly me: Id | undefined;
}

/** A note that its author, somebody else, has withdrawn: nothing that brings back many brings it back (B-87). */
export function keptBack(note: Pick<Note, 'as' | 'by' | 'mine'>, me: Id | undefined): boolean {
  return note.as === 'withdrawn' && note.mine !== true && (note.by === undefined || note.by !== me);
}

/** What bringing back does. */
export interface Back {
  readonly ops: readonly Op[];
  /** How many notes come back, in place or words. */
  readonly notes: number;
  /** How many notes cannot, or not altogether, under the rules of now. */
  readonly kept: number;
  /** How many notes do not, as their authors have withdrawn them. */
  readonly withdrawn: number;
}

const nothing: Back = { ops: [], notes: 0, kept: 0, withdrawn: 0 };

/** A note of a moment. */
export function noteAt(moment: Moment, id: Id): Note | undefined {
  const rec = moment.get(id);
  const whole = rec && full(rec);
  return isOf(whole, 'note') ? whole : undefined;
}

/** A note as it was: out of the bin, back to its zone, and a team's note with its words. */
export function noteBack(then: Note, today: Today, zones: ReadonlySet<Id> = new Set()): Back {
  const rec = today.find(then.id);
  if (!isOf(rec, 'note')) return { ...nothing, kept: 1 };
  const ops: Op[] = [];
  let kept = false;
  const may = (allowed: boolean, op: Op) => {
    if (allowed) ops.push(op);
    else kept = true;
  };
  const { can } = today;
  if (rec.del) {
    if (!can.remove(rec)) return { ...nothing, kept: 1 };
    ops.push({ op: 'res', id: rec.id });
  }
  const { place } = then.f;
  if (place.zone !== rec.f.place.zone) {
    const zone = today.find(place.zone);
    const stands = zones.has(place.zone) || place.zone === '' || (zone !== undefined && !zone.del);
    may(stands && can.move(rec), { op: 'set', id: rec.id, f: { place }, was: { place: rec.f.place } });
  }
  const teams = then.f.side === 'team' && rec.f.side === 'team';
  if (teams && !same(then.f.text, rec.f.text)) {
    may(can.edit(rec), { op: 'text', id: rec.id, field: 'text', edit: diff(rec.f.text, then.f.text) });
  }
  return { ...nothing, ops, notes: ops.length > 0 ? 1 : 0, kept: kept ? 1 : 0 };
}

/** A zone, and the notes it had: those that are elsewhere or in the bin come back, whatever came later stays. */
export function zoneBack(zone: Id, notes: readonly Note[], today: Today): Back {
  const rec = today.find(zone);
  const gone = rec === undefined || rec.del === true;
  if (gone && (rec === undefined || !today.facilitates)) return { ...nothing, kept: notes.length };
  const all = notes.map((note): Back => {
    const now = today.find(note.id);
    if (isOf(now, 'note') && now.del && keptBack(now, today.me)) return { ...nothing, withdrawn: 1 };
    return noteBack(note, today, new Set([zone]));
  });
  const sum = (of: (back: Back) => number) => all.reduce((n, back) => n + of(back), 0);
  return {
    ops: [...(gone ? [{ op: 'res' as const, id: zone }] : []), ...all.flatMap((back) => back.ops)],
    // Those that have stayed in the deleted zone come back with it.
    notes: gone ? notes.length - sum((back) => back.kept + back.withdrawn) : sum((back) => back.notes),
    kept: sum((back) => back.kept),
    withdrawn: sum((back) => back.withdrawn),
  };
}

/** Whether bringing back a zone with its notes would change anything. */
export function zoneDiffers(zone: Id, notes: readonly Note[], today: Today): boolean {
  const rec = today.find(zone);
  const gone = rec === undefined || rec.del === true;
  if (gone) return rec !== undefined && today.facilitates;
  const all = new Set([zone]);
  return notes.some((note) => {
    const now = today.find(note.id);
    const held = isOf(now, 'note') && now.del === true && keptBack(now, today.me);
    return !held && noteBack(note, today, all).ops.length > 0;
  });
}

/** How many of these notes of a moment stand in a zone now. */
export function standIn(zone: Id, notes: readonly Note[], today: Today): number {
  return notes.filter(({ id }) => {
    const now = today.find(id);
    return isOf(now, 'note') && !now.del && now.f.place.zone === zone;
  }).length;
}
