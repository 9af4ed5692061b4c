import { expect, test } from 'vitest';
import type { Phase, Result } from '../../model/records.ts';
import { hindrance } from './dots.ts';
import { apart, ranked, rowOf, sealed, tiedFirst, tired, top } from './result.ts';

function row(part: Partial<Result>): Result {
  return {
    item: '',
    q: 0,
    n: 3,
    sum: 0,
    customers: null,
    team: null,
    dist: [],
    mid: null,
    low: null,
    high: null,
    ...part,
  };
}

function phase(
  kind: Phase['f']['ask']['kind'],
  results: readonly Result[],
  output: Phase['f']['output'] = 'none',
): Phase {
  const ask = { kind, of: 'note', roles: [], limit: 0, budget: 0, split: false } as const;
  return { id: 'p', type: 'phase', f: { ask, results, output } } as unknown as Phase;
}

test('dots: most first, and level ones keep their order (B-59)', () => {
  const rows = [row({ item: 'a', sum: 1 }), row({ item: 'b', sum: 4 }), row({ item: 'c', sum: 1 })];
  expect(ranked(rows).map(({ item }) => item)).toEqual(['b', 'a', 'c']);
});

test('a second vote is about the best, down to those that are level (B-60)', () => {
  const rows = [4, 2, 1, 1, 1, 0].map((sum, i) => row({ item: 'abcdef'[i] ?? '', sum }));
  expect(top(rows, ['c', 'd', 'e'])).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(top(rows, [])).toEqual([]);
});

test('sides are told apart only where every row does (B-59)', () => {
  expect(apart([])).toBe(false);
  expect(apart([row({ customers: 0, team: 2 }), row({ customers: 1, team: 0 })])).toBe(true);
  expect(apart([row({ customers: 1, team: 0 }), row({})])).toBe(false);
});

test('a median of 2 or less on the first question of an energy check is little energy', () => {
  const check = (mid: number | null, q = 0): boolean => {
    const rows = [row({ q, mid })];
    return tired(phase('scale', rows, 'energy'), rows);
  };
  expect([check(4), check(3), check(5), check(null), check(2, 1)]).toEqual([true, true, false, false, false]);
  const rows = [row({ mid: 2 })];
  expect(tired(phase('scale', rows), rows)).toBe(false);
  expect(tired(phase('dots', rows, 'energy'), rows)).toBe(false);
});

test('a scale or a curve that has told something stays closed (B-60)', () => {
  expect(sealed(phase('scale', [row({ mid: 6 })]))).toBe(true);
  expect(sealed(phase('curve', [row({}), row({ mid: 0 })]))).toBe(true);
  expect(sealed(phase('scale', [row({ n: 2 })]))).toBe(false);
  expect(sealed(phase('dots', [row({ sum: 3 })]))).toBe(false);
  expect(sealed(phase('place', [row({ mid: 6 })]))).toBe(false);
});

test('a row is found by what it is about', () => {
  const rows = [row({ item: 'a', q: 0, n: 1 }), row({ item: 'a', q: 1, n: 2 })];
  expect([rowOf(rows, 'a', 1)?.n, rowOf(rows, 'a')?.n, rowOf(rows, 'b')]).toEqual([2, 1, undefined]);
});

test('a dot is hindered by the limit of one thing before the budget (B-58)', () => {
  expect(hindrance({ here: 2, left: 1, limit: 2 })).toBe('limit');
  expect(hindrance({ here: 2, left: 0, limit: 2 })).toBe('limit');
  expect(hindrance({ here: 1, left: 0, limit: 2 })).toBe('spent');
  expect(hindrance({ here: 9, left: 1, limit: 0 })).toBeNull();
});

test('a tie at the top is told, also where everything is level', () => {
  const of = (...sums: readonly number[]) => tiedFirst(sums.map((sum, at) => row({ item: `t${at}`, sum })));
  expect([of(2, 2, 0), of(1, 1, 1), of(1, 2, 2)]).toEqual([
    ['t0', 't1'],
    ['t0', 't1', 't2'],
    ['t1', 't2'],
  ]);
  expect([of(), of(0, 0), of(2, 1, 1)]).toEqual([[], [], []]);
});
