import { expect, test } from 'vitest';
import type { Records } from '../../model/board.ts';
import type { AnyRec } from '../../model/records.ts';
import { addNotes } from './notes.ts';

const board = [
  { id: 'a', type: 'note', f: { text: 'first', place: { zone: 'says', order: 'a5' } } },
  { id: 'b', type: 'note', f: { text: 'other', place: { zone: 'feels', order: 'a9' } } },
] as unknown as AnyRec[];
const records: Records = { get: (id) => board.find((rec) => rec.id === id), all: () => board };

function bring(id: string, zone: string, more: object = {}) {
  return { id, zone, text: ` words ${id}\u202e`, date: '', ...more };
}

test('notes stand at the end of their zones, in their order', () => {
  const ops = addNotes(records, 'client', [bring('1', 'says'), bring('2', 'feels'), bring('3', 'says')]);
  const put = ops.map((op) => (op.op === 'put' ? op.rec : undefined));
  const order = (id: string) => (put.find((rec) => rec?.id === id)?.f['place'] as { order: string }).order;
  expect(put.map((rec) => rec?.id)).toEqual(['1', '2', '3']);
  expect('a5' < order('1') && order('1') < order('3') && 'a9' < order('2')).toBe(true);
  expect(put[0]?.f['text']).toBe(' words 1');
});

test('B-24: a customer’s is their own voice; the team’s with a name is that person’s', () => {
  const f = (role: 'client' | 'team', more: object) => {
    const [op] = addNotes(records, role, [bring('1', 'says', more)]);
    return op?.op === 'put' ? op.rec.f : {};
  };
  expect(f('client', {})['side']).toBeUndefined(); // customer, the default
  expect(f('team', {})['side']).toBe('team');
  expect(f('team', { whose: 'Ann' })).toMatchObject({ whose: 'Ann' });
  expect(f('team', { date: '2026-11-02' })['source']).toEqual({ type: 'other', ref: '', date: '2026-11-02' });
});

test('2,000 notes have 2,000 orders', () => {
  const ops = addNotes(
    records,
    'team',
    Array.from({ length: 2000 }, (_, i) => bring(String(i), 'says')),
  );
  const orders = ops.map((op) => (op.op === 'put' ? (op.rec.f['place'] as { order: string }).order : ''));
  expect(new Set(orders).size).toBe(2000);
  expect(orders).toEqual(orders.toSorted());
  expect(Math.max(...orders.map((order) => order.length))).toBeLessThan(12);
});
