import { expect, test } from 'vitest';
import type { Note } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import type { Presence } from '../../sync/frames.ts';
import { nameable, whereIs } from './place.ts';

interface Like {
  readonly by?: string | undefined;
  readonly anon?: boolean;
  readonly state?: string;
}
const note = ({ by = 'ben', anon = false, state = 'revealed' }: Like = {}): Note =>
  ({ id: 'n', by, f: { anon, state, place: { zone: 'z', order: 'a' } } }) as unknown as Note;

function board(rules: object, seen: Presence = {}): BoardState {
  return {
    phase: { f: { rules } },
    isMine: ({ by }: Note) => by === 'me',
    presence: new Map([['ben', seen]]),
    note: (id: string) => (id === 'n' ? note() : undefined),
    zones: [{ id: 'z' }, { id: 'y' }],
  } as unknown as BoardState;
}
const open = { see: 'all', authors: 'named', presence: 'cursors' };

test('R-31: presence names a note only where everybody sees it with its author', () => {
  expect(nameable(board(open), note())).toBe(true);
  for (const hidden of [{ anon: true }, { state: 'held' }, { state: 'private' }, { by: 'me' }]) {
    expect(nameable(board(open), note(hidden))).toBe(false);
  }
  expect(nameable(board(open), { ...note(), by: undefined } as unknown as Note)).toBe(false);
  expect(nameable(board({ ...open, see: 'own' }), note())).toBe(false);
  expect(nameable(board({ ...open, authors: 'pseudonym' }), note())).toBe(false);
});

test('somebody is at the note they work on, then at what they have in view, then where they point', () => {
  expect(whereIs(board(open, { note: 'n', at: 'y' }), 'ben')).toEqual({ zone: 'z', note: 'n' });
  expect(whereIs(board(open, { at: 'n', zone: 'y', x: 1, y: 1 }), 'ben')).toEqual({ zone: 'z', note: 'n' });
  expect(whereIs(board(open, { at: 'y', zone: 'z', x: 1, y: 1 }), 'ben')).toEqual({ zone: 'y', note: '' });
  expect(whereIs(board(open, { zone: 'z', x: 1, y: 1 }), 'ben')).toEqual({ zone: 'z', note: '' });
  expect(whereIs(board(open, { at: 'gone' }), 'ben')).toBeNull();
  const view = [5000, 2500, 700, 350] as const;
  expect(whereIs(board(open, { note: 'n', at: 'y', view }), 'ben')).toEqual({ zone: 'y', note: '', view });
  expect(whereIs(board(open, { at: 'n', view }), 'ben')).toEqual({ zone: 'z', note: 'n', view });
  expect(whereIs(board(open, { at: 'gone', view }), 'ben')).toBeNull();
  expect(whereIs(board(open), 'carla')).toBeNull();
});
