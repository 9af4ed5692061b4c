import { expect, test } from 'vitest';
import type { Records } from './board.ts';
import { defaultOf, typeOf } from './values.ts';
import { consentOf, leftOut, sideOf, summarise } from './summary.ts';
import type { AnyRec, Fields, Note, Rec, TypeName } from './records.ts';

/** A record with defaults filled in, as views have them. */
function rec(type: TypeName, id: string, f: Fields = {}, more: Partial<Rec> = {}): AnyRec {
  const defaults = Object.fromEntries(
    (typeOf(type)?.fields ?? []).map((field) => [field.name ?? '', defaultOf(field)]),
  );
  return { id, type, ...more, f: { ...defaults, ...f } };
}

function view(...all: AnyRec[]): Records {
  const byId = new Map(all.map((each) => [each.id, each]));
  return { get: (id) => byId.get(id), all: () => byId.values() };
}

const row = { item: '', q: 0, n: 0, sum: 0, customers: null, team: null, dist: [], mid: null, low: null, high: null };
const rules = { write: [], edit: 'own', move: [], see: 'all', authors: 'named', presence: 'none' };

const undisputed = { disputed: 0, whys: [] };

const people = [
  rec('member', 'carla', { name: 'Carla', pseudonym: 'P1', role: 'client', side: 'customer', consent: 'quote' }),
  rec('member', 'dora', { pseudonym: 'P2', role: 'client', side: 'customer', consent: 'room' }),
  rec('member', 'gus', { role: 'client', side: 'customer', seat: 'none', consent: 'paraphrase' }),
  rec('member', 'mia', { name: 'Mia', role: 'team', side: 'team', consent: 'quote' }),
  rec('member', 'gone', { role: 'none', side: 'customer', consent: 'quote' }),
];

function note(id: string, f: Fields = {}, by = 'carla'): AnyRec {
  return rec('note', id, { text: `text of ${id}`, place: { zone: 'z1', order: id }, ...f }, { by });
}

test('what was said is counted by side, and nothing that only some see', () => {
  const { said } = summarise(
    view(
      ...people,
      note('a'),
      note('b', { side: 'team' }, 'mia'),
      note('c', { behalf: 'dora' }, 'mia'),
      note('d', { behalf: 'dora', confirmed: 'yes' }, 'mia'),
      note('e', { behalf: 'dora', confirmed: 'no' }, 'mia'),
      note('f', { behalf: 'gus' }, 'mia'),
      note('mine', { state: 'private' }),
      note('held', { state: 'held' }),
      note('waits', { state: 'waiting' }),
      { ...note('deleted'), del: true },
    ),
  );
  expect(said).toEqual({ notes: 6, customers: 3, team: 2, open: 1, people: 3 });
});

test('while a step hides notes, nothing is counted of them', () => {
  const all = [
    rec('session', 's', { phase: 'p' }),
    rec('phase', 'p', { rules: { ...rules, see: 'own' } }),
    rec('theme', 't', { name: 'Seats vanish' }),
    note('a', { theme: 't', kind: 'question' }),
  ];
  const summary = summarise(view(...people, ...all));
  expect(summary.hidden).toBe(true);
  expect(summary.said.notes).toBe(0);
  expect(summary.themes).toEqual([]);
  expect(summary.questions).toEqual([]);
});

test('themes come with the last closed vote, the most dots first, the sides apart (B-59)', () => {
  const vote = (id: string, order: string, f: Fields) =>
    rec('phase', id, { order, ask: { kind: 'dots', of: 'theme' }, ...f });
  const { themes } = summarise(
    view(
      ...people,
      rec('theme', 't1', { name: 'Seats vanish', order: 'a' }),
      rec('theme', 't2', { name: 'Fees at the end', order: 'b' }),
      rec('theme', 't3', { name: 'No dots, no notes', order: 'c' }),
      note('a', { theme: 't1' }),
      note('b', { theme: 't1', side: 'team' }, 'mia'),
      note('c', { theme: 't2' }),
      vote('v1', 'a', {
        closed: true,
        results: [
          { ...row, item: 't1', n: 2, sum: 2 },
          { ...row, item: 't2', n: 2, sum: 2 },
        ],
      }),
      vote('v2', 'b', {
        closed: true,
        among: ['t1', 't2'],
        results: [{ ...row, item: 't2', n: 4, sum: 5, customers: 3, team: 2 }],
      }),
      vote('v3', 'c', { results: [{ ...row, item: 't1', n: 9, sum: 9 }] }),
    ),
  );
  expect(themes).toEqual([
    {
      id: 't2',
      name: 'Fees at the end',
      customers: 1,
      team: 0,
      dots: { sum: 5, customers: 3, team: 2 },
      ...undisputed,
    },
    {
      id: 't1',
      name: 'Seats vanish',
      customers: 1,
      team: 1,
      dots: { sum: 0, customers: null, team: null },
      ...undisputed,
    },
  ]);
});

test('insights say what they rest on and what customers say of them', () => {
  const { insights } = summarise(
    view(
      ...people,
      note('a'),
      note('b', { side: 'team' }, 'mia'),
      note('hidden', { state: 'held' }),
      rec('insight', 'i1', { statement: 'They lose seats', evidence: ['a', 'b', 'hidden'], status: 'accepted' }),
      rec('insight', 'i2', { statement: '  ' }),
      rec('insight', 'i3', { statement: 'No', status: 'declined' }),
      rec('verdict', 'v1', { on: 'i1', says: 'right' }),
      rec('verdict', 'v2', { on: 'i1', says: 'dispute', why: 'They were never held' }),
      { ...rec('verdict', 'v3', { on: 'i1', says: 'dispute' }), del: true },
    ),
  );
  expect(insights).toEqual([
    {
      id: 'i1',
      statement: 'They lose seats',
      status: 'accepted',
      customers: 1,
      team: 1,
      dots: null,
      right: 1,
      disputed: 1,
      whys: ['They were never held'],
    },
  ]);
});

test('commitments, what was fixed, what was declined and what is parked stand apart', () => {
  const summary = summarise(
    view(
      ...people,
      rec('insight', 'i1', { statement: 'Fees appear late', status: 'declined' }),
      rec('insight', 'i2', { statement: 'Nobody answers', status: 'parked' }),
      rec('action', 'a1', {
        title: 'Hold the seats',
        owner: 'mia',
        due: '2026-12-01',
        status: 'committed',
        order: 'a',
      }),
      rec('action', 'a2', { title: 'Refund Dora', spot: true, owner: 'dora', status: 'done', order: 'b' }),
      rec('action', 'a3', { title: '', insights: ['i1'], status: 'declined', reason: 'The law says so', order: 'c' }),
      rec('action', 'a4', { title: ' ', order: 'd' }),
    ),
  );
  expect(summary.commitments).toEqual([
    { id: 'a1', title: 'Hold the seats', owner: 'Mia', due: '2026-12-01', status: 'committed' },
  ]);
  expect(summary.fixed).toEqual([{ id: 'a2', title: 'Refund Dora', owner: 'P2', due: '', status: 'done' }]);
  expect(summary.declined).toEqual([{ id: 'a3', title: 'Fees appear late', reason: 'The law says so' }]);
  expect(summary.parked).toEqual([{ id: 'i2', title: 'Nobody answers', reason: '' }]);
});

test('what stands among the commitments and is no action yet does not disappear', () => {
  const zone = rec('zone', 'z1', { title: 'Commitments', area: 'commit' });
  const one = summarise(view(...people, zone, note('a', { side: 'team' }, 'mia')));
  expect(one.meant.map(({ id, side }) => [id, side])).toEqual([['a', 'team']]);
  expect(one.commitments).toEqual([]);
  expect(one.parts).toContain('commitments');
});

test('a theme that somebody disputes says so, also without notes', () => {
  const { themes } = summarise(
    view(
      rec('theme', 't', { name: 'Fees' }),
      rec('verdict', 'v1', { on: 't', says: 'dispute', why: ' It is the wait ' }),
      rec('verdict', 'v2', { on: 't', says: 'dispute' }),
    ),
  );
  expect(themes).toEqual([
    { id: 't', name: 'Fees', customers: 0, team: 0, dots: null, disputed: 2, whys: ['It is the wait'] },
  ]);
});

test('the moment of truth is the lowest median; too few make none', () => {
  const journey = (rows: Fields[]) =>
    summarise(
      view(
        rec('zone', 'c1', { title: 'Discover', kind: 'column', order: 'a' }),
        rec('zone', 'c2', { title: 'Pay', kind: 'column', order: 'b' }),
        rec('zone', 'c3', { title: 'Leave', kind: 'column', order: 'c' }),
        rec('zone', 'cell', { title: 'Doing', order: 'd' }),
        rec('phase', 'p', { ask: { kind: 'curve', of: 'zone' }, closed: true, results: rows }),
      ),
    );
  const { journey: stops, moment } = journey([
    { ...row, item: 'c1', n: 4, mid: 1, low: -1, high: 2 },
    { ...row, item: 'c2', n: 4, mid: -3, low: -2, high: 0 },
    { ...row, item: 'c3', n: 2 },
  ]);
  expect(stops.map(({ title, n, mid }) => [title, n, mid])).toEqual([
    ['Discover', 4, 0.5],
    ['Pay', 4, -1.5],
    ['Leave', 2, null],
  ]);
  expect(moment).toEqual([{ id: 'c2', title: 'Pay', n: 4, mid: -1.5, low: -2, high: 0 }]);
  expect(journey([{ ...row, item: 'c1', n: 2 }]).moment).toEqual([]);
});

test('the matrix holds what has both numbers; the middle is not high', () => {
  const scored = (id: string, impact: number, effort: number) => note(id, { score: { impact, effort } });
  const { matrix } = summarise(
    view(scored('w', 4, 3), scored('b', 5, 5), scored('f', 3, 1), scored('p', 1, 4), scored('half', 5, 0)),
  );
  expect(Object.fromEntries(Object.entries(matrix).map(([name, lines]) => [name, lines.map(({ id }) => id)]))).toEqual({
    wins: ['w'],
    bets: ['b'],
    fills: ['f'],
    pits: ['p'],
  });
});

test('energy at the start and at the end are two askings; one is the start', () => {
  const asked = (id: string, order: string, f: Fields = {}) =>
    rec('phase', id, {
      title: id,
      order,
      ask: { kind: 'scale' },
      questions: ['How is your energy?'],
      closed: true,
      results: [{ ...row, n: 3, mid: 7, dist: [0, 0, 1, 2, 0] }],
      ...f,
    });
  const one = summarise(view(asked('in', 'a'), asked('open', 'b', { closed: false }))).energy;
  expect(one.start?.scales).toEqual([{ question: 'How is your energy?', n: 3, mid: 3.5, dist: [0, 0, 1, 2, 0] }]);
  expect(one.end).toBeNull();
  const two = summarise(view(asked('out', 'c', { results: [{ ...row, n: 2 }] }), asked('in', 'a'))).energy;
  expect(two.start?.title).toBe('in');
  expect(two.end?.scales).toEqual([{ question: 'How is your energy?', n: 2, mid: null, dist: [] }]);
});

test('words leave by consent: the note’s, or its speaker’s if that is known (E-2)', () => {
  const records = view(...people);
  const consent = (n: AnyRec) => consentOf(records, n as Note & AnyRec);
  expect(consent(note('a'))).toBe('quote');
  expect(consent(note('b', { consent: 'room' }))).toBe('room');
  expect(consent(note('c', { behalf: 'dora' }, 'mia'))).toBe('room');
  expect(consent(note('d', { whose: 'a caller' }, 'mia'))).toBe('room');
  expect(consent(note('i', { customer: 'ACME' }, 'mia'))).toBe('room');
  expect(consent(note('j', { source: { type: 'interview', ref: '', date: '' } }))).toBe('room');
  expect(consent(note('k', { from: { board: 'x', note: 'y' } }))).toBe('room');
  expect(consent(note('l', {}, 'mia'))).toBe('room');
  expect(consent(note('m', { side: 'team' }, 'mia'))).toBe('quote');
  expect(consent(note('e', { anon: true }))).toBe('room');
  expect(consent(note('f', { anon: true, consent: 'quote' }))).toBe('quote');
  expect(consent({ ...note('g'), by: undefined })).toBe('room');
  expect(sideOf(records, note('h', { behalf: 'dora' }, 'mia') as Note & AnyRec)).toBeNull();
});

test('a pulse lets nobody’s words leave', () => {
  const pulse = (output: string) =>
    summarise(view(...people, rec('board', 'b', { output }), note('a', { kind: 'question' }))).questions[0]?.leaves;
  expect(pulse('insights')).toBe(true);
  expect(pulse('relief')).toBe(false);
});

test.each([
  ['insights', 'insights'],
  ['journey', 'journey'],
  ['commitments', 'commitments'],
  ['triage', 'triage'],
  ['checklist', 'checklist'],
  ['followups', 'commitments'],
  ['relief', 'commitments'],
  ['shortlist', 'shortlist'],
  ['matrix', 'matrix'],
  ['changes', 'commitments'],
])('a session for %s shows %s first, also while it is empty', (output, part) => {
  const { parts, promised } = summarise(view(rec('board', 'b', { output })));
  expect(promised).toBe(part);
  expect(parts).toEqual([part]);
});

test('checklists keep the order of the board, triage the gravest first, a shortlist what was put on it', () => {
  const zones = [
    rec('zone', 'z1', { title: 'First 15 min', order: 'a' }),
    rec('zone', 'z2', { title: 'Roles', order: 'b' }),
    rec('zone', 'z3', { title: 'Nothing here', order: 'c' }),
    rec('zone', 'z4', { title: 'Shortlist', area: 'shortlist', order: 'd' }),
  ];
  const notes = [
    note('a', { severity: 1 }),
    note('b', { severity: 4 }),
    note('c', { place: { zone: 'z2', order: 'a' } }),
    note('d', { place: { zone: 'z4', order: 'a' } }),
    rec('phase', 'p', { ask: { kind: 'dots', of: 'note' }, closed: true, results: [{ ...row, item: 'c', sum: 3 }] }),
  ];
  const of = (output: string) => summarise(view(...people, ...zones, ...notes, rec('board', 'x', { output })));
  const ids = (groups: readonly { readonly title: string; readonly lines: readonly { readonly id: string }[] }[]) =>
    groups.map(({ title, lines }) => [title, ...lines.map(({ id }) => id)]);
  expect(ids(of('checklist').checklist)).toEqual([
    ['First 15 min', 'a', 'b'],
    ['Roles', 'c'],
    ['Shortlist', 'd'],
  ]);
  expect(ids(of('triage').triage)[0]).toEqual(['First 15 min', 'b', 'a']);
  expect(of('insights').checklist).toEqual([]);
  expect(of('shortlist').shortlist.map(({ id }) => id)).toEqual(['d', 'c']);
});

test('a note that may not leave is counted once, however often it shows (E-5)', () => {
  const f = { kind: 'question', severity: 2 };
  const zone = rec('zone', 'z1', { title: 'Broke' });
  const all = [
    zone,
    note('a', f),
    note('b', f, 'dora'),
    note('c', { ...f, anon: true }),
    rec('board', 'x', { output: 'triage' }),
  ];
  expect(leftOut(summarise(view(...people, ...all)))).toBe(2);
});
