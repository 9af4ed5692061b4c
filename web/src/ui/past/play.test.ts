import { describe, expect, test } from 'vitest';
import { Random } from '../../model/testing/random.ts';
import type { ViewOp } from '../../model/ops.ts';
import type { PastStep } from '../../state/past.ts';
import { EVERY, Play } from './play.ts';

/** A history of so many steps on so many notes. */
function told(steps: number, notes: number, seed = 1): { start: ViewOp[]; steps: PastStep[]; earlier: boolean } {
  const random = new Random(seed);
  const text = new Map<string, string>();
  const all = Array.from({ length: steps }, (): PastStep => {
    const id = `n${random.below(notes)}`;
    const was = text.get(id);
    if (was === undefined) {
      text.set(id, '');
      return { ops: [{ op: 'put', rec: { id, type: 'note', f: { place: { zone: 'z', order: 'a' } } } }] };
    }
    switch (random.below(4)) {
      case 0:
        text.delete(id);
        return { ops: [{ op: 'gone', id }] };
      case 1:
        return { ops: [{ op: 'set', id, f: { place: { zone: random.pick(['y', 'z']), order: 'b' } } }] };
      default:
        text.set(id, `${was}x`);
        return { ops: [{ op: 'text', id, field: 'text', edit: [...(was.length > 0 ? [was.length] : []), 'x'] }] };
    }
  });
  return { earlier: false, start: [{ op: 'put', rec: { id: 'z', type: 'zone', f: {} } }], steps: all };
}

describe.each([1, 2, 3])('seed %i', (seed) => {
  test('every moment is what its steps make, however one gets there', () => {
    const all = told(1000, 30, seed);
    const [random, play] = [new Random(seed), new Play(all)];
    for (let i = 0; i < 60; i++) {
      const to = random.below(all.steps.length + 1);
      const plain = new Play({ ...all, steps: all.steps.slice(0, to) });
      expect(play.at(to)).toEqual(plain.at(to));
    }
  });
});

test('over 10,000 steps no moment is more than 200 steps away, and a neighbour one', () => {
  const play = new Play(told(10_000, 2000));
  play.at(play.last);
  const cost = (to: number) => {
    const before = play.done;
    play.at(to);
    return play.done - before;
  };
  const random = new Random(7);
  for (let i = 0; i < 200; i++) expect(cost(random.below(10_001))).toBeLessThanOrEqual(EVERY);
  play.at(5000);
  for (let i = 5001; i < 5600; i++) expect(cost(i)).toBeLessThanOrEqual(1);
  for (let i = 5600; i > 5000; i--) expect(cost(i)).toBeLessThanOrEqual(EVERY);
});

test('a moment stays what it was when another is looked at', () => {
  const play = new Play(told(500, 10));
  const moment = play.at(100);
  const before = [...moment];
  play.at(400);
  expect([...moment]).toEqual(before);
});
