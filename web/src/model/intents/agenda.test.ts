import { describe, expect, test } from 'vitest';
import { Board, rules } from '../testing/session.ts';
import { Random } from '../testing/random.ts';
import * as agenda from './agenda.ts';

const MINUTE = 60_000;

/** Phases of these minutes, the first of which runs. */
function planned(...minutes: readonly number[]): Board {
  const board = new Board();
  minutes.forEach((each, i) => board.put(`p${i}`, 'phase', { minutes: each, order: `a${i}`, rules: rules() }));
  board.put('s', 'session', { phase: 'p0' });
  return board;
}

const order = (board: Board) =>
  agenda
    .phasesOf(board)
    .map((phase) => phase.id)
    .join(' ');

test('phases are added, moved and taken away, but not the running one (B-50)', () => {
  const board = planned(1, 2, 3);
  board.do(agenda.addPhase(board, 'x', { title: 'Break\nnow', minutes: 5 }, 'p0'));
  expect(order(board)).toBe('p0 x p1 p2');
  expect(board.f('x')).toMatchObject({ title: 'Break now', minutes: 5, rules: rules() });
  board.do(agenda.addPhase(board, 'y', {}));
  board.do(agenda.movePhase(board, 'x', null));
  board.do(agenda.movePhase(board, 'p2', 'p0'));
  expect(order(board)).toBe('p2 p0 p1 y x');
  board.do(agenda.removePhase(board, 'p1'));
  expect(order(board)).toBe('p2 p0 y x');
  expect(agenda.removePhase(board, 'p0')).toEqual([]);
});

test('who drives without being a facilitator adds what another phase does, all of it (B-50)', () => {
  const board = planned(1);
  board.put('q', 'phase', { order: 'a9', rules: rules({ see: 'own' }), exit: 'done', questions: ['How?'] });
  board.do(agenda.addPhase(board, 'x', { title: 'Again', exit: 'never' }, 'q', true));
  expect(board.f('x')).toMatchObject({
    title: 'Again',
    exit: 'done',
    questions: ['How?'],
    rules: rules({ see: 'own' }),
  });
});

test('where keys are missing or equal all are dealt anew', () => {
  const board = new Board();
  for (const id of ['a', 'b', 'c']) board.put(id, 'phase', {});
  board.do(agenda.movePhase(board, 'c', 'b'));
  expect(order(board)).toBe('a c b');
});

describe('fitting the agenda to an end', () => {
  test('scales what is to come and leaves the running phase what it has', () => {
    const board = planned(10, 10, 20, 0, 30);
    board.put('s', 'session', { phase: 'p0', timer: { at: 1000, ms: 10 * MINUTE, run: true } });
    const now = 1000 + 4 * MINUTE;
    board.do(agenda.fit(board, now + 36 * MINUTE, now));
    expect(['p0', 'p1', 'p2', 'p3', 'p4'].map((id) => board.f(id)['minutes'])).toEqual([10, 5, 10, 0, 15]);
  });

  test('counts a session that is planned from its start, with all its steps', () => {
    const board = planned(10, 10, 20);
    const starts = 1000 * MINUTE;
    board.put('s', 'session', { phase: 'p0', state: 'planned', starts });
    board.do(agenda.fit(board, starts + 80 * MINUTE, 5 * MINUTE));
    expect(['p0', 'p1', 'p2'].map((id) => board.f(id)['minutes'])).toEqual([20, 20, 40]);
  });

  test('leaves each a minute where the time is over', () => {
    const board = planned(10, 10, 20);
    board.do(agenda.fit(board, 0, 5 * MINUTE));
    expect([board.f('p1')['minutes'], board.f('p2')['minutes']]).toEqual([1, 1]);
  });

  test('says what it found, so that it undoes nobody else’s change', () => {
    const board = planned(0, 10);
    expect(agenda.fit(board, 5 * MINUTE, 0)).toEqual([
      { op: 'set', id: 'p1', f: { minutes: 5 }, was: { minutes: 10 } },
    ]);
  });

  const seed = 20260707;
  test(`gives whole minutes, at least one, in proportion, that add up (seed ${seed})`, () => {
    const random = new Random(seed);
    for (let i = 0; i < 500; i++) {
      const weights = Array.from({ length: 1 + random.below(9) }, () => 1 + random.below(random.below(2) ? 60 : 4));
      const total = random.below(200);
      const given = agenda.shares(weights, total);
      const text = `${weights.join(' ')} to ${total}: ${given.join(' ')}`;
      const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);
      expect(sum(given), text).toBe(Math.max(total, weights.length));
      const ideal = weights.map((weight) => (weight * total) / sum(weights));
      given.forEach((each, a) => {
        expect(Number.isInteger(each) && each >= 1, text).toBe(true);
        weights.forEach((weight, b) => {
          if (weight < (weights[a] ?? 0)) expect(given[b], text).toBeLessThanOrEqual(each);
        });
      });
      // Where nobody needs the least, everybody is within a minute of their share.
      if (ideal.every((share) => share >= 1)) {
        given.forEach((each, a) => expect(Math.abs(each - (ideal[a] ?? 0)), text).toBeLessThan(1));
      }
    }
  });
});

test('a new column has the cells of its neighbour; both go and come back together', () => {
  const board = new Board();
  board.put('c1', 'zone', { kind: 'column', title: 'Discover', order: 'a0' });
  board.put('c2', 'zone', { kind: 'column', title: 'Use', order: 'a1' });
  board.put('d', 'zone', { title: 'Doing', area: 'doing', column: 'c2', order: 'a2' });
  board.put('e', 'zone', { title: 'Pain', area: 'pain', column: 'c2', order: 'a3', inferred: true });
  let n = 0;
  board.do(agenda.addColumn(board, 'x', 'Decide', 'c2', () => `cell${n++}`));
  expect(board.f('x')).toMatchObject({ kind: 'column', title: 'Decide' });
  expect(board.f('cell0')).toMatchObject({ title: 'Doing', area: 'doing', column: 'x' });
  expect(board.f('cell1')).toMatchObject({ title: 'Pain', inferred: true, column: 'x' });
  const [a, x, b] = ['c1', 'x', 'c2'].map((id) => String(board.f(id)['order']));
  expect([String(a) < String(x), String(x) < String(b)]).toEqual([true, true]);
  board.do(agenda.removeZone(board, 'x'));
  expect(['x', 'cell0', 'cell1', 'd'].map((id) => board.get(id)?.del === true)).toEqual([true, true, true, false]);
  board.do(agenda.restoreZone(board, 'x'));
  expect(['x', 'cell0', 'cell1'].map((id) => board.get(id)?.del === true)).toEqual([false, false, false]);
});
