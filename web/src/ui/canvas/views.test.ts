import { expect, test } from 'vitest';
import { least, most } from './camera.svelte.ts';
import { fitting, pointAt, scrolledTo, step, within, worldWidth } from './views.ts';

const window = { width: 1400, height: 700 };

test('whatever is under the pointer stays there when the zoom changes', () => {
  const at = { x: 900, y: 120 };
  const before = { x: 1500, y: 640 };
  const of = pointAt(at, before, 0.8, window);
  const after = scrolledTo(of, at, 1.7, window);
  const again = pointAt(at, after, 1.7, window);
  expect(again.x).toBeCloseTo(of.x, 9);
  expect(again.y).toBeCloseTo(of.y, 9);
  expect(scrolledTo(of, at, 0.8, window).x).toBeCloseTo(before.x, 9);
});

test('the world’s ends can be brought to the middle of the window', () => {
  const middle = { x: 700, y: 350 };
  expect(scrolledTo({ x: 0, y: 0 }, middle, 1, window)).toEqual({ x: 0, y: 0 });
  expect(scrolledTo({ x: 2000, y: 1000 }, middle, 0.5, window)).toEqual({ x: 1000, y: 500 });
});

test('steps in and out meet at the same stops and end at the least and the most', () => {
  expect(step(1, true)).toBe(1.25);
  expect(step(1.25, false)).toBe(1);
  expect(step(0.37, true)).toBe(0.4);
  expect(step(0.37, false)).toBe(0.3);
  expect(step(most, true)).toBe(most);
  expect(step(least, false)).toBe(least);
  expect(within(9)).toBe(most);
  expect(within(0)).toBe(least);
});

test('what fits is all in the window, and a small thing is not blown up', () => {
  const zoom = fitting({ width: 5000, height: 3000 }, window, 16);
  expect(5000 * zoom).toBeLessThanOrEqual(window.width - 32);
  expect(3000 * zoom).toBeLessThanOrEqual(window.height - 32);
  expect(fitting({ width: 100, height: 100 }, window, 16)).toBe(1);
});

test('a world has about the shape of its window, and keeps its width while notes come and go', () => {
  const few = worldWidth([5, 6, 4, 5], 2, window);
  const many = worldWidth([500, 500, 500, 500], 2, window);
  expect(many).toBeGreaterThan(few);
  for (let n = 20; n < 500; n += 5) {
    const width = worldWidth([n, n, n, n], 2, window);
    expect(worldWidth([n + 3, n, n - 3, n], 2, window, width)).toBe(width);
  }
  expect(worldWidth([500, 500, 500, 500], 2, window, few)).toBe(many);
});
