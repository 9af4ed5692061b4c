import { expect, test } from 'vitest';
import type { Note } from '../../model/records.ts';
import { keepPlaces } from './anchored.svelte.ts';

const notes = (...ids: string[]): Note[] => ids.map((id) => ({ id }) as Note);
const ids = (list: readonly Note[]): string => list.map(({ id }) => id).join('');

test('while a note is edited, a reveal moves none that is drawn: what comes stands behind them', () => {
  expect(ids(keepPlaces(['a', 'b'], notes('x', 'b', 'y', 'a')))).toBe('abxy');
  expect(ids(keepPlaces(['a', 'b', 'c'], notes('c', 'a')))).toBe('ac');
  expect(ids(keepPlaces([], notes('b', 'a')))).toBe('ba');
});
