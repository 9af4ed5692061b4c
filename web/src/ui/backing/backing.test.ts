import { expect, test } from 'vitest';
import type { Fields, Note, Phase } from '../../model/records.ts';
import { full } from '../../model/values.ts';
import type { Can } from '../../state/contract.ts';
import { backers, guessAndVoices, mayBack, tacked } from './backing.ts';

const yes = (): boolean => true;

/** What a facilitator may do. */
const all: Can = {
  write: true,
  willWait: () => false,
  takes: yes,
  listens: false,
  comment: true,
  vote: true,
  shape: true,
  insights: true,
  group: true,
  verdict: true,
  run: true,
  move: yes,
  edit: yes,
  remove: yes,
  felt: yes,
  react: yes,
  weigh: yes,
  confirm: yes,
};

/** A board of these notes, where everybody may do everything or, while notes are hidden, nobody shapes anything. */
function boardOf(notes: Readonly<Record<string, Fields>>, see: 'all' | 'own' = 'all'): Parameters<typeof mayBack>[0] {
  return {
    note: (id) => notes[id] && (full({ id, type: 'note', f: notes[id] }) as Note),
    phase: full({ id: 'p', type: 'phase', f: { rules: { see } } }) as Phase,
    can: { ...all, insights: see === 'all' },
  };
}

const guess = { side: 'team', kind: 'assumption' };
const notes = {
  said: { side: 'customer', kind: 'quote' },
  fact: { side: 'team', kind: 'observation' },
  bare: guess,
  ours: { ...guess, because: ['fact'] },
  backed: { ...guess, kind: 'inference', because: ['gone', 'said'] },
  lost: { ...guess, because: ['gone'] },
};

function note(id: keyof typeof notes): Note {
  return boardOf(notes).note(id) as Note;
}

test('a guess stays tacked until a customer’s note that is still there backs it', () => {
  const board = boardOf(notes);
  expect((['bare', 'ours', 'lost'] as const).map((id) => tacked(board, note(id)))).toEqual([true, true, true]);
  expect((['backed', 'said', 'fact'] as const).map((id) => tacked(board, note(id)))).toEqual([false, false, false]);
  expect(backers(board, note('backed')).map((each) => each.id)).toEqual(['said']);
});

test('while notes are hidden what was backed stays so, and nobody links', () => {
  const board = boardOf({ backed: notes.backed }, 'own');
  expect(tacked(board, note('backed'))).toBe(false);
  expect(tacked(board, note('bare'))).toBe(true);
  expect(mayBack(board, note('bare'))).toBe(false);
});

test('one guess and customers’ notes make a link, anything else does not', () => {
  const board = boardOf(notes);
  expect(guessAndVoices(board, ['said', 'bare'])).toMatchObject({ guess: { id: 'bare' }, voices: ['said'] });
  expect(guessAndVoices(board, ['bare'])).toBeNull();
  expect(guessAndVoices(board, ['bare', 'lost', 'said'])).toBeNull();
  expect(guessAndVoices(board, ['bare', 'fact', 'said'])).toBeNull();
});
