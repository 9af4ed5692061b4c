import { expect, test } from 'vitest';
import { least, most } from './camera.svelte.ts';
import {
  common,
  fitting,
  margin,
  nameAt,
  nearest,
  partOf,
  pointAt,
  scrolledTo,
  shownBy,
  step,
  within,
  worldWidth,
} from './views.ts';

const window = { width: 1400, height: 700 };

test('whatever is under the pointer stays there when the zoom changes', () => {
  const at = { x: 900, y: 120 };
  const before = { x: 1500, y: 640 };
  const world = { width: 4000, height: 3000 };
  const [far, near] = [margin(world, 0.8, window), margin(world, 1.7, window)];
  const of = pointAt(at, before, 0.8, far);
  const after = scrolledTo(of, at, 1.7, near);
  const again = pointAt(at, after, 1.7, near);
  expect(again.x).toBeCloseTo(of.x, 9);
  expect(again.y).toBeCloseTo(of.y, 9);
  expect(scrolledTo(of, at, 0.8, far).x).toBeCloseTo(before.x, 9);
});

test('a world that is smaller than the window is in its middle, and a larger one leaves a fifth of it empty at most', () => {
  const world = { width: 2000, height: 1000 };
  expect(margin(world, 0.1, window)).toEqual({ width: 600, height: 300 });
  const around = margin(world, 2, window);
  expect(around).toEqual({ width: 280, height: 140 });
  expect(scrolledTo({ x: 0, y: 0 }, { x: 280, y: 140 }, 2, around)).toEqual({ x: 0, y: 0 });
  for (let zoom = least; zoom < most; zoom += 0.01) {
    const { width, height } = margin(world, zoom, window);
    expect(world.width * zoom + 2 * width).toBeGreaterThanOrEqual(window.width - 1e-6);
    expect(world.height * zoom + 2 * height).toBeGreaterThanOrEqual(window.height - 1e-6);
  }
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

test('the note in sight that is nearest to the middle is what stays where it is', () => {
  const seen = { x: 0, y: 40, width: 400, height: 200 };
  const notes = [
    ['left', { x: 10, y: 100, width: 100, height: 80 }],
    ['cut', { x: 150, y: 200, width: 100, height: 80 }],
    ['gone', { x: 150, y: 260, width: 100, height: 80 }],
  ] as const;
  const inSight = notes.flatMap(([key, box]) => {
    const part = common(box, seen);
    return part === null ? [] : [[key, part] as const];
  });
  expect(inSight.map(([key]) => key)).toEqual(['left', 'cut']);
  expect(nearest({ x: 200, y: 300 }, inSight)).toEqual({ key: 'cut', at: { x: 200, y: 240 } });
  expect(nearest({ x: 50, y: 120 }, inSight)).toEqual({ key: 'left', at: { x: 50, y: 120 } });
  expect(nearest({ x: 0, y: 0 }, [])).toBeNull();
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

test('a zone in sight is named: by its own heading, or at the corner that is seen of it', () => {
  const zone = (x: number, y: number) => ({ x, y, width: 2000, height: 1500 });
  const own = (x: number, y: number) => ({ x: x + 16, y: y + 10, width: 90, height: 40 });
  const at = (x: number, y: number) => nameAt(zone(x, y), own(x, y), window);
  expect(at(20, 20)).toBeNull();
  expect(at(20, -300)).toEqual({ x: 28, y: 8, room: 1364 });
  expect(at(-500, 20)).toEqual({ x: 8, y: 28, room: 1384 });
  expect(at(-1960, -300)).toBeNull(); // a strip too narrow to be named
  expect(at(1500, 20)).toBeNull();
  expect(at(-500, -1480)).toBeNull();
});

test('whoever follows sees at least what the other sees, with the same in the middle, whatever their window', () => {
  const zone = { x: 900, y: 40, width: 800, height: 1200 };
  const part = partOf({ x: 1300, y: 340 }, zone, { width: 700, height: 350 });
  expect(part).toEqual([5000, 2500, 700, 350]);
  if (part === null) return;
  expect(shownBy(part, zone, window)).toEqual({ zoom: 2, x: 1300, y: 340 });
  const narrow = shownBy(part, { ...zone, height: 2400 }, { width: 700, height: 900 });
  expect(narrow).toEqual({ zoom: 1, x: 1300, y: 640 });
  expect(partOf({ x: 1e6, y: 0 }, { ...zone, width: 10 }, window)).toBeNull();
});
