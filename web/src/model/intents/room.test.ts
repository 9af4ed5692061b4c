import { expect, test } from 'vitest';
import { Board } from '../testing/session.ts';
import * as room from './room.ts';
import * as themes from './themes.ts';

test('“I’m done” and a raised hand are one record each, taken back and said again (B-62)', () => {
  const board = new Board();
  board.put('o', 'ready', { phase: 'p' }, { by: 'ann' });
  for (const [id, op] of [
    ['a', 'put'],
    ['b', 'del'],
    ['c', 'res'],
  ] as const) {
    expect(board.do(room.toggleReady(board, 'me', 'p', id)).map((each) => each.op)).toEqual([op]);
    expect(board.do(room.toggleHand(board, 'me', `h${id}`)).map((each) => each.op)).toEqual([op]);
  }
  expect([...board.recs.keys()]).toEqual(['o', 'a', 'ha']);
  expect(board.do(room.toggleReady(board, 'me', 'q', 'd')).map((each) => each.op)).toEqual(['put']);
});

test('a verdict is one record per person and thing (B-65)', () => {
  const board = new Board();
  const say = (says: 'right' | 'dispute' | null, why = '') => board.do(room.verdict(board, 'me', 't', says, why, 'v'));
  expect(say(null)).toEqual([]);
  say('dispute', 'not what I\nsaid');
  expect(board.f('v')).toEqual({ on: 't', says: 'dispute', why: 'not what I said' });
  expect(say('right')).toEqual([{ op: 'set', id: 'v', f: { says: 'right', why: '' } }]);
  expect(say(null)).toEqual([{ op: 'del', id: 'v' }]);
  expect(say('right')).toEqual([{ op: 'res', id: 'v' }]);
});

test('notes are put into a theme and out of it; the theme may be new', () => {
  const board = new Board();
  board.put('a', 'note', {});
  board.put('b', 'note', { theme: 'x' });
  board.do(themes.groupNew(board, 't', ['a', 'b'], 'It takes too long'));
  expect([board.f('t')['name'], board.f('a')['theme'], board.f('b')['theme']]).toEqual(['It takes too long', 't', 't']);
  expect(themes.group(board, ['a'], 't')).toEqual([]);
  board.do(themes.group(board, ['a', 'b'], ''));
  expect([board.f('a')['theme'], board.f('b')['theme']]).toEqual(['', '']);
});

test('two themes become one with all notes, and the name of the one that stays', () => {
  const board = new Board();
  board.put('t', 'theme', { name: 'It takes too long' });
  board.put('u', 'theme', { name: 'Waiting' });
  for (const [id, theme] of Object.entries({ a: 't', b: 'u', c: 'u', d: '' })) board.put(id, 'note', { theme });
  expect(board.do(themes.mergeThemes(board, 'u', 't'))).toEqual([
    { op: 'set', id: 'b', f: { theme: 't' } },
    { op: 'set', id: 'c', f: { theme: 't' } },
    { op: 'del', id: 'u' },
  ]);
  expect(themes.mergeThemes(board, 't', 't')).toEqual([]);
  expect(themes.mergeThemes(board, 'gone', 't')).toEqual([]);
});

test('only notes that are held are let in (B-56)', () => {
  const board = new Board();
  board.put('a', 'note', { state: 'held' });
  board.put('b', 'note', {});
  expect(room.approve(board, ['a', 'b', 'c'])).toEqual([
    { op: 'set', id: 'a', f: { state: 'revealed' }, was: { state: 'held' } },
  ]);
});

test('a score keeps what is not said', () => {
  const board = new Board();
  board.put('a', 'note', {});
  board.do(room.score(board, 'a', { impact: 4 }));
  board.do(room.score(board, 'a', { effort: 2 }));
  expect(board.f('a')['score']).toEqual({ impact: 4, effort: 2 });
});
