// What undo and redo did, in words.
import { isOf } from '../../model/board.ts';
import { idOf, type Op } from '../../model/ops.ts';
import type { AnyRec, Id } from '../../model/records.ts';
import type { OutlineWords } from './words/en.ts';

/** So much of a note names it. */
const MOST = 80;

/** What came back, went or changed; `get` sees the records as they are now, deleted ones too. */
export function backWords(
  ops: readonly Op[],
  way: 'undo' | 'redo',
  get: (id: Id) => AnyRec | undefined,
  zone: (id: Id) => string,
  w: OutlineWords['back'],
): string {
  const [first] = ops;
  if (first === undefined) return way === 'undo' ? w.nothing : w.again;
  const notes = new Map<Id, string>();
  for (const op of ops) {
    const rec = op.op === 'put' ? op.rec : get(op.id);
    if (rec?.type === 'note') notes.set(rec.id, isOf(rec, 'note') ? short(rec.f.text) : '');
  }
  const of = (kind: Op['op']) => new Set(ops.filter((op) => op.op === kind && notes.has(idOf(op))).map(idOf)).size;
  const [words = ''] = notes.values();
  const rec = get(idOf(first));
  let what = '';
  if (of('res') > 0) what = w.came(of('res'), words);
  else if (of('del') > 0) what = w.gone(of('del'), words);
  else if (notes.size === 1 && of('text') === 1) what = w.reads(words);
  else if (notes.size === 1 && isOf(rec, 'note') && first.op === 'set' && first.f['place'] !== undefined)
    what = w.moved(words, zone(rec.f.place.zone));
  else if (notes.size > 0) what = w.changed(notes.size, words);
  return what === '' ? w[way] : `${w[way]}: ${what}`;
}

function short(text: string): string {
  const points = [...text.replace(/\s+/g, ' ').trim()];
  return points.length > MOST
    ? `${points
        .slice(0, MOST - 1)
        .join('')
        .trimEnd()}…`
    : points.join('');
}
