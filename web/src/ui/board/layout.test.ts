import { expect, test } from 'vitest';
import { layoutOf } from './layout.ts';

test('the areas of the zones say which layout is meant, in any order', () => {
  expect(layoutOf(['tl', 'tr', 'bl', 'br'])).toBe('quadrants');
  expect(layoutOf(['br', 'bl', 'tr', 'tl'])).toBe('quadrants');
  expect(layoutOf(['who', 'need', 'see', 'say', 'do', 'hear', 'pains', 'gains', 'other'])).toBe('canvas');
});

test('anything else is a plain grid, so that no zone is ever laid over another', () => {
  for (const areas of [[], ['tl', 'tr', 'bl'], ['tl', 'tr', 'bl', 'bl'], ['a', 'b', 'c', 'd'], ['who', 'need']]) {
    expect(layoutOf(areas)).toBe('free');
  }
});
