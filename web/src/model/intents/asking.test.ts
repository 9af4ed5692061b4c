import { expect, test } from 'vitest';
import { isOf } from '../board.ts';
import { byLane } from '../ops.ts';
import type { Phase } from '../records.ts';
import { Board } from '../testing/session.ts';
import * as intents from './asking.ts';

function asking(kind: Phase['f']['ask']['kind']): Board & { phase(): Phase } {
  const board = new Board();
  board.put('p', 'phase', {
    ask: { kind, of: 'theme', roles: ['client'], limit: 0, budget: 0, split: false },
    round: 2,
  });
  const phase = (): Phase => {
    const rec = board.get('p');
    if (!isOf(rec, 'phase')) throw new Error('no phase');
    return rec;
  };
  return Object.assign(board, { phase });
}

test('there is one answer per round, item and question; it changes, goes and comes back (B-57)', () => {
  const board = asking('dots');
  const give = (value: number | null, id: string, item = 'x', q = 0) =>
    board.do(intents.give(board, 'me', board.phase(), { item, q }, value, id));
  give(1, 'a');
  expect(board.f('a')).toMatchObject({ phase: 'p', round: 2, item: 'x', q: 0, value: 1, anon: false });
  expect(give(3, 'b')).toEqual([{ op: 'set', id: 'a', f: { value: 3 } }]);
  expect(give(3, 'b')).toEqual([]);
  expect(give(null, 'b')).toEqual([{ op: 'del', id: 'a' }]);
  expect(give(null, 'b')).toEqual([]);
  expect(give(2, 'b')).toEqual([
    { op: 'res', id: 'a' },
    { op: 'set', id: 'a', f: { value: 2 } },
  ]);
  give(1, 'c', 'y');
  give(1, 'd', 'x', 1);
  expect([...board.recs.keys()]).toEqual(['p', 'a', 'c', 'd']);
});

test('somebody without a device has answers of their own (B-66)', () => {
  const board = asking('dots');
  board.do(intents.give(board, 'me', board.phase(), { item: 'x' }, 1, 'a'));
  board.do(intents.give(board, 'me', board.phase(), { item: 'x', behalf: 'ben' }, 2, 'b'));
  expect([board.f('a')['value'], board.f('b')['value'], board.f('b')['behalf']]).toEqual([1, 2, 'ben']);
});

test('answers on a scale travel in the anonymous lane, also when they change (B-57)', () => {
  const board = asking('scale');
  const made = intents.give(board, 'me', board.phase(), { item: '', q: 1 }, 4, 'a');
  expect([...byLane(made, (id) => board.get(id)).keys()]).toEqual(['anon']);
  board.do(made);
  const changed = intents.give(board, 'me', board.phase(), { item: '', q: 1 }, 5, 'b');
  expect([...byLane(changed, (id) => board.get(id)).keys()]).toEqual(['anon']);
});

test('a new round begins open, without results, and once where two begin it (B-60)', () => {
  const board = asking('dots');
  board.do(intents.close(board, 'p'));
  expect(board.f('p')['closed']).toBe(true);
  const again = intents.again(board, 'p', ['x', 'y']);
  board.do([...again, ...again]);
  expect(board.f('p')).toMatchObject({ closed: false, round: 3, among: ['x', 'y'] });
});

test('a question that is open is not opened, nor a closed one closed', () => {
  const board = asking('dots');
  expect(intents.reopen(board, 'p')).toEqual([]);
  board.do(intents.close(board, 'p'));
  expect(intents.close(board, 'p')).toEqual([]);
});
