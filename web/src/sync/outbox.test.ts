import { describe, expect, test } from 'vitest';
import type { Op } from '../model/ops.ts';
import type { Pending } from '../model/pending.ts';
import type { Nack } from './frames.ts';
import { Outbox } from './outbox.ts';
import { FakeClock } from './testing/clock.ts';

class World {
  readonly clock = new FakeClock();
  woken = 0;
  readonly box = new Outbox('named', { c: 'c1', next: 1 }, { clock: this.clock, random: () => 1 }, () => this.woken++);

  add(op: Op = { op: 'del', id: 'x' }): Pending {
    const pending: Pending = { lane: 'named', n: this.box.next, ops: [op], version: 1 };
    this.box.add(pending);
    this.box.saved(pending, 1);
    return pending;
  }

  type(): Pending {
    return this.add({ op: 'text', id: 'x', field: 'text', edit: ['a'] });
  }

  sent(base = 2): number[] {
    return this.box.send(base).map((frame) => frame.n);
  }

  nack(n: number, code: string, more: Partial<Nack> = {}, frames = 2): string {
    return this.box.nacked({ t: 'nack', c: this.box.c, n, code, message: '', ...more }, frames).do;
  }
}

describe('what may be sent', () => {
  test('R-12: text travels alone', () => {
    const world = new World();
    world.add();
    world.type();
    world.add();
    world.add();
    expect(world.sent()).toEqual([1]);
    world.box.acked(1);
    expect(world.sent()).toEqual([2]);
    expect(world.sent()).toEqual([]);
    world.box.acked(2);
    expect(world.sent()).toEqual([3, 4]);
  });

  test('R-12: otherwise up to 64 are unanswered', () => {
    const world = new World();
    for (let i = 0; i < 70; i++) world.add();
    expect(world.sent()).toHaveLength(64);
    world.box.acked(1);
    expect(world.sent()).toEqual([65]);
  });

  test('nothing that is not on disk', () => {
    const world = new World();
    const pending = world.add();
    pending.version++;
    expect(world.sent()).toEqual([]);
    world.box.saved(pending, 2);
    expect(world.sent()).toEqual([1]);
  });

  test('typing joins what certainly is undecided, and nothing else', () => {
    const world = new World();
    const typed = world.type();
    expect(world.box.extendable('x', 'text')).toBe(typed);
    expect(world.box.extendable('x', 'statement')).toBeUndefined();
    world.sent();
    expect(world.box.extendable('x', 'text')).toBeUndefined();
    world.box.lost();
    expect(world.box.extendable('x', 'text')).toBeUndefined();
    world.box.decide({ n: 0, refused: [] }); // which a late copy may still change
    expect(world.box.extendable('x', 'text')).toBeUndefined();
    world.add();
    expect(world.box.extendable('x', 'text')).toBeUndefined();
  });
});

test('R-17: no answer for three beats is too long', () => {
  const world = new World();
  world.add();
  expect([world.box.beat(), world.box.beat(), world.box.beat()]).toEqual([false, false, false]);
  world.sent();
  expect([world.box.beat(), world.box.beat(), world.box.beat()]).toEqual([false, false, true]);
});

describe('refusals', () => {
  test.each(['rate', 'storage_full', 'read_only', 'internal'])('%s: again after a while, in order', (code) => {
    const world = new World();
    for (let i = 0; i < 3; i++) world.add();
    world.sent();
    expect(world.nack(2, code)).toBe('wait');
    expect(world.nack(3, 'gap', { next: 2 })).toBe('nothing');
    expect(world.sent()).toEqual([]);
    world.clock.advance(600);
    expect(world.woken).toBe(1);
    expect(world.sent()).toEqual([2, 3]);
  });

  test('gap: voids the refusals that the server has forgotten', () => {
    const world = new World();
    for (let i = 0; i < 3; i++) world.add();
    world.sent();
    expect(world.nack(1, 'forbidden')).toBe('drop');
    expect(world.nack(2, 'phase')).toBe('drop');
    world.box.lost();
    world.box.decide({ n: 0, refused: [] });
    world.sent();
    expect(world.nack(3, 'gap', { next: 1 })).toBe('send');
    expect(world.box.send(2)).toMatchObject([{ n: 3, void: [1, 2] }]);
  });

  test('gap: a number that was lost on the way is sent again', () => {
    const world = new World();
    world.add();
    world.add();
    world.sent();
    expect(world.nack(2, 'gap', { next: 1 })).toBe('send');
    expect(world.sent()).toEqual([1, 2]);
  });

  test('gap: where a whole history is gone, a fresh client id', () => {
    const world = new World();
    world.box.next = 100;
    world.add();
    world.sent();
    expect(world.nack(100, 'gap', { next: 1 })).toBe('fresh');
  });

  test('stale_base: again on newer frames; if there are none, everything anew', () => {
    const world = new World();
    world.type();
    world.sent(2);
    expect(world.nack(1, 'stale_base', {}, 3)).toBe('send');
    expect(world.sent(3)).toEqual([1]);
    expect(world.nack(1, 'stale_base', {}, 3)).toBe('startOver');
  });

  test.each(['unknown_client', 'client_taken'])('%s: all it holds goes under a fresh client id', (code) => {
    const world = new World();
    world.box.next = 7;
    const [a, b] = [world.add(), world.add()];
    world.sent();
    expect(world.nack(7, code)).toBe('fresh');
    world.box.renumber('c2');
    expect([a.n, b.n, world.box.next]).toEqual([1, 2, 3]);
    expect(world.sent()).toEqual([]);
    for (const pending of [a, b]) world.box.saved(pending, pending.version);
    expect(world.box.send(2)).toMatchObject([{ c: 'c2', n: 1 }, { n: 2 }]);
  });

  test.each([
    'bad_op',
    'unknown_type',
    'unknown_field',
    'bad_value',
    'too_long',
    'limit',
    'not_found',
    'exists',
    'forbidden',
    'phase',
    'changed',
    'wrong_lane',
  ])('%s uses the number up', (code) => {
    const world = new World();
    world.add();
    world.add();
    world.sent();
    expect(world.nack(1, code)).toBe('drop');
    expect(world.nack(1, code)).toBe('nothing');
    expect(world.box.pending.map((p) => p.n)).toEqual([2]);
  });
});

test('a welcome sorts out what was decided', () => {
  const world = new World();
  for (let i = 0; i < 4; i++) world.add();
  const { accepted, refused } = world.box.decide({ n: 3, refused: [[2, 'phase']] });
  expect(accepted.map((p) => p.n)).toEqual([1, 3]);
  expect(refused.map(([p, code]) => [p.n, code])).toEqual([[2, 'phase']]);
  expect(world.sent()).toEqual([4]);
  expect(world.box.decide({ n: 9, refused: [] }).accepted.map((p) => p.n)).toEqual([4]);
  expect(world.add().n).toBe(10);
});
