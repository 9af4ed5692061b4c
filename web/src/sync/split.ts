// An act of any size as mutations that the server takes.
import { textKey } from '../model/pending.ts';
import type { Op } from '../model/ops.ts';
import { byteLength } from './frames.ts';

/** What one mutation holds at most: a frame has room for that, and for what stands around it. */
export const MOST_OPS = 250;
export const MOST_BYTES = 48_000;

/** The ops in order, in as few lists as fit; one that is larger alone is a list of its own. A text is edited once in each. */
export function split(ops: readonly Op[]): Op[][] {
  const lists: Op[][] = [];
  let list: Op[] = [];
  let bytes = 0;
  let texts = new Set<string>();
  for (const op of ops) {
    const size = byteLength(JSON.stringify(op)) + 1;
    const text = op.op === 'text' ? textKey(op.id, op.field) : undefined;
    const full = list.length >= MOST_OPS || bytes + size > MOST_BYTES || (text !== undefined && texts.has(text));
    if (list.length === 0 || full) {
      list = [];
      bytes = 0;
      texts = new Set();
      lists.push(list);
    }
    list.push(op);
    bytes += size;
    if (text !== undefined) texts.add(text);
  }
  return lists;
}
