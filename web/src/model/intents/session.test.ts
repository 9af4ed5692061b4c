import { describe, expect, test } from 'vitest';
import { Board, rules } from '../testing/session.ts';
import * as intents from './session.ts';

function session(f: Parameters<Board['put']>[2] = {}): Board {
  const board = new Board();
  board.put('s', 'session', { phase: 'a', ...f });
  board.put('a', 'phase', { rules: rules(), minutes: 10 });
  board.put('b', 'phase', { rules: rules(), minutes: 5 });
  return board;
}

test('going to a phase names the one it leaves, so that two who do it move once (B-50)', () => {
  const board = session();
  const twice = [intents.toPhase(board, 'b'), intents.toPhase(board, 'b')];
  expect(twice[0]).toEqual([{ op: 'set', id: 's', f: { phase: 'b' }, was: { phase: 'a' } }]);
  board.do(twice.flat());
  expect(intents.toPhase(board, 'b')).toEqual([]);
});

test('a phase gone to shows its whole time until the server says since when it runs (B-51)', () => {
  const board = session({ timer: { at: 77, ms: 1000, run: true } });
  board.do(intents.toPhase(board, 'b'));
  expect(board.f('s')['timer']).toEqual({ at: 0, ms: 300_000, run: true });
});

describe('a timer (B-51)', () => {
  const timer = { at: 1000, ms: 60_000, run: true };

  test('is stopped with what is left and goes on from there, by the server’s time', () => {
    const board = session({ timer });
    board.do(intents.pause(board, 21_000));
    expect(board.f('s')['timer']).toEqual({ at: 1000, ms: 40_000, run: false });
    expect(board.do(intents.resume(board))[0]).toMatchObject({ f: { timer: { at: 0, ms: 40_000, run: true } } });
  });

  test('keeps when it began where it is given more time', () => {
    const board = session({ timer });
    const ops = board.do(intents.extend(board, 3));
    expect(ops).toEqual([{ op: 'set', id: 's', f: { timer: { ...timer, ms: 240_000 } }, was: { timer } }]);
  });

  test('begins where there was none, and never at the time that stands', () => {
    const board = session();
    board.do(intents.extend(board, 2));
    expect(board.f('s')['timer']).toEqual({ at: 1, ms: 120_000, run: true });
  });
});

test('the baton names whom it is taken from (B-52)', () => {
  const board = session({ baton: 'ann' });
  expect(intents.passBaton(board, 'me')).toEqual([{ op: 'set', id: 's', f: { baton: 'me' }, was: { baton: 'ann' } }]);
  expect(intents.passBaton(board, 'ann')).toEqual([]);
});

test('each call to a place is another one (B-63)', () => {
  const board = session();
  board.do(intents.summon(board, 'z'));
  board.do(intents.summon(board, 'z', 'n'));
  expect(board.f('s')['summon']).toEqual({ n: 2, zone: 'z', note: 'n' });
});
