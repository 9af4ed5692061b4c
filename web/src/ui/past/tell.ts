// What a step did, in words.
import { isOf } from '../../model/board.ts';
import type { ViewOp } from '../../model/ops.ts';
import type { AnyRec, Id } from '../../model/records.ts';
import { full } from '../../model/values.ts';
import type { PastStep } from '../../state/past.ts';
import { said } from '../words/words.ts';
import type { Look } from './play.ts';
import type { PastWords } from './words/en.ts';

/** So many characters of a note name it. */
const MOST = 60;

/** The phase a step begins; undefined for other steps. */
export function phaseOf(step: PastStep): Id | undefined {
  for (const op of step.ops) {
    const f = op.op === 'set' ? op.f : op.op === 'put' && op.rec.type === 'session' ? op.rec.f : undefined;
    const phase = f?.['phase'];
    if (typeof phase === 'string' && phase !== '') return phase;
  }
  return undefined;
}

/**
 * What a step did, as a sentence without its subject. `before` and `after` are the moments around it; `known` says what has
 * been on the board at any moment before it: who brings that back has not added it.
 */
export function tell(
  step: PastStep,
  before: Look,
  after: Look,
  w: PastWords['did'],
  known: (id: Id) => boolean = () => false,
): string {
  const phase = phaseOf(step);
  if (phase !== undefined) return w.phase(titleOf(after.get(phase)));
  const find = (id: Id) => {
    const rec = after.get(id) ?? before.get(id);
    return rec && full(rec);
  };
  const of = (type: string) => step.ops.filter((op) => find(idOf(op))?.type === type);
  const zone = (id: Id) => titleOf(after.get(id) ?? before.get(id));
  const notes = of('note');
  const ids = new Set(notes.map(idOf));
  if (ids.size > 1) return several(notes, before, w, ids.size, known);
  const [op] = [...notes, ...of('zone'), ...of('theme'), ...of('member'), ...step.ops];
  const rec = op && find(idOf(op));
  if (op === undefined || rec === undefined) return w.board;
  if (isOf(rec, 'note')) {
    const words = short(rec.f.text);
    const was = before.get(rec.id);
    if (op.op === 'gone') return w.gone(words);
    if (op.op === 'put' && was !== undefined) return w.changed(words);
    if (op.op === 'put') return (known(rec.id) ? w.back : w.came)(words, zone(rec.f.place.zone));
    if (op.op === 'text') return w.wrote(words);
    const whole = was && full(was);
    if (op.f['place'] !== undefined && isOf(whole, 'note')) {
      return whole.f.place.zone === rec.f.place.zone ? w.reordered(words) : w.moved(words, zone(rec.f.place.zone));
    }
    if (op.f['theme'] !== undefined) return w.grouped(words, titleOf(after.get(rec.f.theme)));
    return w.changed(words);
  }
  const name = titleOf(rec);
  const act = op.op === 'gone' ? 'gone' : op.op === 'put' && !before.has(rec.id) ? 'came' : 'changed';
  if (isOf(rec, 'zone')) return w.zone[act](name);
  if (isOf(rec, 'theme')) return w.theme[act](name);
  if (isOf(rec, 'member')) return act === 'came' ? w.joined(name) : w.board;
  return w.board;
}

function several(
  ops: readonly ViewOp[],
  before: Look,
  w: PastWords['did'],
  n: number,
  known: (id: Id) => boolean,
): string {
  if (ops.every((op) => op.op === 'gone')) return w.manyGone(n);
  if (ops.every((op) => op.op === 'put' && !before.has(op.rec.id)))
    return ops.every((op) => known(idOf(op))) ? w.manyBack(n) : w.manyCame(n);
  return w.many(n);
}

/** What a zone, a phase, a theme or a person is called. */
export function titleOf(rec: AnyRec | undefined): string {
  if (rec === undefined) return '';
  const { title, name, pseudonym } = rec.f;
  for (const each of [title, name, pseudonym]) if (typeof each === 'string' && each !== '') return said(each);
  return '';
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const points = [...line];
  return points.length > MOST
    ? `${points
        .slice(0, MOST - 1)
        .join('')
        .trimEnd()}…`
    : line;
}

function idOf(op: ViewOp): Id {
  return op.op === 'put' ? op.rec.id : op.id;
}
