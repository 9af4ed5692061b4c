import { expect, test } from 'vitest';
import type { Zone } from '../../model/records.ts';
import { firstZone, layoutOf, rowsOf, spanOf } from './layout.ts';

const areas = (...all: readonly string[]): { area: string }[] => all.map((area) => ({ area }));
const zone = (id: string, kind = 'notes', area = ''): Zone => ({ id, type: 'zone', f: { area, kind } }) as Zone;

test('the areas of the zones say which layout is meant, in any order', () => {
  expect(layoutOf(areas('tl', 'tr', 'bl', 'br'))).toBe('quadrants');
  expect(layoutOf(areas('br', 'bl', 'tr', 'tl'))).toBe('quadrants');
  expect(layoutOf(areas('who', 'need', 'see', 'say', 'do', 'hear', 'pains', 'gains', 'other'))).toBe('canvas');
});

test('anything else is plain rows, so that no zone is ever laid over another', () => {
  for (const all of [[], ['tl', 'tr', 'bl'], ['tl', 'tr', 'bl', 'bl'], ['a', 'b', 'c', 'd'], ['who', 'need']]) {
    expect(layoutOf(areas(...all))).toBe('free');
  }
});

test('a column makes a journey, a plane a plane, whatever lies beside them', () => {
  expect(layoutOf([{ area: 'c1', kind: 'column' }, { area: '' }])).toBe('journey');
  expect(layoutOf([{ area: '', kind: 'plane' }])).toBe('plane');
});

test('the rows of a plain map are as even as they can be and fill its width', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => rowsOf(n).join('+'))).toEqual([
    '1',
    '2',
    '3',
    '2+2',
    '3+2',
    '3+3',
    '4+3',
    '4+4',
    '3+3+3',
  ]);
  expect([3, 5, 7].map((n) => rowsOf(n, 2).join('+'))).toEqual(['2+1', '2+2+1', '2+2+2+1']);
  for (let n = 1; n <= 80; n++) {
    for (const wide of [2, 4]) {
      const spans = Array.from({ length: n }, (_, i) => spanOf(i, n, wide));
      expect(spans.reduce((a, b) => a + b)).toBe(12 * rowsOf(n, wide).length);
      expect(spans.every(Number.isInteger)).toBe(true);
    }
  }
});

test('whoever has chosen no zone writes into the first that takes notes', () => {
  expect(firstZone([zone('c', 'column'), zone('cell')], true)?.id).toBe('cell');
  const canvas = ['who', 'need', 'see', 'say', 'do', 'hear', 'pains', 'gains', 'other'].map((area) =>
    zone(area, 'notes', area),
  );
  expect(firstZone(canvas, true)?.id).toBe('say');
  expect(firstZone(canvas, false)?.id).toBe('who');
  expect(firstZone([zone('who', 'notes', 'who'), zone('say', 'notes', 'say')], true)?.id).toBe('who');
});
