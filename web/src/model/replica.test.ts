import { describe, expect, test } from 'vitest';
import type { ViewOp } from './ops.ts';
import type { Pending } from './pending.ts';
import type { AnyRec } from './records.ts';
import { Replica, type Turn } from './replica.ts';
import { apply, type Edit } from './text.ts';

const ID = '11111111-1111-4111-8111-111111111111';

function note(text: string, more: Partial<AnyRec> = {}): AnyRec {
  return { id: ID, type: 'note', by: 'ann', at: 1, f: { text }, ...more };
}

function holding(...shared: readonly AnyRec[]): Replica {
  const replica = new Replica();
  replica.open({ accepted: [], refused: [], news: { kind: 'snapshot', shared, own: [] } });
  return replica;
}

function chg(ops: readonly ViewOp[], mine?: Pending): Turn {
  return { own: [], chg: [ops], mine: { own: new Map(), chg: new Map(mine ? [[0, mine]] : []) } };
}

function typing(replica: Replica, n: number, ...edit: Edit): Pending {
  return replica.add('named', n, [{ op: 'text', id: ID, field: 'text', edit }]).pending;
}

function text(replica: Replica): unknown {
  return replica.shown(ID)?.f['text'];
}

const remote = (...edit: Edit): ViewOp => ({ op: 'text', id: ID, field: 'text', edit });

describe('R-13: pending edits are rebased over what comes in', () => {
  test('the committed insert goes left at a tie', () => {
    const replica = holding(note('felt'));
    const pending = typing(replica, 1, 4, ' mine');
    const { edits } = replica.turn(chg([remote(4, ' theirs')]));
    expect(text(replica)).toBe('felt theirs mine');
    expect(pending.ops).toEqual([{ op: 'text', id: ID, field: 'text', edit: [11, ' mine'] }]);
    expect(edits).toEqual([{ id: ID, field: 'text', edit: [4, ' theirs'] }]);
  });

  test('our own change is the pending mutation and moves nothing', () => {
    const replica = holding(note('felt'));
    const first = typing(replica, 1, 'A ');
    typing(replica, 2, 2, 'warm ');
    const { ids, edits } = replica.turn(chg([remote('A ')], first));
    expect(text(replica)).toBe('A warm felt');
    expect([...ids]).toEqual([]);
    expect(edits).toEqual([]);
    expect(replica.pending.map((p) => p.n)).toEqual([2]);
  });

  test('where the server made something else of it, what follows is rebased over the difference', () => {
    const replica = holding(note('felt'));
    const first = typing(replica, 1, 'A ');
    typing(replica, 2, 6, '!');
    replica.turn(chg([remote('The ')], first));
    expect(text(replica)).toBe('The felt!');
  });
});

test('R-14: a record sent whole is a new base', () => {
  const replica = holding(note('one two three'));
  typing(replica, 1, 13, ' four');
  replica.turn(chg([{ op: 'put', rec: note('zero one two three') }]));
  expect(text(replica)).toBe('zero one two three four');
});

test('a refused edit is taken out from under the later ones', () => {
  const replica = holding(note('felt'));
  const first = typing(replica, 1, 'wrong ');
  typing(replica, 2, 10, '!');
  replica.drop(first);
  expect(text(replica)).toBe('felt!');
});

test('what is pending on a record that goes away fits when it comes back', () => {
  const replica = holding(note('felt'));
  typing(replica, 1, 4, '!');
  replica.turn(chg([{ op: 'gone', id: ID }]));
  expect(replica.shown(ID)).toBeUndefined();
  expect(replica.pending.every((p) => replica.stands(p))).toBe(false);
  replica.turn(chg([{ op: 'put', rec: note('soft felt') }]));
  expect(text(replica)).toBe('soft felt!');
});

test('a record moves between the shared and the own part without a jump', () => {
  const replica = holding(note('felt'));
  typing(replica, 1, 4, '!');
  const hidden: Turn = {
    own: [[{ op: 'put', rec: note('felt', { mine: true }) }]],
    chg: [[{ op: 'gone', id: ID }]],
    mine: { own: new Map(), chg: new Map() },
  };
  const { edits } = replica.turn(hidden);
  expect(text(replica)).toBe('felt!');
  expect(edits).toEqual([]);
  replica.turn({ own: [[{ op: 'gone', id: ID }]], chg: [[{ op: 'put', rec: note('felt') }]], mine: hidden.mine });
  expect(text(replica)).toBe('felt!');
});

test('fields other than text keep showing the pending value, which will be the later one', () => {
  const replica = holding(note('felt'));
  const { pending } = replica.add('named', 1, [{ op: 'set', id: ID, f: { emotion: 2 } }]);
  replica.turn(chg([{ op: 'set', id: ID, f: { emotion: -1 } }]));
  expect(replica.shown(ID)?.f['emotion']).toBe(2);
  replica.turn(chg([{ op: 'set', id: ID, f: { emotion: 2 } }], pending));
  expect(replica.view.get(ID)?.f['emotion']).toBe(2);
});

test('the edits that are told lead from what showed to what shows', () => {
  const replica = holding(note('one two three'));
  typing(replica, 1, 3, -4, ' 2');
  let field = String(text(replica));
  const turns = [chg([remote('0 ', 4, -3, 'TWO')]), chg([{ op: 'put', rec: note('0 one TWO') }])];
  for (const turn of turns) {
    for (const { edit } of replica.turn(turn).edits) field = apply(field, edit);
    expect(field).toBe(text(replica));
  }
});

test('what was kept on the device is taken back in and fits whatever there is by now', () => {
  const before = holding(note('felt'));
  const kept = [typing(before, 1, 4, ' board'), typing(before, 2, 'The ')].map((p) => before.keep(p));
  const after = new Replica();
  const { pending } = after.restore(kept);
  const [first] = pending;
  if (!first) throw new Error('nothing was restored');
  // The first had arrived, and somebody has written since.
  const news = { kind: 'snapshot', shared: [note('felt board, soft')], own: [] } as const;
  after.open({ accepted: [first], refused: [], news });
  expect(text(after)).toBe('The felt board, soft');
  expect(after.pending.map((p) => p.n)).toEqual([2]);
});
