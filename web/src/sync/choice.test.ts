import { describe, expect, test } from 'vitest';
import { Choice, Known, type Way } from './choice.ts';
import { Connection, type Link } from './connection.ts';
import { FakeClock } from './testing/clock.ts';
import { Net, type Line } from './testing/net.ts';

class World {
  readonly clock = new FakeClock();
  readonly sockets = new Net();
  readonly streams = new Net();
  readonly known = new Known();
  readonly ways: Way[] = [];
  readonly links: Link[] = [];
  readonly connection: Connection;

  constructor() {
    const ports = { socket: this.sockets.dial, stream: this.streams.dial, clock: this.clock };
    const choice = new Choice(ports, this.known, (way) => this.ways.push(way));
    this.connection = new Connection(
      { dial: choice.dial, clock: this.clock, random: () => 1 },
      {
        hello: () => ({ clients: ['n', 'a'], own: 'secret', page: 'p' }),
        frame: (frame) => {
          if (frame.t === 'welcome') this.connection.live();
        },
        broken: () => undefined,
        sound: () => undefined,
        digest: () => 'd',
        digests: () => ['d', 'o'],
        lost: () => undefined,
        tooBig: () => undefined,
        link: (link) => this.links.push(link),
        closed: () => undefined,
      },
    );
    this.connection.start();
  }

  get way(): Way | undefined {
    return this.ways.at(-1);
  }

  /** Waits for the next line. */
  redial(net: Net): void {
    const before = net.line;
    for (let ms = 0; ms < 10_000 && net.line === before; ms += 10) this.clock.advance(10);
  }

  /** Lets a line open and the server greet. */
  up(net: Net): Line {
    net.connect();
    const { line } = net;
    if (line === undefined) throw new Error('no line');
    expect(line.toServer[0]).toContain('hello');
    line.toClient.push('{"t":"welcome"}');
    line.deliver();
    return line;
  }

  /** Beats on a line for so long. */
  live(line: Line, ms: number): void {
    for (let passed = 0; passed < ms && !line.dead; passed += 5000) {
      this.clock.advance(5000);
      line.toClient.push('{"t":"beat","token":"x","frames":0,"answers":0,"now":0}');
      line.deliver();
    }
  }
}

test('a websocket that works is all there is', () => {
  const world = new World();
  const line = world.up(world.sockets);
  world.live(line, 60_000);
  expect(world.way).toBe('socket');
  expect(world.streams.line).toBeUndefined();
});

describe('a stream takes the place of a websocket', () => {
  test('that is refused, at once', () => {
    const world = new World();
    world.sockets.line?.cut(1006);
    world.up(world.streams);
    expect(world.way).toBe('stream');
    expect(world.links).toEqual(['live']);
  });

  test('that does not open in 3 s', () => {
    const world = new World();
    world.clock.advance(2990);
    expect(world.streams.line).toBeUndefined();
    world.clock.advance(10);
    expect(world.sockets.line?.dead).toBe(true);
    world.up(world.streams);
    expect(world.way).toBe('stream');
  });

  test('that opens and brings no word in 3 s', () => {
    const world = new World();
    world.sockets.connect();
    world.clock.advance(3000);
    world.up(world.streams);
    expect(world.way).toBe('stream');
  });

  test('that is cut early three times in a row', () => {
    const world = new World();
    for (let i = 0; i < 3; i++) {
      expect(world.way).toBe('socket');
      const line = world.up(world.sockets);
      world.clock.advance(1000);
      line.cut(1006);
      world.redial(i < 2 ? world.sockets : world.streams);
    }
    expect(world.way).toBe('stream');
    world.up(world.streams);
    expect(world.links.at(-1)).toBe('live');
  });
});

describe('a websocket stays the way', () => {
  test('where the server is not there at all', () => {
    const world = new World();
    for (let i = 0; i < 5; i++) {
      world.sockets.line?.cut(1006);
      world.streams.line?.cut(1006);
      world.redial(world.sockets);
    }
    expect(world.way).toBe('socket');
    world.up(world.sockets);
    expect(world.links.at(-1)).toBe('live');
  });

  test('where the server ended it, or it had lived', () => {
    const world = new World();
    for (let i = 0; i < 5; i++) {
      const line = world.up(world.sockets);
      world.clock.advance(1000);
      line.cut(1012);
      world.redial(world.sockets);
      world.live(world.up(world.sockets), 15_000);
      world.sockets.line?.cut(1006);
      world.redial(world.sockets);
    }
    expect(world.way).toBe('socket');
  });

  test('where a close code says why', () => {
    const world = new World();
    world.sockets.connect();
    world.sockets.line?.cut(4003);
    expect(world.streams.line).toBeUndefined();
    expect(world.connection.link).toBe('closed');
  });
});

describe('after a quarter of a minute a websocket is tried beside the stream', () => {
  function streaming(): [World, Line] {
    const world = new World();
    world.sockets.line?.cut(1006);
    return [world, world.up(world.streams)];
  }

  test('and taken if it stands', () => {
    const [world, line] = streaming();
    const before = world.sockets.line;
    world.live(line, 10_000);
    expect(world.sockets.line).toBe(before);
    world.live(line, 5000);
    expect(world.sockets.line).not.toBe(before);
    world.sockets.connect();
    expect(world.sockets.line?.toServer).toEqual([]);
    world.clock.advance(4000);
    expect(world.way).toBe('socket');
    expect(line.dead).toBe(true);
    world.redial(world.sockets);
    world.up(world.sockets);
    expect(world.links.at(-1)).toBe('live');
  });

  test('and left, for twice as long, if it does not', () => {
    const [world, line] = streaming();
    world.live(line, 15_000);
    world.sockets.connect();
    const first = world.sockets.line;
    first?.cut(1006);
    world.live(line, 25_000);
    expect(world.sockets.line).toBe(first);
    world.live(line, 10_000);
    expect(world.sockets.line).not.toBe(first);
    expect(world.way).toBe('stream');
    expect(world.links).toEqual(['live']);
  });

  test('and if it is cut after all, one time is enough', () => {
    const [world, line] = streaming();
    world.live(line, 15_000);
    world.sockets.connect();
    world.clock.advance(4000);
    world.redial(world.sockets);
    world.up(world.sockets);
    world.clock.advance(2000);
    world.sockets.line?.cut(1006);
    expect(world.way).toBe('stream');
  });
});
