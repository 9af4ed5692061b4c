import { expect, test } from 'vitest';
import { stack } from './packing.ts';

test('each note goes as high up as there is room, and there first in reading order', () => {
  const { places, height } = stack([100, 200, 120, 80], 3);
  expect(places).toEqual([
    { column: 0, y: 0 },
    { column: 1, y: 0 },
    { column: 2, y: 0 },
    { column: 0, y: 112 },
  ]);
  expect(height).toBe(200);
});

test('in any number of columns no two notes overlap, and none leaves a hole', () => {
  const heights = Array.from({ length: 60 }, (_, i) => 80 + ((i * 37) % 200));
  for (const columns of [1, 2, 5]) {
    const { places, height } = stack(heights, columns);
    const ends = Array.from({ length: columns }, () => 0);
    for (const [i, { column, y }] of places.entries()) {
      expect(y).toBe(ends[column]);
      expect(y).toBe(Math.min(...ends));
      ends[column] = y + (heights[i] ?? 0) + 12;
    }
    expect(height).toBe(Math.max(...ends) - 12);
  }
});

test('a list without notes is not high', () => {
  expect(stack([], 3)).toEqual({ places: [], height: 0 });
});
