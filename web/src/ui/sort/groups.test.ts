import { expect, test } from 'vitest';
import type { Fields, Note, Phase, Theme } from '../../model/records.ts';
import { full } from '../../model/values.ts';
import { byDots, dotsOf, following, groupsOf, offers, saidOf, shifted } from './groups.ts';

function note(id: string, f: Fields, by?: string): Note {
  return { ...full({ id, type: 'note', f }), ...(by === undefined ? {} : { by }) } as Note;
}

function theme(id: string, order: string, name = ''): Theme {
  return full({ id, type: 'theme', f: { name, order } }) as Theme;
}

const themes = [theme('seats', 'a0', 'My seats are gone while I pay'), theme('fees', 'a1'), theme('queue', 'a2')];
const notes = [
  note('a', { text: 'I lost my seats while I was paying', theme: 'seats' }),
  note('b', { text: 'The fees came on the last page', theme: 'fees' }),
  note('c', { text: 'Whose theme is gone', theme: 'gone' }),
  note('d', { text: 'I was afraid the seats would go' }),
];
const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);

test('a note whose theme is gone is in none, and every theme is there, empty ones too', () => {
  const { free, groups } = groupsOf(themes, notes);
  expect(ids(free)).toEqual(['c', 'd']);
  expect(groups.map((group) => ids(group.notes))).toEqual([['a'], ['b'], []]);
});

test('what shares words is offered first, all other themes stay in their order, one’s own is left out', () => {
  const { free, groups } = groupsOf(themes, notes);
  const offered = offers(notes[3] as Note, groups, free);
  expect(offered.groups.map((group) => group.theme.id)).toEqual(['seats', 'fees', 'queue']);
  expect(offers(notes[0] as Note, groups, free).groups.map((group) => group.theme.id)).toEqual(['fees', 'queue']);
  expect(ids(offers(notes[0] as Note, groups, free).notes)).toEqual(['d']);
});

test('the eye goes on to the next note, at the end to the one before', () => {
  expect(following(notes, ['b', 'c'])?.id).toBe('d');
  expect(following(notes, ['d'])?.id).toBe('c');
  expect(following(notes, ids(notes))).toBeUndefined();
  expect(following(notes, ['nowhere'])).toBeUndefined();
});

test('a theme moves one place along its row and not beyond its ends', () => {
  const moved = (row: readonly Theme[], at: number, by: -1 | 1): string[] => {
    const keys = shifted(row, at, by);
    const all = row.map((each) => theme(each.id, keys.get(each.id) ?? each.f.order));
    return ids(all.toSorted((x, y) => (x.f.order < y.f.order ? -1 : 1)));
  };
  expect(moved(themes, 2, -1)).toEqual(['seats', 'queue', 'fees']);
  expect(moved(themes, 1, -1)).toEqual(['fees', 'seats', 'queue']);
  expect(moved(themes, 0, 1)).toEqual(['fees', 'seats', 'queue']);
  expect(shifted(themes, 0, -1).size).toBe(0);
  expect(shifted(themes, 2, 1).size).toBe(0);
  // Two people made a theme at the same moment.
  const equal = themes.map((each) => theme(each.id, 'a0'));
  expect(moved(equal, 2, -1)).toEqual(['seats', 'queue', 'fees']);
});

test('the latest vote on themes sorts them; without one they stay', () => {
  const phase = (id: string, ask: Fields, results: readonly Fields[]): Phase =>
    full({ id, type: 'phase', f: { ask, results } }) as Phase;
  const vote = phase('v', { kind: 'dots', of: 'theme' }, [
    { item: 'queue', q: 0, n: 3, sum: 5 },
    { item: 'fees', q: 0, n: 1, sum: 1 },
  ]);
  const { groups } = groupsOf(themes, notes);
  const sorted = (phases: readonly Phase[]): string[] => byDots(groups, dotsOf(phases)).map((each) => each.theme.id);
  expect(sorted([])).toEqual(['seats', 'fees', 'queue']);
  expect(sorted([vote, phase('n', { kind: 'dots', of: 'note' }, [{ item: 'a', q: 0, n: 1, sum: 9 }])])).toEqual([
    'queue',
    'fees',
    'seats',
  ]);
});

test('B-65: verdicts are counted, and a dispute may say why', () => {
  expect(
    saidOf([
      { f: { says: 'right', why: '' } },
      { f: { says: 'dispute', why: 'It was the seats' } },
      { f: { says: 'dispute', why: '' } },
    ]),
  ).toEqual({ right: 1, dispute: 2, whys: ['It was the seats'] });
});
