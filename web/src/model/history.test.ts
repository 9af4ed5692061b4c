import { describe, expect, test } from 'vitest';
import { History, PAUSE } from './history.ts';
import type { Op } from './ops.ts';
import { preview } from './pending.ts';
import type { AnyRec } from './records.ts';
import { full } from './values.ts';
import type { Edit } from './text.ts';

const ID = '11111111-1111-4111-8111-111111111111';

class Desk {
  readonly history = new History();
  rec: AnyRec | undefined = { id: ID, type: 'note', by: 'me', f: { text: 'felt' } };
  now = 0;

  readonly get = () => this.rec && full(this.rec);

  do(...ops: Op[]): void {
    this.history.did(ops, this.get, this.now);
    this.apply(ops);
  }

  type(...edit: Edit): void {
    this.do({ op: 'text', id: ID, field: 'text', edit });
  }

  theirs(...edit: Edit): void {
    this.apply([{ op: 'text', id: ID, field: 'text', edit }]);
    this.history.rebase(ID, 'text', edit);
  }

  undo(): void {
    this.apply(this.history.undo(this.get) ?? []);
  }

  redo(): void {
    this.apply(this.history.redo(this.get) ?? []);
  }

  apply(ops: readonly Op[]): void {
    for (const op of ops) this.rec = preview(this.rec, op, { member: 'me' });
  }

  get text(): unknown {
    return this.rec?.f['text'];
  }
}

test('B-87: taking back the making of a note says so, whenever it is taken back again', () => {
  const desk = new Desk();
  desk.rec = undefined;
  const asked: Op[] = [];
  const note: (ops: readonly Op[] | undefined) => void = (ops = []) => {
    asked.push(...ops);
    desk.apply(ops);
  };
  desk.do({ op: 'put', rec: { id: ID, type: 'note', f: { text: 'felt' } } });
  note(desk.history.undo(desk.get));
  expect(desk.rec).toMatchObject({ del: true, as: 'undone' });
  note(desk.history.redo(desk.get));
  expect(desk.rec).not.toHaveProperty('as');
  note(desk.history.undo(desk.get));
  expect(asked.map(({ op }) => op)).toEqual(['del', 'res', 'del']);
  expect(desk.rec).toMatchObject({ del: true, as: 'undone' });
  // What has been deleted on purpose is no such thing.
  desk.rec = { id: ID, type: 'note', by: 'me', f: {} };
  desk.do({ op: 'del', id: ID });
  desk.undo();
  desk.redo();
  expect(desk.rec).toEqual({ id: ID, type: 'note', by: 'me', del: true, f: {} });
});

describe('text', () => {
  test('typing on is one step, a pause makes two', () => {
    const desk = new Desk();
    desk.type(4, ' b');
    desk.now += PAUSE / 2;
    desk.type(6, 'oard');
    desk.now += PAUSE;
    desk.type(10, '!');
    desk.undo();
    expect(desk.text).toBe('felt board');
    desk.undo();
    expect(desk.text).toBe('felt');
    expect(desk.history.canUndo).toBe(false);
    desk.redo();
    desk.redo();
    expect(desk.text).toBe('felt board!');
  });

  test('what somebody else wrote in between stays', () => {
    const desk = new Desk();
    desk.type(4, ' mine');
    desk.now += 2 * PAUSE;
    desk.type('My ');
    desk.theirs(5, 'X');
    desk.undo();
    expect(desk.text).toBe('feXlt mine');
    desk.theirs('Y');
    desk.undo();
    expect(desk.text).toBe('YfeXlt');
    desk.redo();
    desk.redo();
    expect(desk.text).toBe('YMy feXlt mine');
  });
});

describe('fields', () => {
  test('a value is taken back only where it still stands', () => {
    const desk = new Desk();
    desk.do({ op: 'set', id: ID, f: { emotion: 2, kind: 'quote' } });
    desk.apply([{ op: 'set', id: ID, f: { emotion: -2 } }]);
    const ops = desk.history.undo(desk.get);
    expect(ops).toEqual([{ op: 'set', id: ID, f: { kind: 'observation' }, was: { kind: 'quote' } }]);
  });

  test('a step of which nothing stands is passed over', () => {
    const desk = new Desk();
    desk.do({ op: 'set', id: ID, f: { emotion: 1 } });
    desk.do({ op: 'set', id: ID, f: { kind: 'idea' } });
    desk.apply([{ op: 'set', id: ID, f: { kind: 'data' } }]);
    desk.undo();
    expect(desk.rec?.f).toEqual({ text: 'felt', kind: 'data' });
  });
});

test('making is taken back by deleting, deleting by restoring', () => {
  const desk = new Desk();
  desk.do({ op: 'del', id: ID });
  desk.undo();
  expect(desk.rec?.del).toBeUndefined();
  desk.redo();
  expect(desk.rec?.del).toBe(true);

  desk.rec = undefined;
  desk.do({ op: 'put', rec: { id: ID, type: 'note', f: { text: 'new' } } });
  desk.undo();
  expect(desk.rec).toMatchObject({ del: true });
  desk.redo();
  expect(desk.rec).toMatchObject({ f: { text: 'new' } });
  expect(desk.rec).not.toHaveProperty('del', true);
});

test('a new act forgets what could have been redone', () => {
  const desk = new Desk();
  desk.type('A');
  desk.undo();
  desk.type('B');
  expect(desk.history.canRedo).toBe(false);
});

test('a step that changes one thing twice is taken back to where it was', () => {
  const desk = new Desk();
  const text = (...edit: Edit): Op => ({ op: 'text', id: ID, field: 'text', edit });
  desk.do(
    { op: 'set', id: ID, f: { emotion: 1 } },
    text('I '),
    { op: 'set', id: ID, f: { emotion: 2 } },
    text(6, ' it'),
  );
  expect(desk.rec?.f).toEqual({ text: 'I felt it', emotion: 2 });
  desk.undo();
  expect(desk.rec?.f).toEqual({ text: 'felt' });
  desk.redo();
  expect(desk.rec?.f).toEqual({ text: 'I felt it', emotion: 2 });
});
