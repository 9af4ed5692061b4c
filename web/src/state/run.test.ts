import { beforeEach, describe, expect, test } from 'vitest';
import { isOf } from '../model/board.ts';
import type { Standing } from '../model/policy.ts';
import type { AnyRec, Fields, Role } from '../model/records.ts';
import { Board, rules } from '../model/testing/session.ts';
import { FakeClock } from '../sync/testing/clock.ts';
import { Cells } from './cells.svelte.ts';
import type { Core } from './core.ts';
import { Room } from './room.svelte.ts';
import { Run } from './run.svelte.ts';
import { seconds } from './seconds.ts';

/** A board in memory, its session led by Ann, seen by `me`. */
class World {
  readonly clock = new FakeClock();
  readonly board = new Board();
  readonly cells = new Cells();
  readonly here = new Set(['me', 'ann', 'fay']);
  role: Role = 'team';
  readonly core: Core = {
    cells: this.cells,
    who: () => this.who(),
    here: this.here,
    now: () => this.clock.now(),
    act: (make) => {
      this.board.do(make(this.board));
      this.show();
    },
  };
  readonly run = new Run(this.core, this.clock);
  readonly room = new Room(this.core);

  constructor(session: Fields = {}) {
    this.board.put('me', 'member', { role: 'team' });
    this.board.put('ann', 'member', { role: 'client' });
    this.board.put('fay', 'member', { role: 'facilitator' });
    this.board.put('p', 'phase', { order: 'a0', minutes: 10, rules: rules() });
    this.board.put('q', 'phase', { order: 'a1', minutes: 5, rules: rules() });
    this.set({ phase: 'p', baton: 'ann', standin: 'me', pass: 30, ...session });
  }

  set(f: Fields): void {
    this.board.put('s', 'session', { ...this.board.recs.get('s')?.f, ...f });
    this.show();
  }

  show(): void {
    for (const id of this.board.recs.keys()) this.cells.put(id, this.board.get(id));
  }

  /** People come and go, and the board looks after it. */
  leave(...ids: readonly string[]): void {
    for (const id of ids) this.here.delete(id);
    this.run.look(true);
  }

  come(...ids: readonly string[]): void {
    for (const id of ids) this.here.add(id);
    this.run.look(true);
  }

  get baton(): unknown {
    return this.board.f('s')['baton'];
  }

  who(): Standing {
    const rec = (id: unknown): AnyRec | undefined => this.board.get(String(id));
    const session = rec('s');
    const phase = rec(session?.f['phase']);
    return {
      member: 'me',
      role: this.role,
      session: isOf(session, 'session') ? session : undefined,
      phase: isOf(phase, 'phase') ? phase : undefined,
    };
  }
}

describe('the stand-in (B-52)', () => {
  let world = new World();
  beforeEach(() => (world = new World()));

  test('takes the baton by itself once its holder has been gone for so long', () => {
    world.leave('ann');
    world.clock.advance(29_999);
    expect(world.baton).toBe('ann');
    world.clock.advance(1);
    expect(world.baton).toBe('me');
    expect(world.run.drives).toBe(true);
  });

  test('takes nothing from who comes back, and waits anew when they go again', () => {
    world.leave('ann');
    world.clock.advance(20_000);
    world.come('ann');
    world.clock.advance(60_000);
    world.leave('ann');
    world.clock.advance(20_000);
    expect(world.baton).toBe('ann');
    world.clock.advance(10_000);
    expect(world.baton).toBe('me');
  });

  test('waits anew where the baton has gone to somebody else who is gone', () => {
    world.leave('ann', 'fay');
    world.clock.advance(20_000);
    world.set({ baton: 'fay' });
    world.run.look(true);
    world.clock.advance(20_000);
    expect(world.baton).toBe('fay');
    world.clock.advance(10_000);
    expect(world.baton).toBe('me');
  });

  test('takes an empty baton where every facilitator is gone', () => {
    world.set({ baton: '' });
    world.leave('ann');
    world.clock.advance(60_000);
    expect(world.baton).toBe('');
    world.leave('fay');
    world.clock.advance(30_000);
    expect(world.baton).toBe('me');
  });

  test('does so only where the session says after how long, and by hand at any time', () => {
    world.set({ pass: 0 });
    world.leave('ann');
    world.clock.advance(600_000);
    expect(world.baton).toBe('ann');
    expect(world.run.mayTake).toBe(true);
    world.run.take();
    expect(world.baton).toBe('me');
  });

  test('does nothing while it cannot know who is here', () => {
    world.leave('ann');
    world.run.look(false);
    world.clock.advance(60_000);
    world.here.clear();
    world.run.look(true);
    world.clock.advance(60_000);
    expect(world.baton).toBe('ann');
  });

  test('is nobody else', () => {
    for (const f of [{ standin: 'fay' }, { standin: '' }]) {
      world.set(f);
      world.leave('ann');
      world.clock.advance(60_000);
      expect(world.baton).toBe('ann');
    }
    world.set({ standin: 'me' });
    world.role = 'viewer';
    world.run.look(true);
    world.clock.advance(60_000);
    expect(world.baton).toBe('ann');
  });

  test('does nothing any more once the page is left', () => {
    world.leave('ann');
    world.run.stop();
    world.clock.advance(60_000);
    expect(world.baton).toBe('ann');
  });
});

test('a double click moves the session once (B-50)', () => {
  const world = new World({ baton: 'me' });
  expect([world.run.at, world.run.before, world.run.after?.id]).toEqual([0, undefined, 'q']);
  const next = world.run.after?.id ?? '';
  world.run.go(next);
  world.run.go(next);
  expect([world.run.at, world.run.before?.id, world.run.after]).toEqual([1, 'p', undefined]);
});

test('what is left goes by the server’s clock, below zero too; a phase without minutes has no timer (B-51)', () => {
  const world = new World({ baton: 'me' });
  expect([world.run.left, world.run.paused]).toEqual([null, false]);
  world.set({ timer: { at: world.clock.now(), ms: 60_000, run: true } });
  world.clock.advance(61_500);
  expect(world.run.left).toBe(-1500);
  world.run.extend(1);
  expect(world.run.left).toBe(58_500);
  world.run.pause();
  world.clock.advance(10_000);
  expect([world.run.left, world.run.paused]).toEqual([58_500, true]);
});

test('what is left is told as often as a second of it is over', () => {
  const clock = new FakeClock();
  const end = clock.now() + 2400;
  const told: number[] = [];
  const left = () => end - clock.now();
  const stop = seconds(clock, left, () => told.push(left()));
  clock.advance(4000);
  expect(told).toEqual([1999, 999, -1, -1001]);
  stop();
  clock.advance(4000);
  expect(told).toHaveLength(4);
});

describe('the room', () => {
  test('says how many of those here who have something to do are done (B-62)', () => {
    const world = new World();
    world.board.put('p', 'phase', { order: 'a0', rules: rules({ write: ['team', 'client'] }) });
    world.board.put('r', 'ready', { phase: 'p' }, { mine: true });
    world.board.put('o', 'ready', { phase: 'q' });
    world.show();
    expect(world.room.ready).toEqual({ mine: true, count: 1, of: 2 });
    world.room.toggleReady();
    expect(world.room.ready).toEqual({ mine: false, count: 0, of: 2 });
  });

  test('shows hands in the order they were raised, one’s own last until it is saved (B-62)', () => {
    const world = new World();
    world.board.put('h1', 'hand', {}, { by: 'ann', at: 7 });
    world.board.put('h2', 'hand', {}, { by: 'fay', at: 5 });
    world.show();
    world.room.toggleHand();
    expect(world.room.hands.map((hand) => hand.by)).toEqual(['fay', 'ann', 'me']);
    expect(world.room.handUp).toBe(true);
    world.room.lower('h1');
    expect(world.room.hands).toHaveLength(2);
  });

  test('a dispute is a veto where a customer leads (B-65)', () => {
    const world = new World({ baton: '' });
    world.board.put('v', 'verdict', { on: 'i', says: 'dispute' }, { by: 'ann' });
    world.show();
    expect(world.room.vetoed('i')).toBe(false);
    world.set({ baton: 'ann' });
    expect(world.room.vetoed('i')).toBe(true);
    world.set({ baton: '' });
    world.board.put('ann', 'member', { role: 'client', hat: 'lead' });
    world.show();
    expect([world.room.vetoed('i'), world.room.vetoed('j')]).toEqual([true, false]);
  });
});
