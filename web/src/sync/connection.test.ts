import { describe, expect, test } from 'vitest';
import type { Closed } from './closing.ts';
import { Connection, SILENCE, type Link } from './connection.ts';
import type { ServerFrame } from './frames.ts';
import { FakeClock } from './testing/clock.ts';
import { Net, type Line } from './testing/net.ts';

/** A connection whose waits are always the longest that the jitter allows. */
class World {
  readonly clock = new FakeClock();
  readonly net = new Net();
  readonly frames: string[] = [];
  readonly links: Link[] = [];
  readonly sent: unknown[] = [];
  lost = 0;
  tooBig = 0;
  closed: Closed | undefined;
  digest = 'd';
  readonly connection: Connection;

  constructor() {
    this.connection = new Connection(
      { dial: this.net.dial, clock: this.clock, random: () => 1 },
      {
        hello: () => ({ clients: ['n', 'a'], own: 'secret' }),
        frame: (frame) => this.frames.push(frame.t),
        digest: () => this.digest,
        digests: () => [this.digest, 'o'],
        lost: () => this.lost++,
        tooBig: () => this.tooBig++,
        broken: () => this.connection.startOver(),
        sound: () => undefined,
        link: (link) => this.links.push(link),
        closed: (why) => (this.closed = why),
      },
    );
    this.connection.start();
  }

  get line(): Line {
    const { line } = this.net;
    if (line === undefined) throw new Error('no line');
    return line;
  }

  say(frame: ServerFrame | { readonly t: string }): void {
    this.line.toClient.push(JSON.stringify(frame));
    this.line.deliver();
  }

  /** Opens the newest line and brings it up. */
  up(): unknown {
    this.net.connect();
    const hello: unknown = JSON.parse(this.line.toServer.shift() ?? 'null');
    this.say({ t: 'snap' });
    this.say({ t: 'own' });
    this.connection.live();
    return hello;
  }

  beat(frames: number, digest?: string, answers = 0): void {
    this.say({ t: 'beat', token: 'tok', frames, answers, now: 0, ...(digest !== undefined && { digest }) });
  }

  /** How long until it dials again, in steps of 10 ms. */
  redial(): number {
    const before = this.line;
    for (let ms = 0; ms <= 20_000; ms += 10) {
      if (this.line !== before) return ms;
      this.clock.advance(10);
    }
    return Infinity;
  }
}

test('hello comes first, with the newest token when there is one', () => {
  const world = new World();
  expect(world.up()).toEqual({ t: 'hello', v: 1, try: 2, clients: ['n', 'a'], own: 'secret' });
  world.beat(2);
  world.line.cut();
  world.redial();
  expect(world.up()).toMatchObject({ token: 'tok', try: 5 });
  expect(world.connection.frames).toBe(2);
});

describe('a line that does not add up is given up', () => {
  test('silence for 6 s, keeping the token', () => {
    const world = new World();
    world.up();
    world.beat(2);
    world.clock.advance(SILENCE - 10);
    expect(world.line.dead).toBe(false);
    const first = world.line;
    world.clock.advance(20);
    expect(first.dead).toBe(true);
    world.redial();
    expect(world.up()).toMatchObject({ token: 'tok' });
  });

  test.each([
    ['another count of frames', 3, 'd'],
    ['another digest', 2, 'e'],
  ])('%s: everything anew', (_, frames, digest) => {
    const world = new World();
    world.up();
    world.beat(2, 'd');
    world.beat(frames, digest);
    expect(world.lost).toBe(1);
    world.redial();
    expect(world.up()).not.toHaveProperty('token');
  });

  test('a lost answer: everything anew', () => {
    const world = new World();
    world.up();
    world.beat(2, 'd', 1);
    expect(world.lost).toBe(1);
  });

  test('no word after dialling', () => {
    const world = new World();
    const first = world.line;
    world.clock.advance(10_000);
    expect(first.dead).toBe(true);
  });
});

describe('back-off', () => {
  test('doubles from 0.25 s to 8 s and starts anew after 10 s of a stable line', () => {
    const world = new World();
    const waits: number[] = [];
    for (let i = 0; i < 7; i++) {
      world.line.cut();
      waits.push(world.redial());
    }
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000]);
    world.up();
    world.clock.advance(5000);
    world.beat(2);
    world.clock.advance(5000);
    world.beat(2);
    world.line.cut();
    expect(world.redial()).toBe(250);
  });

  test('says offline once an attempt has failed', () => {
    const world = new World();
    world.up();
    world.line.cut();
    expect(world.links).toEqual(['live', 'connecting']);
    world.redial();
    world.line.cut();
    expect(world.links).toEqual(['live', 'connecting', 'offline']);
  });

  test('a word from outside that the network is back dials at once', () => {
    const world = new World();
    for (let i = 0; i < 6; i++) {
      world.line.cut();
      world.redial();
    }
    world.line.cut();
    const before = world.line;
    world.connection.wake();
    expect(world.line).not.toBe(before);
    world.up();
    const live = world.line;
    world.connection.wake();
    expect(world.line).toBe(live);
  });
});

describe('close codes', () => {
  test.each([
    [4001, 'bad_frame'],
    [4002, 'superseded'],
    [4003, 'revoked'],
    [4004, 'no_board'],
    [4005, 'sign_in'],
    [4007, 'bad_frame'],
  ] as const)('%i stops: %s', (code, why) => {
    const world = new World();
    world.up();
    world.line.cut(code);
    expect(world.closed).toBe(why);
    expect(world.redial()).toBe(Infinity);
    world.connection.wake();
    expect(world.connection.link).toBe('closed');
  });

  test.each([
    [1001, 250],
    [1006, 250],
    [1011, 250],
    [1013, 2000],
    [4006, 250],
  ])('%i connects again within %i ms', (code, wait) => {
    const world = new World();
    world.up();
    world.line.cut(code);
    expect(world.redial()).toBe(wait);
  });

  test('1012 connects again when the server said it would be back', () => {
    const world = new World();
    world.up();
    world.say({ t: 'bye', in: 1700, code: 'restart' });
    world.line.cut(1012);
    expect(world.redial()).toBe(1700);
  });

  test('1009 drops what was too big', () => {
    const world = new World();
    world.up();
    world.line.cut(1009);
    expect(world.tooBig).toBe(1);
    expect(world.redial()).toBe(250);
  });
});

test('a superseded line’s late words and close never reach the new one', () => {
  const world = new World();
  world.up();
  const old = world.line;
  world.connection.renew();
  world.redial();
  world.up();
  const frames = world.frames.length;
  old.dead = false;
  old.toClient.push('{"t":"chg","ops":[]}');
  old.deliver();
  old.cut(4002);
  expect(world.frames).toHaveLength(frames);
  expect(world.connection.link).toBe('live');
});
