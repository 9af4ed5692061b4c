// Saying whether it helped (boards/SPEC.md B-76).
import { isOf, type Records } from '../board.ts';
import type { Op } from '../ops.ts';
import { isMine, type Lane } from '../policy.ts';
import type { Ack, Id } from '../records.ts';
import { clean } from '../values.ts';
import { put } from './keys.ts';

/** What the viewer has said of an action in a lane. */
export function ackOf(records: Records, member: Id, action: Id, anon: Lane): Ack | undefined {
  for (const rec of records.all())
    if (isOf(rec, 'ack') && rec.f.action === action && rec.f.anon === anon && isMine(rec, member)) return rec;
  return undefined;
}

/** Says whether an action helped. Said again, a "not yet" opens it again, as the first does. */
export function ack(
  records: Records,
  member: Id,
  action: Id,
  anon: Lane,
  says: Ack['f']['says'],
  why: string,
  id: Id,
): Op[] {
  const said = ackOf(records, member, action, anon);
  const f = { says, why: clean('line', why) };
  if (said === undefined) return [put(id, 'ack', { action, anon, ...f })];
  return [...(said.del ? [{ op: 'res', id: said.id } as const] : []), { op: 'set', id: said.id, f }];
}

/** Adds why to what was said. */
export function ackWhy(said: Ack, why: string): Op[] {
  return [{ op: 'set', id: said.id, f: { why: clean('line', why) } }];
}
