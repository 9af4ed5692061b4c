import { describe, expect, test } from 'vitest';
import { Connection, SILENCE, type Link } from './connection.ts';
import type { Mutate } from './frames.ts';
import { BUFFERED, dialStream } from './stream.ts';
import { FakeClock } from './testing/clock.ts';

interface Asked {
  readonly hello: Record<string, unknown>;
  readonly text: (piece: string) => void;
  readonly ended: (status: number) => void;
  cancelled: boolean;
}

interface Posted {
  readonly body: { readonly clients: string[]; readonly own: string; readonly frames: Record<string, unknown>[] };
  readonly raw: string;
  readonly done: (status: number, text: string) => void;
  cancelled: boolean;
}

/** A connection over a stream whose requests the test answers. */
class World {
  readonly clock = new FakeClock();
  readonly streams: Asked[] = [];
  readonly posts: Posted[] = [];
  readonly heard: string[] = [];
  readonly links: Link[] = [];
  lost = 0;
  tooBig = 0;
  broken = 0;
  closed: string | undefined;
  /** What to do when a frame of a type comes. */
  on: Partial<Record<string, () => void>> = {};
  readonly connection: Connection;

  constructor() {
    const requests = {
      stream: (body: string, events: Pick<Asked, 'text' | 'ended'>) => {
        const asked: Asked = { hello: JSON.parse(body) as Asked['hello'], ...events, cancelled: false };
        this.streams.push(asked);
        return () => (asked.cancelled = true);
      },
      post: (raw: string, done: Posted['done']) => {
        const posted: Posted = { body: JSON.parse(raw) as Posted['body'], raw, done, cancelled: false };
        this.posts.push(posted);
        return () => (posted.cancelled = true);
      },
    };
    const dial = dialStream({ requests, clock: this.clock, random: () => 1 });
    this.connection = new Connection(
      { dial, clock: this.clock, random: () => 1 },
      {
        hello: () => ({ clients: ['n', 'a'], own: 'secret', page: 'p' }),
        frame: (frame) => {
          this.heard.push(frame.t === 'nack' ? `nack ${frame.n}` : frame.t);
          this.on[frame.t]?.();
        },
        broken: () => this.broken++,
        sound: () => undefined,
        digest: () => 'd',
        digests: () => ['d', 'o'],
        lost: () => this.lost++,
        tooBig: () => this.tooBig++,
        link: (link) => this.links.push(link),
        closed: (why) => (this.closed = why),
      },
    );
    this.connection.start();
    this.clock.advance(0);
  }

  get stream(): Asked {
    const stream = this.streams.at(-1);
    if (stream === undefined) throw new Error('no stream');
    return stream;
  }

  get post(): Posted {
    const post = this.posts.at(-1);
    if (post === undefined) throw new Error('nothing posted');
    return post;
  }

  say(...frames: object[]): void {
    for (const frame of frames) this.stream.text(`data: ${JSON.stringify(frame)}\n\n`);
  }

  close(code: number): void {
    this.stream.text(`event: close\ndata: {"code":${code},"reason":"x"}\n\n`);
  }

  /** Brings the stream up: two numbered frames. */
  up(at = 'at-2'): void {
    this.stream.text(':\n\n');
    this.say({ t: 'welcome', last: {} }, { t: 'snap' }, { t: 'own', full: true }, { t: 'at', at });
    this.connection.live();
  }

  mutate(n: number, c = 'n', words = 'x'): void {
    const ops: Mutate['ops'] = [{ op: 'text', id: 'id', field: 'text', edit: [words] }];
    this.connection.send({ t: 'mutate', c, n, base: this.connection.frames, ops });
  }

  nacks(...list: [n: number, code: string][]): string {
    return JSON.stringify({ nacks: list.map(([n, code]) => ({ t: 'nack', c: 'n', n, code, message: '' })) });
  }
}

describe('down', () => {
  test('the hello is the body, and the frames are counted as over a websocket', () => {
    const world = new World();
    expect(world.stream.hello).toMatchObject({ t: 'hello', v: 1, clients: ['n', 'a'], own: 'secret', posts: true });
    expect(world.stream.hello).not.toHaveProperty('poll');
    expect(world.stream.hello).not.toHaveProperty('zip');
    world.up();
    world.say({ t: 'chg', ops: [] }, { t: 'at', at: 'at-3' });
    world.say({ t: 'beat', token: 'tok', frames: 3, answers: 0, now: 0 });
    expect(world.heard).toEqual(['welcome', 'snap', 'own', 'chg', 'beat']);
    expect(world.connection.frames).toBe(3);
    expect(world.lost).toBe(0);
  });

  test.each([
    [4003, 'revoked'],
    [4004, 'no_board'],
    [4005, 'sign_in'],
  ] as const)('a close event of %i is what it is for a websocket: %s', (code, why) => {
    const world = new World();
    world.up();
    world.close(code);
    expect(world.closed).toBe(why);
  });

  test('a stream that ends without a word is cut', () => {
    const world = new World();
    world.up();
    world.stream.ended(200);
    expect(world.lost).toBe(1);
    world.clock.advance(250);
    expect(world.streams).toHaveLength(2);
    expect(world.stream.hello).not.toHaveProperty('poll');
  });
});

describe('up', () => {
  test('posts go one at a time, each with all that waits, with positions and without bases', () => {
    const world = new World();
    world.up();
    world.mutate(1);
    world.mutate(2);
    world.mutate(3);
    expect(world.posts).toHaveLength(1);
    expect(world.post.body).toMatchObject({
      clients: ['n', 'a'],
      own: 'secret',
      frames: [{ t: 'mutate', n: 1, at: 'at-2' }],
    });
    expect(world.post.body.frames[0]).not.toHaveProperty('base');
    world.post.done(200, world.nacks());
    expect(world.post.body.frames.map((f) => f['n'])).toEqual([2, 3]);
  });

  test('a post fits into 64 KiB', () => {
    const world = new World();
    world.up();
    for (let n = 1; n <= 5; n++) world.mutate(n, 'n', '漢'.repeat(10_000));
    world.posts[0]?.done(200, world.nacks());
    world.posts[1]?.done(200, world.nacks());
    world.posts[2]?.done(200, world.nacks());
    expect(world.posts.map(({ body }) => body.frames.map((f) => f['n']))).toEqual([[1], [2, 3], [4, 5]]);
    for (const { raw } of world.posts) expect(new TextEncoder().encode(raw).length).toBeLessThanOrEqual(64 * 1024);
  });

  test('R-42: what is not answered is sent again, as it was', () => {
    const world = new World();
    world.up();
    world.mutate(1);
    const first = world.post.raw;
    for (const status of [0, 503, 429]) {
      world.post.done(status, 'no');
      world.say({ t: 'chg', ops: [] }, { t: 'at', at: `later ${status}` });
      world.mutate(world.posts.length + 1);
      world.clock.advance(1000);
    }
    expect(world.posts.map(({ raw }) => raw)).toEqual([first, first, first, first]);
    world.post.done(200, world.nacks());
    expect(world.post.body.frames.map((f) => f['n'])).toEqual([2, 3, 4]);
  });

  test('R-15: what is asked in the middle of a turn has no position; at its end it has that one', () => {
    const world = new World();
    world.up();
    world.on = { own: () => world.mutate(1), chg: () => world.mutate(2) };
    world.say({ t: 'own', ops: [] }, { t: 'chg', ops: [] });
    expect(world.posts).toHaveLength(0);
    world.say({ t: 'at', at: 'at-4' });
    expect(world.post.body.frames.map((f) => f['at'])).toEqual([undefined, 'at-4']);
  });

  test.each([
    [400, 'bad_frame', 0],
    [413, undefined, 1],
  ] as const)('R-44: an answer of %i', (status, why, tooBig) => {
    const world = new World();
    world.up();
    world.mutate(1);
    world.post.done(status, '');
    expect(world.closed).toBe(why);
    expect(world.tooBig).toBe(tooBig);
    expect(world.lost).toBe(1);
  });

  test.each([401, 404])('R-44: after an answer of %i the stream says why', (status) => {
    const world = new World();
    world.up();
    world.mutate(1);
    world.post.done(status, '');
    world.clock.advance(250);
    world.close(4003);
    expect(world.closed).toBe('revoked');
  });

  test('presence stays here', () => {
    const world = new World();
    world.up();
    world.connection.send({ t: 'presence', typing: true });
    expect(world.posts).toHaveLength(0);
  });

  test('a line given up answers nothing any more', () => {
    const world = new World();
    world.up();
    world.mutate(1);
    world.connection.renew();
    expect(world.stream.cancelled).toBe(true);
    expect(world.posts[0]?.cancelled).toBe(true);
  });
});

describe('R-41: a refusal waits', () => {
  test('until all lower numbers are answered, and the turn is over', () => {
    const world = new World();
    world.up();
    world.mutate(1);
    world.posts[0]?.done(200, world.nacks());
    world.mutate(2);
    world.mutate(3);
    world.post.done(200, world.nacks([2, 'forbidden']));
    expect(world.heard).not.toContain('nack 2');
    world.say({ t: 'ack', a: [['n', 1, -1, 0]] });
    expect(world.heard).not.toContain('nack 2');
    world.say({ t: 'chg', ops: [[]] });
    expect(world.heard).not.toContain('nack 2');
    world.say({ t: 'at', at: 'at-3' });
    expect(world.heard.slice(-3)).toEqual(['ack', 'chg', 'nack 2']);
  });

  test('not for the other lane, and is not counted', () => {
    const world = new World();
    world.up();
    world.mutate(1, 'a');
    world.posts[0]?.done(200, world.nacks());
    world.mutate(1);
    world.post.done(200, world.nacks([1, 'forbidden']));
    expect(world.heard.at(-1)).toBe('nack 1');
    world.say({ t: 'beat', token: 'tok', frames: 2, answers: 0, now: 0 });
    expect(world.lost).toBe(0);
  });
});

describe('where a proxy holds answers back', () => {
  /** A world that polls, after its first answer. */
  function polls(): World {
    const world = new World();
    world.clock.advance(BUFFERED);
    expect(world.streams[0]?.cancelled).toBe(true);
    expect(world.stream.hello['poll']).toBe('now');
    world.say({ t: 'welcome', last: {} }, { t: 'snap' }, { t: 'own', full: true }, { t: 'at', at: 'at-2' });
    world.connection.live();
    world.say({ t: 'beat', token: 'one', frames: 2, answers: 0, now: 0 }, { t: 'at', at: 'at-2b' });
    world.close(1000);
    world.clock.advance(500);
    return world;
  }

  test('it polls, from token to token, and nobody notices', () => {
    const world = polls();
    expect(world.stream.hello).toMatchObject({ poll: 'wait', token: 'one', posts: true, have: ['d', 'o'] });
    for (const token of ['two', 'three']) {
      world.clock.advance(20_000);
      world.say({ t: 'welcome', last: {} }, { t: 'catch', shared: [], own: [] }, { t: 'at', at: token });
      world.say({ t: 'beat', token, frames: 1, answers: 0, now: 0 }, { t: 'at', at: token });
      world.close(1000);
      world.clock.advance(500);
      expect(world.stream.hello).toMatchObject({ poll: 'wait', token });
    }
    expect(world.links).toEqual(['live']);
    expect(world.lost).toBe(0);
    expect(world.streams).toHaveLength(5);
  });

  test('while something is unanswered it does not wait', () => {
    const world = polls();
    world.mutate(1);
    expect(world.post.body.frames[0]).toMatchObject({ n: 1, at: 'at-2b' });
    world.say({ t: 'welcome', last: {} }, { t: 'catch', shared: [], own: [] }, { t: 'at', at: 'x' });
    world.say({ t: 'beat', token: 'two', frames: 1, answers: 0, now: 0 });
    world.close(1000);
    world.clock.advance(500);
    expect(world.stream.hello['poll']).toBe('now');
    world.say({ t: 'welcome', last: { n: { n: 1, refused: [] } } }, { t: 'catch', shared: [], own: [] });
    world.say({ t: 'at', at: 'y' }, { t: 'beat', token: 'three', frames: 1, answers: 0, now: 0 });
    world.close(1000);
    world.clock.advance(500);
    expect(world.stream.hello['poll']).toBe('wait');
  });

  test('at most twice a second', () => {
    const world = polls();
    world.say({ t: 'welcome', last: {} }, { t: 'catch', shared: [], own: [] });
    world.close(1000);
    world.clock.advance(490);
    expect(world.streams).toHaveLength(3);
    world.clock.advance(10);
    expect(world.streams).toHaveLength(4);
  });

  test('of many beats few are told, as they count as time', () => {
    const world = polls();
    for (let i = 0; i < 10; i++) {
      world.say({ t: 'welcome', last: {} }, { t: 'catch', shared: [], own: [] });
      world.say({ t: 'beat', token: 'x', frames: 1, answers: 0, now: 0 });
      world.close(1000);
      world.clock.advance(500);
    }
    expect(world.heard.filter((t) => t === 'beat').length).toBeLessThanOrEqual(2);
  });

  test('the next connection polls at once; a stream that fell silent early makes it so, too', () => {
    const world = polls();
    world.stream.ended(502);
    world.clock.advance(250);
    expect(world.stream.hello['poll']).toBe('now');

    const other = new World();
    other.up();
    other.clock.advance(SILENCE);
    expect(other.lost).toBe(1);
    other.clock.advance(250);
    expect(other.stream.hello['poll']).toBe('now');
  });

  test('a stream that was good for long and falls silent is opened again', () => {
    const world = new World();
    world.up();
    for (let i = 0; i < 10; i++) {
      world.clock.advance(5000);
      world.say({ t: 'beat', token: 'x', frames: 2, answers: 0, now: 0 });
    }
    world.clock.advance(SILENCE);
    world.clock.advance(250);
    expect(world.stream.hello).not.toHaveProperty('poll');
  });
});
