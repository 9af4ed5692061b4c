import { expect, test } from 'vitest';
import type { Note } from '../../model/records.ts';
import { anything, asks, finder, folded, type Asked, type Wanted } from './find.ts';
import { here } from './visit.ts';

interface Said {
  readonly text?: string;
  readonly by?: string;
  readonly at?: number;
  readonly f?: object;
}

function note({ text = '', by, at, f }: Said): Note {
  const fields = {
    text,
    kind: 'quote',
    side: 'customer',
    emotion: null,
    behalf: '',
    voice: '',
    anon: false,
    theme: '',
  };
  return { id: text, type: 'note', by, at, f: { ...fields, ...f } } as unknown as Note;
}

const board: Asked = {
  theme: ({ f }) => f.theme,
  side: ({ f }) => f.side,
  tacked: ({ f }) => f.kind === 'assumption' && f.because.length === 0,
  isMine: ({ by }) => by === 'me',
  since: 1000,
};

function found(wanted: Partial<Wanted>, ...notes: readonly Note[]): string[] {
  return notes.filter(finder({ ...anything, ...wanted }, board)).map((each) => each.f.text);
}

test('words are found without accents and case, all of them, in any order', () => {
  const notes = ['Ça coûte trop cher', 'Große Straße, ¿dónde está?', 'Nothing'].map((text) => note({ text }));
  expect(found({ words: 'CHER coute' }, ...notes)).toEqual(['Ça coûte trop cher']);
  expect(found({ words: 'strasse donde' }, ...notes)).toEqual(['Große Straße, ¿dónde está?']);
  expect(found({ words: 'cher nothing' }, ...notes)).toEqual([]);
  expect(found({ words: '  ' }, ...notes)).toHaveLength(3);
  expect(folded('İstanbul ﬁn')).toBe('istanbul fin');
});

test('what is asked for is combined', () => {
  const a = note({ text: 'slow queue', f: { emotion: -2, theme: 't' } });
  const b = note({ text: 'slow page', f: { emotion: -2 } });
  const c = note({ text: 'slow train', f: { emotion: 1 } });
  expect(found({ words: 'slow', emotion: '-2' }, a, b, c)).toEqual(['slow queue', 'slow page']);
  expect(found({ words: 'slow', emotion: '-2', theme: 'none' }, a, b, c)).toEqual(['slow page']);
  expect(found({ theme: 't' }, a, b, c)).toEqual(['slow queue']);
  expect([asks(anything), asks({ ...anything, words: ' ' }), asks({ ...anything, bare: true })]).toEqual([
    false,
    false,
    true,
  ]);
});

test('a person finds what shows as theirs, not what is anonymous or under a letter (B-55)', () => {
  const named = note({ text: 'named', by: 'anna' });
  const letter = note({ text: 'letter', by: 'anna', f: { voice: 'K' } });
  const anon = note({ text: 'anonymous', by: 'anna', f: { anon: true } });
  const told = note({ text: 'told', by: 'mia', f: { behalf: 'anna' } });
  expect(found({ person: 'anna' }, named, letter, anon, told)).toEqual(['named', 'told']);
  expect(found({ person: '~K' }, named, letter, anon, told)).toEqual(['letter']);
});

test('guesses that nobody backs are found, and what others wrote since the last visit', () => {
  const bare = note({ text: 'guess', f: { kind: 'assumption', because: [] } });
  const backed = note({ text: 'backed', f: { kind: 'assumption', because: ['x'] } });
  expect(found({ bare: true }, bare, backed)).toEqual(['guess']);
  const old = note({ text: 'old', at: 1000 });
  const fresh = note({ text: 'fresh', at: 1001 });
  const own = note({ text: 'own', by: 'me', at: 1001 });
  const timeless = note({ text: 'anonymous' });
  expect(found({ fresh: true }, old, fresh, own, timeless)).toEqual(['fresh']);
});

test('a reload begins no new visit', () => {
  const minute = 60_000;
  let visit = here({ last: 0, before: 0 }, 100 * minute);
  expect(visit).toEqual({ last: 100 * minute, before: 0 });
  visit = here(visit, 105 * minute);
  expect(visit.before).toBe(0);
  visit = here(visit, 200 * minute);
  expect(visit).toEqual({ last: 200 * minute, before: 105 * minute });
  visit = here(visit, 201 * minute);
  expect(visit.before).toBe(105 * minute);
});
