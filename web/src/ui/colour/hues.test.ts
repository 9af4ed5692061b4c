import { expect, test } from 'vitest';
import { hues } from './hues.ts';

test('at most ten hues, none twice, and neighbours in the list far apart', () => {
  expect(hues).toHaveLength(10);
  expect(new Set(hues).size).toBe(10);
  const apart = (a: number, b: number): number => Math.min(Math.abs(a - b), 360 - Math.abs(a - b));
  for (const [i, hue] of hues.slice(1).entries()) expect(apart(hue, hues[i] ?? 0)).toBeGreaterThanOrEqual(80);
  for (const [i, a] of hues.entries())
    for (const b of hues.slice(i + 1)) expect(apart(a, b)).toBeGreaterThanOrEqual(25);
});
