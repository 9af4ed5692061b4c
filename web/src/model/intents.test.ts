import { describe, expect, test } from 'vitest';
import { notesIn, type Records } from './board.ts';
import * as intents from './intents.ts';
import { byLane, type Op } from './ops.ts';
import { between, RESPREAD_LEN } from './order.ts';
import { preview } from './pending.ts';
import type { AnyRec, Fields } from './records.ts';
import { full } from './values.ts';

class Board implements Records {
  readonly recs = new Map<string, AnyRec>();

  get(id: string): AnyRec | undefined {
    const rec = this.recs.get(id);
    return rec && full(rec);
  }

  all(): AnyRec[] {
    return [...this.recs.values()].map(full);
  }

  do(ops: readonly Op[]): void {
    for (const op of ops) {
      const id = op.op === 'put' ? op.rec.id : op.id;
      const rec = preview(this.recs.get(id), op, { member: 'me' });
      if (rec) this.recs.set(id, rec);
    }
  }

  note(id: string, zone: string, order: string, more: Fields = {}): void {
    this.recs.set(id, { id, type: 'note', by: 'me', f: { text: id, place: { zone, order }, ...more } });
  }

  order(zone: string): string {
    return notesIn(this, zone)
      .map((note) => note.id)
      .join('');
  }
}

const anyone = () => true;

describe('notes', () => {
  test('a new note goes to the end of its zone, without fields that have their default', () => {
    const board = new Board();
    board.note('a', 'z', 'a5');
    board.do(intents.addNote(board, 'client', 'b', { zone: 'z', text: 'Hello\r\nthere' }));
    expect(board.order('z')).toBe('ab');
    expect(Object.keys(board.recs.get('b')?.f ?? {}).sort()).toEqual(['place', 'text']);
    expect(board.get('b')?.f).toMatchObject({ text: 'Hello\nthere', side: 'customer', kind: 'observation' });
  });

  test('the team speaks for itself, or says whose words it wrote down', () => {
    const board = new Board();
    board.do(intents.addNote(board, 'team', 'a', { zone: 'z', text: 'x' }));
    board.do(intents.addNote(board, 'team', 'b', { zone: 'z', text: 'y', whose: 'Ms Rossi' }));
    expect(board.get('a')?.f['side']).toBe('team');
    expect(board.get('b')?.f['side']).toBe('customer');
  });

  test('moving puts them before a note or at the end, in the order they were given', () => {
    const board = new Board();
    for (const [i, id] of [...'abcd'].entries()) board.note(id, 'z', `a${i}`);
    board.do(intents.moveNotes(board, ['d', 'a'], { zone: 'z', before: 'c' }, anyone));
    expect(board.order('z')).toBe('bdac');
    board.do(intents.moveNotes(board, ['b'], { zone: 'z' }, anyone));
    expect(board.order('z')).toBe('dacb');
    board.do(intents.moveNotes(board, ['b'], { zone: 'y', before: null }, anyone));
    expect(board.order('z') + ' ' + board.order('y')).toBe('dac b');
  });

  test('a zone whose keys have grown long is dealt anew', () => {
    const board = new Board();
    let low = 'a0';
    while (low.length <= RESPREAD_LEN) low = between(low, 'a1');
    board.note('a', 'z', low);
    board.note('b', 'z', 'a1');
    board.note('c', 'z', 'a2');
    board.do(intents.moveNotes(board, ['c'], { zone: 'z', before: 'b' }, anyone));
    expect(board.order('z')).toBe('acb');
    expect(notesIn(board, 'z').every((note) => note.f.place.order.length < 5)).toBe(true);
  });

  test('between equal keys it deals anew, or goes behind them where it may not', () => {
    for (const [movable, order] of [
      [anyone, 'acb'],
      [() => false, 'abc'],
    ] as const) {
      const board = new Board();
      board.note('a', 'z', 'a0');
      board.note('b', 'z', 'a0');
      board.note('c', 'y', 'a0');
      board.do(intents.moveNotes(board, ['c'], { zone: 'z', before: 'b' }, movable));
      expect(board.order('z')).toBe(order);
    }
  });
});

test('“felt this too” is said once, taken back and said again by one record', () => {
  const board = new Board();
  const felt = (id: string): Op[] => intents.toggleReaction(board, 'me', 'n', 'felt', id);
  board.do(felt('r'));
  expect(felt('r2')).toEqual([{ op: 'del', id: 'r' }]);
  board.do([{ op: 'del', id: 'r' }]);
  expect(felt('r2')).toEqual([{ op: 'res', id: 'r' }]);
});

test('B-81: each kind of reaction is a record of its own', () => {
  const board = new Board();
  board.do(intents.toggleReaction(board, 'me', 'n', 'felt', 'r'));
  board.do(intents.toggleReaction(board, 'me', 'n', 'heart', 'h'));
  expect(board.get('h')).toMatchObject({ type: 'reaction', f: { note: 'n', kind: 'heart' } });
  expect(intents.toggleReaction(board, 'me', 'n', 'heart', 'x')).toEqual([{ op: 'del', id: 'h' }]);
  expect(intents.toggleReaction(board, 'me', 'n', 'felt', 'x')).toEqual([{ op: 'del', id: 'r' }]);
});

test('text becomes an edit, lines are cleaned wherever they stand', () => {
  const board = new Board();
  board.note('a', 'z', 'a0');
  expect(intents.setFields(board, 'a', { text: 'ab', whose: 'Ms\nRossi\u202e' })).toEqual([
    { op: 'set', id: 'a', f: { whose: 'Ms Rossi' } },
    { op: 'text', id: 'a', field: 'text', edit: [1, 'b'] },
  ]);
  board.recs.set('b', { id: 'b', type: 'board', f: {} });
  expect(intents.setFields(board, 'b', { ground: ['Listen\nfirst', 'One\tvoice'], level: 'none' })).toEqual([
    { op: 'set', id: 'b', f: { ground: ['Listen first', 'One voice'], level: 'none' } },
  ]);
});

test('ops on one’s own anonymous notes travel apart from everything else, creation included', () => {
  const board = new Board();
  board.note('a', 'z', 'a0');
  board.recs.set('b', { id: 'b', type: 'note', mine: true, f: { text: '', anon: true } });
  board.recs.set('c', { id: 'c', type: 'note', f: { text: '', anon: true } });
  const made: Op = { op: 'put', rec: { id: 'd', type: 'note', f: { anon: true } } };
  const ops: Op[] = [...intents.remove(['a', 'b', 'c']), made, { op: 'del', id: 'd' }];
  const lanes = byLane(ops, (id) => board.get(id));
  expect(lanes.get('named')?.map((op) => op.op === 'del' && op.id)).toEqual(['a', 'c']);
  expect(lanes.get('anon')).toHaveLength(3);
});
