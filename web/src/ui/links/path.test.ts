import { expect, test } from 'vitest';
import { bow, ends, jagged, wordAt } from './path.ts';

const box = (x: number, y: number): { x: number; y: number; width: number; height: number } => ({
  x,
  y,
  width: 100,
  height: 40,
});

test('a line goes from edge to edge', () => {
  expect(ends(box(0, 0), box(200, 0))).toEqual([
    { x: 100, y: 20 },
    { x: 200, y: 20 },
  ]);
  expect(ends(box(0, 0), box(0, 100))).toEqual([
    { x: 50, y: 40 },
    { x: 50, y: 100 },
  ]);
  const [from, to] = ends(box(0, 0), box(300, 200)) ?? [];
  expect([from?.y, to?.y]).toEqual([40, 200]);
});

test('notes that lie on each other have no line between them', () => {
  expect(ends(box(0, 0), box(20, 10))).toBeNull();
  expect(ends(box(0, 0), box(0, 0))).toBeNull();
});

test('a reason is a bow, a contradiction is jagged, and both begin and end where they should', () => {
  const [from, to] = [
    { x: 0, y: 0 },
    { x: 60, y: 0 },
  ];
  expect(bow(from, to)).toBe('M0 0Q30 10 60 0');
  expect(wordAt(from, to, 'because')).toEqual({ x: 30, y: 5 });
  expect(jagged(from, to)).toBe('M0 0L15 5L30 -5L45 5L60 0');
  expect(wordAt(from, to, 'contradicts')).toEqual({ x: 30, y: 0 });
});
