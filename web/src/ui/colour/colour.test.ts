import { expect, test, vi } from 'vitest';
import type { Member, Note } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { hueOf, hues, nth } from './hues.ts';

vi.stubGlobal('navigator', { languages: ['en'] });
vi.stubGlobal('document', { documentElement: {} });
const { begin } = await import('../words/words.ts');
await begin();
const { initials, lookOf, meanings } = await import('./colour.ts');

const names = 'Ada Ben Carla Dora Eva Finn Greta Hugo Ida Jan Kirsten Lea'.split(' ');
const members = names.map((name, n) => {
  const f = { name, pseudonym: '', hue: (n * 137) % 360 };
  return { id: `id-${(n * 7) % 12}`, type: 'member', f } as unknown as Member;
});

function note(id: string, by: number, f: object = {}): Note {
  const all = { anon: false, behalf: '', whose: '', voice: '', kind: 'quote', ...f };
  return { id, type: 'note', by: members[by]?.id, f: all } as unknown as Note;
}

function board(notes: readonly Note[]): BoardState {
  const got = [...members].sort((a, b) => (a.id < b.id ? -1 : 1)); // as they come: not in the order they joined
  return {
    members: got,
    zones: [{ id: 'z' }],
    themes: [],
    notesIn: () => notes,
    get: (id: string) => got.find((member) => member.id === id),
  } as unknown as BoardState;
}
const who = (notes: readonly Note[]): Record<string, number | null> =>
  Object.fromEntries(meanings(board(notes), 'person').map(({ name, hue }) => [name, hue]));

test('a hue says how many had joined before, for as many as there are hues on the wheel', () => {
  for (let n = 0; n < 360; n++) expect(nth({ f: { hue: (n * 137) % 360 } })).toBe(n);
});

test('a person keeps their colour while others write, and it is that of their pointer', () => {
  const before = who([note('a', 2), note('b', 2), note('c', 7)]);
  const after = who([note('d', 0), note('a', 2), note('b', 2), note('c', 7), note('e', 5)]);
  expect(before).toEqual({ Carla: hues[2], Hugo: hues[7] });
  expect(after).toEqual({ ...before, Ada: hues[0], Finn: hues[5] });
  for (const [name, hue] of Object.entries(after)) {
    expect(hueOf(members.find((member) => member.f.name === name))).toBe(hue);
  }
});

test('no two people have one colour: who joined eleventh has two letters instead', () => {
  const rows = meanings(board(members.map((_, n) => note(`n${n}`, n))), 'person');
  const shown = rows.flatMap(({ hue }) => hue ?? []);
  expect(new Set(shown).size).toBe(shown.length);
  expect(rows.map(({ name }) => name)).toEqual(names);
  expect(rows.slice(10).map(({ hue, mark }) => [hue, mark])).toEqual([
    [null, 'KI'],
    [null, 'LE'],
  ]);
  expect(rows.slice(0, 10).every(({ mark }) => mark === '')).toBe(true);
});

test('a letter a note goes under has its own colour, unless a member has it; names of other boards have letters', () => {
  const notes = [note('a', 0), { ...note('b', 0, { voice: 'B' }), by: undefined }] as Note[];
  const clash = { ...note('c', 0, { voice: 'A' }), by: undefined } as unknown as Note;
  const told = { ...note('d', 0, { whose: 'Zoe Quist' }), by: undefined } as unknown as Note;
  const rows = meanings(board([...notes, clash, told]), 'person');
  expect(rows.find(({ key }) => key === 'under A')?.hue).toBeNull();
  expect(rows.find(({ key }) => key === 'under B')?.hue).toBe(hues[1]);
  expect(rows.find(({ key }) => key === 'of Zoe Quist')).toMatchObject({ hue: null, mark: 'ZQ' });
});

test('kinds keep their colours whichever of them there are', () => {
  const hue = (notes: readonly Note[]): unknown =>
    meanings(board(notes), 'kind').find(({ key }) => key === 'idea')?.hue;
  expect(hue([note('a', 0, { kind: 'idea' })])).toBe(hue([note('a', 0, { kind: 'idea' }), note('b', 0)]));
});

test('a picture’s look is that of the screen', () => {
  const one = note('a', 10);
  expect(lookOf(board([one]), 'side')).toBeNull();
  expect(lookOf(board([one]), 'person')?.of(one)).toMatchObject({ name: 'Kirsten', hue: null, mark: 'KI' });
});

test('initials are two letters, of any script', () => {
  expect(['Kirsten', 'Inés Fernández', 'ø', '', '王 小明', '👩‍👩‍👧 Ada'].map(initials)).toEqual([
    'KI',
    'IF',
    'Ø',
    '',
    '王小',
    expect.stringMatching(/A$/) as string,
  ]);
});
