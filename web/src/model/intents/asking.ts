// Answers to a phase's question (boards/SPEC.md B-57 … B-60).
import { isOf, type Records } from '../board.ts';
import type { Op } from '../ops.ts';
import { isMine } from '../policy.ts';
import type { Answer, Id, Phase } from '../records.ts';
import { put } from './keys.ts';

/** Which answer: of one item and question, in the phase's round, for somebody or for oneself. */
export interface Asked {
  readonly item: Id;
  readonly q?: number;
  /** The person without a device whose answer it is. */
  readonly behalf?: Id;
}

/** Gives an answer, another one in its place, or with null takes it back. There is one record each. */
export function give(records: Records, member: Id, phase: Phase, asked: Asked, value: number | null, id: Id): Op[] {
  const { item, q = 0, behalf = '' } = asked;
  const given = own(records, member, phase, item, q, behalf);
  if (value === null) return given && !given.del ? [{ op: 'del', id: given.id }] : [];
  if (given === undefined) {
    const { round, ask } = phase.f;
    return [put(id, 'answer', { phase: phase.id, round, item, q, value, behalf, anon: ask.kind === 'scale' })];
  }
  const ops: Op[] = given.del ? [{ op: 'res', id: given.id }] : [];
  if (given.f.value !== value) ops.push({ op: 'set', id: given.id, f: { value } });
  return ops;
}

/** Closes a question: its results are made and shown. */
export function close(records: Records, phase: Id): Op[] {
  return setClosed(records, phase, true);
}

/** Opens it again, answers kept. */
export function reopen(records: Records, phase: Id): Op[] {
  return setClosed(records, phase, false);
}

/** Asks once more, of these options alone; nobody has answered yet. */
export function again(records: Records, phase: Id, among: readonly Id[]): Op[] {
  const rec = records.get(phase);
  if (!isOf(rec, 'phase')) return [];
  const { round } = rec.f;
  return [{ op: 'set', id: phase, f: { round: round + 1, among: [...among] }, was: { round } }];
}

function setClosed(records: Records, phase: Id, closed: boolean): Op[] {
  const rec = records.get(phase);
  return isOf(rec, 'phase') && rec.f.closed !== closed ? [{ op: 'set', id: phase, f: { closed } }] : [];
}

function own(records: Records, member: Id, phase: Phase, item: Id, q: number, behalf: Id): Answer | undefined {
  for (const rec of records.all()) {
    if (!isOf(rec, 'answer') || !isMine(rec, member)) continue;
    const { f } = rec;
    const here = f.phase === phase.id && f.round === phase.f.round;
    if (here && f.item === item && f.q === q && f.behalf === behalf) return rec;
  }
  return undefined;
}
