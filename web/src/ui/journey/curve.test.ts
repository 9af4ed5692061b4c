import { expect, test } from 'vitest';
import type { Result } from '../../model/records.ts';
import { bandPath, dips, linePath, middle, runsOf, stopsOf, valueAt, yOf, type Point } from './curve.ts';

const few = (item: string, n: number): Result => row(item, n, null, null, null);
function row(item: string, n: number, mid: number | null, low: number | null, high: number | null): Result {
  return { item, q: 0, n, sum: 0, customers: null, team: null, dist: [], mid, low, high };
}
const point = (x: number, y: number, top = y, bottom = y): Point => ({ x, y, top, bottom });

/** The points a path goes to, without those that only bend it. */
function corners(path: string): string[] {
  return [...path.matchAll(/[ML]([-\d.]+ [-\d.]+)|C[-\d.]+ [-\d.]+ [-\d.]+ [-\d.]+ ([-\d.]+ [-\d.]+)/g)].map(
    (found) => found[1] ?? found[2] ?? '',
  );
}

test('rows come as medians in the order of the columns; too few answers and none have no figures (B-59)', () => {
  const stops = stopsOf(['a', 'b', 'c', 'd'], [row('c', 4, -3, -2, 0), row('a', 3, 2, 0, 2), few('b', 2)]);
  expect(stops).toEqual([
    { column: 'a', n: 3, felt: { mid: 1, low: 0, high: 2 } },
    { column: 'b', n: 2 },
    { column: 'c', n: 4, felt: { mid: -1.5, low: -2, high: 0 } },
    { column: 'd', n: 0 },
  ]);
});

test('the lowest median is the moment of truth, more than one at a tie, and none on a flat curve', () => {
  const felt = (...mids: (number | null)[]): readonly string[] =>
    dips(
      stopsOf(
        [...mids.keys()].map(String),
        mids.map((mid, i) => row(String(i), 3, mid, mid === null ? null : -2, mid === null ? null : 2)),
      ),
    );
  expect(felt(2, -3, 0)).toEqual(['1']);
  expect(felt(2, -3, null, -3)).toEqual(['1', '3']);
  expect(felt(1, 1, 1)).toEqual([]);
  expect(felt(null, 1)).toEqual([]);
  expect(felt()).toEqual([]);
});

test('a column without figures is a gap in line and band, and a point alone draws neither', () => {
  const points = [
    point(0, 10, 5, 20),
    point(10, 20, 15, 25),
    undefined,
    point(30, 5),
    undefined,
    point(50, 1),
    point(60, 2),
  ];
  expect(runsOf(points).map((run) => run.length)).toEqual([2, 1, 2]);
  expect(corners(linePath(points))).toEqual(['0 10', '10 20', '50 1', '60 2']);
  expect(corners(bandPath(points))).toEqual(['0 5', '10 15', '10 25', '0 20', '50 1', '60 2', '60 2', '50 1']);
  expect(linePath([undefined, point(1, 1), undefined])).toBe('');
  expect(linePath([])).toBe('');
});

test('the line goes through every median and swings past none', () => {
  for (let seed = 1; seed < 200; seed++) {
    const heights = Array.from(
      { length: 2 + (seed % 9) },
      (_, i) => Math.abs(Math.sin(seed * 12.9898 + i * 78.233) * 1000) % 100,
    );
    const path = linePath(heights.map((y, i) => point(i * 100, Math.round(y))));
    expect(corners(path)).toEqual(heights.map((y, i) => `${i * 100} ${Math.round(y)}`));
    const numbers = [...path.matchAll(/C([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+)/g)].map((found) =>
      found.slice(1).map(Number),
    );
    for (const [i, [, y1 = 0, , y2 = 0]] of numbers.entries()) {
      const [a, b] = [Math.round(heights[i] ?? 0), Math.round(heights[i + 1] ?? 0)];
      for (const y of [y1, y2]) {
        expect(y).toBeGreaterThanOrEqual(Math.min(a, b) - 0.1);
        expect(y).toBeLessThanOrEqual(Math.max(a, b) + 0.1);
      }
    }
  }
});

test('a value and its height lead to each other at every size', () => {
  for (const height of [60, 96, 140, 333]) {
    for (const value of [-2, -1, 0, 1, 2]) expect(valueAt(yOf(value, height, 14), height, 14)).toBe(value);
    expect(valueAt(-50, height, 14)).toBe(2);
    expect(valueAt(height + 50, height, 14)).toBe(-2);
  }
});

test('the columns\u2019 middles are where a grid with gaps puts them', () => {
  expect([0, 1, 2].map((i) => middle(i, 3, 320, 10))).toEqual([50, 160, 270]);
});
