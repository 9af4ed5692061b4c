import { beforeEach, expect, test, vi } from 'vitest';
import type { Note, Theme } from '../../model/records.ts';
import type { Suggestions } from '../../state/api.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { Dismissed, holding, ripe } from './suggest.ts';

const store = new Map<string, string>();
vi.stubGlobal('localStorage', {
  getItem: (key: string) => store.get(key) ?? null,
  setItem: (key: string, value: string) => store.set(key, value),
  removeItem: (key: string) => store.delete(key),
});
beforeEach(() => store.clear());

const note = (id: string, theme = ''): Note => ({ id, f: { theme, text: id } }) as unknown as Note;
const theme = (id: string): Theme => ({ id, f: { name: id } }) as unknown as Theme;

const said: Suggestions = {
  groups: [
    { notes: ['a', 'b', 'c'], words: ['fee'], centre: 'b' },
    { notes: ['d', 'e'], words: ['queue'], centre: 'd' },
  ],
  merge: [
    { a: { theme: 't', group: -1 }, b: { theme: 'u', group: -1 }, words: ['seat'] },
    { a: { theme: 't', group: -1 }, b: { group: 1 }, words: ['room'] },
  ],
  joins: [{ note: 'f', theme: 't', words: ['seat'] }],
  unsorted: ['g', 'f'],
  left_out: 0,
};
const notes = [...'abcdefg'].map((id) => note(id));
const themes = [theme('t'), theme('u')];

function what(of: readonly Note[], there = themes, no = new Dismissed('board', 'me')): string[] {
  return holding(said, of, there, no).offers.map(({ kind, ids }) => `${kind} ${ids.join('')}`);
}

test('groups come first, then single notes, then what may be one', () => {
  expect(what(notes)).toEqual(['group abc', 'group de', 'join tf', 'merge tu', 'join tde']);
  expect(holding(said, notes, themes, new Dismissed('board', 'me')).alone).toBe(2);
});

test('what somebody has sorted or deleted meanwhile is not suggested any more', () => {
  const sorted = notes.filter(({ id }) => id !== 'd').map((each) => (each.id === 'b' ? note('b', 't') : each));
  expect(what(sorted)).toEqual(['group ac', 'join tf', 'merge tu']);
  expect(what(notes, [theme('u')])).toEqual(['group abc', 'group de']);
});

test('what somebody said no to stays away, also after a reload and when a note joins it; for others it stays', () => {
  const no = new Dismissed('board', 'me');
  no.add(['a', 'b', 'c']);
  no.add(['t', 'u']);
  expect(what(notes)).toEqual(['group de', 'join tf', 'join tde']);
  expect(new Dismissed('board', 'me').has(['a', 'b', 'c', 'x'])).toBe(true);
  expect(new Dismissed('board', 'me').has(['a', 'x', 'y'])).toBe(false);
  expect(what(notes, themes, new Dismissed('board', 'other'))).toContain('group abc');
});

test('what was kept by another version is no fault', () => {
  store.set('feltboard.dismissed.board.me', '{"a":1}');
  expect(new Dismissed('board', 'me').has(['a'])).toBe(false);
  store.set('feltboard.dismissed.board.me', 'no JSON');
  expect(new Dismissed('board', 'me').has(['a'])).toBe(false);
});

test.each([
  ['the silent half of the step', 'themes', 361_000, false, false],
  ['the second half', 'themes', 360_000, false, true],
  ['the time is over', 'themes', -1000, false, true],
  ['no time runs', 'themes', null, false, true],
  ['the time stands still', 'themes', 720_000, true, true],
  ['another step', 'insights', 700_000, false, true],
])('%s', (_, output, left, paused, want) => {
  const phase = { f: { output, minutes: 12, rules: { see: 'all' } } };
  const board = { phase, run: { left, paused } } as unknown as BoardState;
  expect(ripe(board)).toBe(want);
  const hidden = { ...board, phase: { f: { ...phase.f, rules: { see: 'own' } } } } as unknown as BoardState;
  expect(ripe(hidden)).toBe(false);
});
