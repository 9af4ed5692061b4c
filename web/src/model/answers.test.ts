import { describe, expect, test } from 'vitest';
import { contributors, decides, outcomesOf, told } from './answers.ts';
import type { Records } from './board.ts';
import { ack, ackOf } from './intents/answers.ts';
import { byLane } from './ops.ts';
import type { AnyRec, Fields, Note, TypeName } from './records.ts';
import { defaultOf, typeOf } from './values.ts';

function rec(type: TypeName, id: string, f: Fields = {}, more: Partial<AnyRec> = {}): AnyRec {
  const defaults = (typeOf(type)?.fields ?? []).map((field) => [field.name ?? '', defaultOf(field)]);
  return { id, type, f: { ...Object.fromEntries(defaults), ...f }, ...more };
}

function note(id: string, f: Fields = {}, more: Partial<AnyRec> = { by: 'carla' }): AnyRec {
  const said = { text: id, side: 'customer', kind: 'quote', place: { zone: 'says', order: '' } };
  return rec('note', id, { ...said, ...f }, more);
}

function view(...all: AnyRec[]): Records {
  return { get: (id) => all.find((each) => each.id === id), all: () => all };
}

const mine = { mine: true as const };

describe('what became of words (B-76)', () => {
  test.each([
    ['draft', 'looked'],
    ['accepted', 'looked'],
    ['declined', 'no'],
    ['parked', 'later'],
    ['answered', 'answered'],
  ])('an insight that is %s and about which nothing is done: %s', (status, became) => {
    const records = view(note('n'), rec('insight', 'i', { evidence: ['n'], status, reason: 'why' }));
    expect(outcomesOf(records, records.get('n') as unknown as Note).map((each) => each.became)).toEqual([became]);
  });

  test.each([
    ['proposed', 'looked', false],
    ['committed', 'doing', true],
    ['in_progress', 'doing', true],
    ['reopened', 'again', true],
    ['done', 'done', true],
    ['verified', 'done', true],
    ['declined', 'no', true],
    ['parked', 'later', true],
  ])('an action that is %s: %s', (status, became, decided) => {
    const insight = rec('insight', 'i', { evidence: ['n'], status: 'declined' });
    const records = view(note('n'), insight, rec('action', 'a', { insights: ['i'], notes: ['n'], status }));
    const outcomes = outcomesOf(records, records.get('n') as unknown as Note);
    expect(outcomes.map((each) => each.became)).toEqual([became]);
    expect(outcomes.some(decides)).toBe(decided);
  });

  test('only what counts as evidence leads on; an action that names the note itself always does', () => {
    const insight = rec('insight', 'i', { evidence: ['n'], status: 'declined' });
    const records = view(note('n', { kind: 'idea' }), insight, rec('action', 'a', { notes: ['n'], status: 'done' }));
    expect(outcomesOf(records, records.get('n') as unknown as Note).map(({ action }) => action?.id)).toEqual(['a']);
  });

  test('own words are told together where they led to the same, named and anonymous ones apart', () => {
    const records = view(
      note('waits'),
      note('one'),
      note('two'),
      note('secret', { anon: true }, mine),
      note('theirs', {}, { by: 'gus' }),
      note('denied', { behalf: 'carla', confirmed: 'no' }, { by: 'mia' }),
      note('scribed', { behalf: 'carla' }, { by: 'mia' }),
      note('unread', { state: 'waiting' }),
      note('gone', {}, { by: 'carla', del: true }),
      rec('insight', 'i', { evidence: ['one', 'two', 'secret', 'theirs'] }),
      rec('action', 'a', { insights: ['i'], status: 'done' }),
    );
    const all = told(records, 'carla').map(({ notes, anon }) => [anon, ...notes.map(({ id }) => id)]);
    expect(all).toEqual([
      [false, 'one', 'two'],
      [true, 'secret'],
      [false, 'scribed', 'waits'],
      [false, 'unread'],
    ]);
  });
});

test('contributors are counted once, and anonymous notes are never put to anybody', () => {
  const records = view(
    note('c1'),
    note('c2', { behalf: 'carla' }, { by: 'mia' }),
    note('g1', {}, { by: 'gus' }),
    note('w1', { whose: 'A caller' }, { by: 'mia' }),
    note('k1', { voice: 'K' }, {}),
    note('a1', { anon: true }, {}),
    note('a2', { anon: true }, mine),
    note('h1', {}, {}),
    note('team', { side: 'team' }, { by: 'mia' }),
    note('tray', { place: { zone: '', order: '' }, whose: 'X' }, {}),
    note('held', { state: 'held' }, { by: 'dora' }),
    rec('insight', 'i', { evidence: ['c2', 'a1'] }),
    rec('action', 'a', { insights: ['i'], status: 'declined' }),
  );
  const who = contributors(records);
  expect(who.people.map(({ member, name, answered }) => [member || name, answered])).toEqual([
    ['carla', true],
    ['gus', false],
    ['K', false],
    ['A caller', false],
  ]);
  expect([who.anonymous.length, who.waiting.map(({ id }) => id)]).toEqual([3, ['a2', 'h1']]);
});

describe('saying whether it helped', () => {
  test('once per lane; said again it is said anew, so that it opens the action again', () => {
    const empty = view();
    const first = ack(empty, 'carla', 'a', false, 'not_yet', '', 'x');
    expect(first).toEqual([{ op: 'put', rec: { id: 'x', type: 'ack', f: { action: 'a', says: 'not_yet' } } }]);
    const records = view(rec('ack', 'x', { action: 'a', says: 'not_yet' }, mine), rec('ack', 'y', { action: 'a' }));
    expect(ackOf(records, 'carla', 'a', false)?.id).toBe('x');
    expect(ackOf(records, 'carla', 'a', true)).toBeUndefined();
    const again = ack(records, 'carla', 'a', false, 'not_yet', 'slow\n', 'z');
    expect(again).toEqual([{ op: 'set', id: 'x', f: { says: 'not_yet', why: 'slow ' } }]);
  });

  test('anonymous words are answered in the anonymous lane (B-18)', () => {
    const ops = ack(view(), 'carla', 'a', true, 'helped', '', 'x');
    expect([...byLane(ops, () => undefined).keys()]).toEqual(['anon']);
  });
});
