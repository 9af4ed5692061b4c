import { expect, test } from 'vitest';
import { bow, ends, hiding, jagged, route, wordAt } from './path.ts';

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
  expect(bow([from, to])).toBe('M0 0Q30 10 60 0');
  expect(jagged([from, to])).toBe('M0 0L15 5L30 -5L45 5L60 0');
  expect(bow([from, to, { x: 60, y: 40 }])).toBe('M0 0L54 0Q60 0 60 6L60 40');
});

/** Three columns of notes, as a zone has them. */
const column = (x: number): ReturnType<typeof box>[] => [0, 1, 2, 3, 4].map((n) => box(x, n * 52));
const grid = [column(0), column(112), column(224)];

test('a line goes beside the notes that lie between, along the gaps of their columns', () => {
  const [first, , third] = grid;
  const [a, b] = [first?.[0], first?.[4]];
  if (a === undefined || b === undefined || third === undefined) throw new Error('no notes');
  const others = grid.flat().filter((each) => each !== a && each !== b);
  const way = route(a, b, others) ?? [];
  expect(hiding(way, others)).toEqual([]);
  expect(way).toHaveLength(4);
  expect(route(a, box(0, 52), [third[4] ?? a])).toEqual(ends(a, box(0, 52))); // nothing between: as ever
});

test('what no gap leads past is passed behind, and the least of it', () => {
  const wall = [0, 1, 2].map((n) => ({ x: 150, y: n * 300 - 600, width: 100, height: 300 }));
  const [a, b] = [box(0, 0), box(400, 0)];
  const way = route(a, b, wall) ?? [];
  expect(hiding(way, wall)).toHaveLength(1);
});

test('the word of a line stands on no note: level where there is room, upright in a gap, or nowhere', () => {
  const size = { width: 70, height: 18 };
  const way = [
    { x: 106, y: 0 },
    { x: 106, y: 300 },
  ];
  expect(wordAt(way, size, [])).toMatchObject({ turned: false });
  expect(wordAt(way, size, grid.flat())).toMatchObject({ y: 260, turned: false });
  const tall = [0, 112].map((x) => ({ x, y: -100, width: 100, height: 600 }));
  expect(wordAt(way, size, tall)).toMatchObject({ x: 106, turned: true });
  expect(wordAt(way, size, [{ x: 0, y: -100, width: 300, height: 600 }])).toBeNull();
});
