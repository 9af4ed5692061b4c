// A line for where no websocket gets through: frames come down the answer to one request, mutations go up in others
// (realtime/SPEC.md §7). To its owner it is a socket like any other.
//
// It translates: a mutation's `base`, a count of frames, becomes the position that the server gave for that count; and a
// refusal, which comes with the answer to a post, is held back until it is in order.
import { Backoff } from './backoff.ts';
import { SILENCE } from './connection.ts';
import { EventReader } from './events.ts';
import {
  byteLength,
  isNumbered,
  MAX_FRAME,
  readFrame,
  type ClientFrame,
  type Hello,
  type Mutate,
  type Nack,
  type ServerFrame,
} from './frames.ts';
import type { Clock, Dial, Random, Requests, Socket, SocketEvents } from './ports.ts';

/** A stream that has brought nothing for so long is held back by a proxy. */
export const BUFFERED = 3000;
/** One that goes silent before it is so old, too: a proxy that keeps some kilobytes lets the first frames through. */
const YOUNG = 20_000;
/** So long a device polls before it tries again whether a stream comes through. */
const POLLING = 10 * 60_000;
/** The shortest time between the beginnings of two polls. */
const PACE = 500;
/** A poll is silent till its end, at the server's third beat. */
const POLL_SILENCE = 30_000;
/** Beats are told at most so often: each poll brings one, and owners count them as time. */
const BEAT = 4500;
/** At most so many mutations are posted at once. */
const WINDOW = 64;

export interface StreamPorts {
  readonly requests: Requests;
  readonly clock: Clock;
  readonly random: Random;
}

/** Opens streams, and remembers whether they come through. */
export function dialStream(ports: StreamPorts): Dial {
  const memory: Memory = { pollUntil: -Infinity };
  return (events) => new Stream(ports, memory, events);
}

interface Memory {
  pollUntil: number;
}

/** A mutation on its way. */
interface Waiting {
  readonly frame: Mutate;
  /** The count of frames it was made at, and the position of that, if it is known; '' if there is none. */
  readonly count: number;
  at: string | undefined;
}

class Stream implements Socket {
  readonly #ports: StreamPorts;
  readonly #memory: Memory;
  readonly #events: SocketEvents;
  readonly #backoff: Backoff;
  #closed = false;
  #hello: Hello | undefined;
  #polling: boolean;
  #cancel: (() => void) | undefined;
  /** A timer for the one thing that the down side waits for. */
  #timer: (() => void) | undefined;
  #asked = 0;
  #heard: number;
  #beat = -Infinity;
  #token: string | undefined;
  /** Numbered frames so far, over all polls. */
  #count = 0;
  /** The position of that count; undefined in the middle of a turn. */
  #at: string | undefined;
  #queue: Waiting[] = [];
  #posting: (() => void) | undefined;
  /** What was posted or is to be, and is not answered, by client id. */
  readonly #open = new Map<string, Set<number>>();
  #refusals: Nack[] = [];

  constructor(ports: StreamPorts, memory: Memory, events: SocketEvents) {
    this.#ports = ports;
    this.#memory = memory;
    this.#events = events;
    this.#backoff = new Backoff(ports.random);
    this.#heard = ports.clock.now();
    this.#polling = this.#heard < memory.pollUntil;
    this.#timer = ports.clock.after(0, () => events.open());
  }

  get silence(): number | undefined {
    return this.#polling ? POLL_SILENCE : undefined;
  }

  send(text: string): void {
    if (this.#closed) return;
    const frame = JSON.parse(text) as ClientFrame;
    if (frame.t === 'hello') {
      this.#hello = frame;
      this.#token = frame.token;
      this.#ask(this.#polling ? 'now' : undefined);
    } else if (frame.t === 'mutate') {
      this.#queue.push({ frame, count: this.#count, at: this.#at });
      this.#unanswered(frame.c).add(frame.n);
      this.#post();
    }
  }

  close(): void {
    const now = this.#ports.clock.now();
    if (!this.#closed && this.#asked > 0 && now - this.#heard >= SILENCE) {
      if (this.#polling)
        this.#memory.pollUntil = -Infinity; // that is not it
      else if (now - this.#asked < YOUNG) this.#memory.pollUntil = now + POLLING;
    }
    this.#end();
  }

  #end(): void {
    this.#closed = true;
    this.#timer?.();
    this.#cancel?.();
    this.#posting?.();
  }

  #fail(code: number): void {
    if (this.#closed) return;
    this.#end();
    this.#events.closed(code);
  }

  #ask(poll: 'now' | 'wait' | undefined): void {
    const { clock, requests } = this.#ports;
    this.#timer?.();
    this.#cancel?.();
    this.#asked = clock.now();
    const { token: _, ...hello } = this.#hello ?? ({} as Hello);
    const token = this.#token;
    const have = poll && this.#events.have();
    const reader = new EventReader();
    let any = false;
    this.#cancel = requests.stream(
      JSON.stringify({
        ...hello,
        posts: true,
        ...(poll && { poll }),
        ...(have && { have }),
        ...(token !== undefined && { token }),
      }),
      {
        text: (piece) => {
          this.#heard = clock.now();
          if (!any && poll === undefined) this.#timer?.();
          any = true;
          for (const { name, data } of reader.push(piece)) {
            if (this.#closed) return;
            if (name === 'close') this.#over(closeCode(data));
            else if (name === '') this.#receive(data);
          }
        },
        ended: (status) => this.#fail(codeFor(status)),
      },
    );
    if (poll !== undefined) return;
    this.#timer = clock.after(BUFFERED, () => {
      this.#polling = true;
      this.#memory.pollUntil = clock.now() + POLLING;
      this.#ask('now');
    });
  }

  /** The server has said all it wants to. */
  #over(code: number): void {
    if (code !== 1000 || !this.#polling) {
      this.#fail(code);
      return;
    }
    this.#cancel?.();
    const wait = Math.max(0, this.#asked + PACE - this.#ports.clock.now());
    this.#timer = this.#ports.clock.after(wait, () => {
      const open = [...this.#open.values()].some((numbers) => numbers.size > 0);
      this.#ask(open ? 'now' : 'wait');
    });
  }

  #receive(data: string): void {
    let frame: ServerFrame;
    try {
      frame = readFrame(data);
    } catch {
      this.#events.message(data); // whose owner knows what to do
      return;
    }
    switch (frame.t) {
      case 'at':
        this.#place(frame.at);
        return;
      case 'welcome':
      case 'resync':
        if (frame.t === 'resync') this.#queue = []; // its owner sends all of it again
        for (const [c, { n }] of Object.entries(frame.last)) this.#decided(c, (number) => number <= n);
        break;
      case 'ack':
        for (const [c, n] of frame.a) this.#decided(c, (number) => number === n);
        break;
      case 'beat':
        if (this.#polling) {
          this.#token = frame.token;
          if (this.#ports.clock.now() - this.#beat < BEAT) return;
          this.#beat = this.#ports.clock.now();
        }
        break;
    }
    if (isNumbered(frame)) {
      this.#count++;
      this.#at = undefined;
    } else if (frame.t === 'welcome' || frame.t === 'resync' || frame.t === 'ack') {
      this.#at = undefined; // more of the turn follows
    }
    this.#events.frame(frame, true);
  }

  /** A turn is over: what waits for its position can go. */
  #place(at: string): void {
    this.#at = at;
    for (const waiting of this.#queue) waiting.at ??= waiting.count === this.#count ? at : '';
    this.#refuse();
    this.#post();
  }

  #post(): void {
    if (this.#posting || this.#closed) return;
    const frames: object[] = [];
    const [named, anon] = this.#hello?.clients ?? [];
    const body = () => JSON.stringify({ clients: [named, anon], own: this.#hello?.own, frames });
    let size = byteLength(body());
    for (const { frame, at } of this.#queue) {
      if (at === undefined || frames.length === WINDOW) break;
      const { base: _, ...rest } = frame;
      const posted = at === '' ? rest : { ...rest, at };
      size += byteLength(JSON.stringify(posted)) + 1;
      if (frames.length > 0 && size > MAX_FRAME) break;
      frames.push(posted);
    }
    if (frames.length === 0) return;
    this.#queue = this.#queue.slice(frames.length);
    this.#try(body());
  }

  /** Posts till there is an answer, the same each time. */
  #try(body: string): void {
    this.#posting = this.#ports.requests.post(body, (status, text) => {
      if (this.#closed) return;
      if (status === 0 || status === 429 || status >= 500) {
        this.#posting = this.#ports.clock.after(this.#backoff.next(), () => this.#try(body));
        return;
      }
      this.#posting = undefined;
      const nacks = status === 200 ? nacksOf(text) : undefined;
      if (nacks === undefined) {
        this.#fail(codeFor(status));
        return;
      }
      this.#backoff.reset();
      this.#refusals.push(...nacks);
      this.#refuse();
      this.#post();
    });
  }

  /** Tells the refusals whose turn it is: all lower numbers are answered, and no turn is half told. */
  #refuse(): void {
    for (let next = this.#due(); next !== undefined && !this.#closed; next = this.#due()) {
      const { c, n } = next;
      this.#refusals = this.#refusals.filter((nack) => nack !== next);
      this.#decided(c, (number) => number === n);
      this.#events.frame(next, false);
    }
  }

  #due(): Nack | undefined {
    if (this.#at === undefined) return undefined;
    return this.#refusals.find(({ c, n }) => ![...this.#unanswered(c)].some((number) => number < n));
  }

  #decided(c: string, those: (n: number) => boolean): void {
    const open = this.#unanswered(c);
    for (const n of open) if (those(n)) open.delete(n);
    this.#refusals = this.#refusals.filter((nack) => nack.c !== c || open.has(nack.n) || !those(nack.n));
  }

  #unanswered(c: string): Set<number> {
    let open = this.#open.get(c);
    if (open === undefined) this.#open.set(c, (open = new Set()));
    return open;
  }
}

function closeCode(data: string): number {
  try {
    const { code } = JSON.parse(data) as { code?: unknown };
    return typeof code === 'number' ? code : 1006;
  } catch {
    return 1006;
  }
}

/** What a websocket would be closed with. */
function codeFor(status: number): number {
  if (status === 400) return 4001;
  if (status === 413) return 1009;
  if (status === 429 || status === 503) return 1013;
  return 1006;
}

/** The refusals in an answer; undefined if it is none, as from a proxy that wants a password. */
function nacksOf(text: string): Nack[] | undefined {
  try {
    const { nacks } = JSON.parse(text) as { nacks?: unknown };
    return Array.isArray(nacks) ? (nacks as Nack[]) : undefined;
  } catch {
    return undefined;
  }
}
