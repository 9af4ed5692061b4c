import { expect, test } from 'vitest';
import type { Op } from '../model/ops.ts';
import { MOST_BYTES, MOST_OPS, split } from './split.ts';

const put = (i: number, text = ''): Op => ({ op: 'put', rec: { id: `n${i}`, type: 'note', f: { text } } });
const size = (ops: readonly Op[]) => Buffer.byteLength(JSON.stringify(ops));

test('a small act is one mutation', () => {
  const ops = [put(1), put(2)];
  expect(split(ops)).toEqual([ops]);
  expect(split([])).toEqual([]);
});

test('an act of many ops is mutations of at most 250, in order', () => {
  const ops = Array.from({ length: 2 * MOST_OPS + 1 }, (_, i) => put(i));
  const lists = split(ops);
  expect(lists.map((list) => list.length)).toEqual([MOST_OPS, MOST_OPS, 1]);
  expect(lists.flat()).toEqual(ops);
});

test('an act of many bytes is mutations of at most 48 kB', () => {
  const ops = Array.from({ length: 40 }, (_, i) => put(i, '😀'.repeat(1000)));
  const lists = split(ops);
  expect(lists.length).toBeGreaterThan(3);
  for (const list of lists) expect(size(list)).toBeLessThanOrEqual(MOST_BYTES + 2);
  expect(lists.flat()).toEqual(ops);
});

test('what is too large alone stands alone', () => {
  const ops = [put(1), put(2, 'x'.repeat(MOST_BYTES)), put(3)];
  expect(split(ops)).toEqual(ops.map((op) => [op]));
});

test('a text is edited once in a mutation (§3)', () => {
  const edit = (field: string): Op => ({ op: 'text', id: 'n', field, edit: ['x'] });
  expect(split([edit('text'), edit('why'), edit('text')]).map((list) => list.length)).toEqual([2, 1]);
});
