import { expect, test } from 'vitest';
import type { Pointer } from './pointers.svelte.ts';
import { spotOf } from './spots.ts';

const pointer = (more: Partial<Pointer> = {}): Pointer => ({
  id: 'anna',
  zone: 'z',
  x: 1000,
  y: 6000,
  moved: 0,
  glide: 0,
  ...more,
});
const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });
const ground = {
  zone: box(0, 0, 1000, 500),
  seen: box(0, 50, 1000, 500),
  notes: new Map([
    ['n', box(400, 100, 500, 200)],
    ['above', box(400, -300, 500, -200)],
    ['below', box(600, 700, 700, 800)],
    ['other', box(50, 250, 150, 350)],
  ]),
};

test('R-31: a pointer is on the note that it is over, wherever that stands in this window', () => {
  expect(spotOf(pointer({ over: 'n', u: 5000, v: 2500 }), ground)).toEqual({ x: 4500, y: 2500 });
});

test('a note that is out of sight is pointed at from the edge nearest to it', () => {
  expect(spotOf(pointer({ over: 'above', u: 0, v: 0 }), ground)).toEqual({ x: 4000, y: 1000, edge: 'up' });
  expect(spotOf(pointer({ over: 'below', u: 10000, v: 0 }), ground)).toEqual({ x: 7000, y: 10000, edge: 'down' });
});

test('what is pointed at and not known here is on no other note', () => {
  expect(spotOf(pointer({ over: 'hidden', u: 1, v: 1 }), ground)).toEqual({ x: 1000, y: 10000, edge: '' });
  expect(spotOf(pointer(), ground)).toEqual({ x: 1000, y: 10000, edge: '' });
  expect(spotOf(pointer({ x: 9000 }), ground)).toEqual({ x: 9000, y: 6000 });
});
