import { expect, test } from 'vitest';
import type { Records } from './board.ts';
import { onBehalfOf, quotable } from './quotable.ts';
import type { AnyRec, Fields, Rec, TypeName } from './records.ts';
import { defaultOf, typeOf } from './values.ts';

function rec(type: TypeName, id: string, f: Fields = {}, more: Partial<Rec> = {}): AnyRec {
  const defaults = Object.fromEntries(
    (typeOf(type)?.fields ?? []).map((field) => [field.name ?? '', defaultOf(field)]),
  );
  return { id, type, ...more, f: { ...defaults, ...f } };
}

function note(id: string, f: Fields = {}, more: Partial<Rec> = { by: 'carla' }): AnyRec {
  return rec('note', id, { text: id, place: { zone: 'z', order: id }, ...f }, more);
}

function view(...all: AnyRec[]): Records {
  const byId = new Map(all.map((each) => [each.id, each]));
  return { get: (id) => byId.get(id), all: () => byId.values() };
}

const people = [
  rec('member', 'carla', { role: 'client', side: 'customer', consent: 'room' }),
  rec('member', 'mia', { role: 'team', side: 'team', consent: 'quote' }),
];
const insight = (...evidence: string[]) => rec('insight', 'i', { statement: 'They lose seats', evidence });
const ids = (all: readonly { readonly note: { readonly id: string } }[]) => all.map(({ note }) => note.id);

test('own words count once something rests on them', () => {
  const found = quotable(
    view(
      ...people,
      note('a'),
      note('b', { theme: 't' }),
      note('c'),
      note('d', { theme: 'nothing' }),
      note('e'),
      insight('a'),
      rec('action', 'x', { title: 'Hold the seats', notes: ['c'] }),
      rec('theme', 't', { name: 'Seats vanish' }),
      rec('theme', 'nothing', { name: 'No dots' }),
      rec('phase', 'p', {
        ask: { kind: 'dots', of: 'theme' },
        closed: true,
        results: [
          { item: 't', q: 0, n: 1, sum: 2, customers: null, team: null, dist: [], mid: null, low: null, high: null },
        ],
      }),
    ),
    'carla',
  );
  expect(found.map(({ note: { id }, behind }) => [id, behind.kind, behind.name])).toEqual([
    ['a', 'insight', 'They lose seats'],
    ['b', 'theme', 'Seats vanish'],
    ['c', 'action', 'Hold the seats'],
  ]);
});

test('others’ words, hidden words and words written down for others are not asked about', () => {
  const all = [
    note('theirs', {}, { by: 'mia' }),
    note('private', { state: 'private' }),
    note('held', { state: 'held' }),
    note('for', { behalf: 'mia' }),
    note('absent', { whose: 'a caller' }),
    note('anon', { anon: true }, { mine: true }),
  ];
  expect(ids(quotable(view(...people, ...all, insight(...all.map(({ id }) => id))), 'carla'))).toEqual(['anon']);
});

test('what stands on the note goes before what its author said on joining', () => {
  const [a, b] = quotable(view(...people, note('a'), note('b', { consent: 'quote' }), insight('a', 'b')), 'carla');
  expect([a?.consent, a?.decided]).toEqual(['room', false]);
  expect([b?.consent, b?.decided]).toEqual(['quote', true]);
});

test('B-53: what was written down for somebody is theirs once confirmed; what is open comes first', () => {
  const scribed = (id: string, confirmed: string) => note(id, { behalf: 'carla', confirmed }, { by: 'mia' });
  const records = view(
    ...people,
    scribed('a', 'yes'),
    scribed('b', 'open'),
    scribed('c', 'no'),
    insight('a', 'b', 'c'),
  );
  expect(ids(quotable(records, 'carla'))).toEqual(['a']);
  expect(onBehalfOf(records, 'carla').map(({ id }) => id)).toEqual(['b', 'a', 'c']);
});
