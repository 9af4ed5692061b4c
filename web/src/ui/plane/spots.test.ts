import { expect, test } from 'vitest';
import type { Result } from '../../model/records.ts';
import { apart, cells, nearest, placed, quadrantOf, scoreAt, spotOf, spreadOf, stepped, type Ways } from './spots.ts';

const everyWay: readonly Ways[] = ['both', 'impact', 'effort'];

test('position and score lead to each other, at every size and in every way of placing', () => {
  for (const ways of everyWay) {
    for (const [width, height] of [
      [100, 100],
      [1061, 637],
      [330, 199.5],
    ] as const) {
      for (const score of cells(ways)) {
        const { x, y } = spotOf(score, width, height, ways);
        expect(scoreAt(x, y, width, height, ways)).toEqual(score);
      }
      for (let i = 0; i < 500; i++) {
        const [x, y] = [(i * 7919) % width, (i * 104729) % height];
        const score = scoreAt(x, y, width, height, ways);
        const spot = spotOf(score, width, height, ways);
        expect(scoreAt(spot.x, spot.y, width, height, ways)).toEqual(score);
        // Nothing lies further from its cell's middle than half a cell.
        if (ways !== 'impact') expect(Math.abs(spot.x - x)).toBeLessThanOrEqual(width / 10 + 1e-9);
        if (ways !== 'effort') expect(Math.abs(spot.y - y)).toBeLessThanOrEqual(height / 10 + 1e-9);
      }
    }
  }
});

test('up is more impact, right is more effort, and beside the plane is its rim', () => {
  expect(scoreAt(1, 1, 500, 500, 'both')).toEqual({ impact: 5, effort: 1 });
  expect(scoreAt(499, 499, 500, 500, 'both')).toEqual({ impact: 1, effort: 5 });
  expect(scoreAt(-80, 900, 500, 500, 'both')).toEqual({ impact: 1, effort: 1 });
  expect(scoreAt(250, 1, 500, 500, 'impact')).toEqual({ impact: 5, effort: 0 });
});

test('arrow keys go by one cell, end at the rim, and begin in the middle', () => {
  expect(stepped({ impact: 2, effort: 2 }, 'ArrowUp', 'both')).toEqual({ impact: 3, effort: 2 });
  expect(stepped({ impact: 2, effort: 5 }, 'ArrowRight', 'both')).toEqual({ impact: 2, effort: 5 });
  expect(stepped({ impact: 0, effort: 0 }, 'ArrowUp', 'both')).toEqual({ impact: 3, effort: 3 });
  expect(stepped({ impact: 4, effort: 0 }, 'ArrowLeft', 'both')).toEqual({ impact: 4, effort: 3 });
  expect(stepped({ impact: 4, effort: 0 }, 'ArrowLeft', 'impact')).toEqual({ impact: 4, effort: 0 });
  expect(stepped({ impact: 2, effort: 2 }, 'Enter', 'both')).toBeUndefined();
});

test('a note is placed once everything that is asked of it is said', () => {
  expect(placed({ impact: 3, effort: 0 }, 'both')).toBe(false);
  expect(placed({ impact: 3, effort: 0 }, 'impact')).toBe(true);
  expect(placed({ impact: 0, effort: 3 }, 'effort')).toBe(true);
});

test('the corners have names, the lines between them have none', () => {
  expect(quadrantOf({ impact: 5, effort: 1 })).toBe('wins');
  expect(quadrantOf({ impact: 4, effort: 4 })).toBe('bets');
  expect(quadrantOf({ impact: 1, effort: 2 })).toBe('fills');
  expect(quadrantOf({ impact: 2, effort: 5 })).toBe('pit');
  expect(quadrantOf({ impact: 3, effort: 5 })).toBeUndefined();
  expect(quadrantOf({ impact: 0, effort: 0 })).toBeUndefined();
});

test('the spread of a note has figures only where enough answered (B-59)', () => {
  const row = (q: number, n: number, mid: number | null, low: number | null, high: number | null): Result => ({
    item: 'a',
    q,
    n,
    sum: 0,
    customers: null,
    team: null,
    dist: [],
    mid,
    low,
    high,
  });
  const spread = spreadOf('a', [row(0, 4, 7, 2, 5), row(1, 2, null, null, null)]);
  expect(spread).toEqual({ impact: { n: 4, felt: { mid: 3.5, low: 2, high: 5 } }, effort: { n: 2 } });
  expect(nearest(spread)).toEqual({ impact: 4, effort: 0 });
  expect(apart(spread)).toBe(3);
  expect(spreadOf('b', [row(0, 4, 7, 2, 5)])).toEqual({});
});
