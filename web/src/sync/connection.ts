// One live line to a board, as far as sockets go: it says hello, counts frames, notices silence, and connects again.
//
// It promises to its handler: frames come in order, `hello` is composed afresh for every connection, a frame of an
// older connection never comes after one of a newer, and nothing comes after `closed`.
import { Backoff } from './backoff.ts';
import { adviceFor, type Closed } from './closing.ts';
import { isNumbered, readFrame, type Beat, type ClientFrame, type Hello, type ServerFrame } from './frames.ts';
import type { Clock, Dial, Random, Socket } from './ports.ts';

/** Without a word for so long the line counts as dead. The server says something every 5 s. */
export const SILENCE = 6000;
/** How long a connection may take until the server's first word. */
const CONNECT = 10_000;
/** A connection that has lived so long resets the back-off. */
const STABLE = 10_000;

/** `offline` is said when an attempt to connect again has failed. */
export type Link = 'connecting' | 'live' | 'offline' | 'closed';

export interface Handler {
  hello(): Omit<Hello, 't' | 'v' | 'try' | 'zip' | 'token'>;
  /** A frame that has been counted; beats, byes and resyncs that need nothing else are handled before. */
  frame(frame: ServerFrame): void;
  /** A frame cannot be read, or what was read does not add up to what the server holds. */
  broken(): void;
  /** All that was heard until now adds up. */
  sound(): void;
  /** The digest of the shared part as it stands. */
  digest(): string;
  /** The digests of both parts as they stand, once the view is whole. */
  digests(): readonly [shared: string, own: string];
  /** The line is gone: nothing sent and not answered is known to have arrived. */
  lost(): void;
  /** The newest unanswered mutation was too big for the server. */
  tooBig(): void;
  link(link: Link): void;
  closed(why: Closed): void;
}

export class Connection {
  readonly #dial: Dial;
  readonly #clock: Clock;
  readonly #handler: Handler;
  readonly #backoff: Backoff;
  #socket: Socket | undefined;
  #generation = 0;
  #frames = 0;
  #answers = 0;
  #token: string | undefined;
  #heard = 0;
  #bye: number | undefined;
  #link: Link = 'connecting';
  #timer: (() => void) | undefined;
  #stable: (() => void) | undefined;

  constructor(ports: { readonly dial: Dial; readonly clock: Clock; readonly random: Random }, handler: Handler) {
    this.#dial = ports.dial;
    this.#clock = ports.clock;
    this.#handler = handler;
    this.#backoff = new Backoff(ports.random);
  }

  /** How many numbered frames this connection has received: the `base` of what is rebased over them. */
  get frames(): number {
    return this.#frames;
  }

  get link(): Link {
    return this.#link;
  }

  /** Connects. */
  start(): void {
    if (this.#link !== 'closed') this.#connect();
  }

  /** Ends for good, saying nothing to the handler any more. */
  stop(): void {
    this.#drop();
    this.#link = 'closed';
  }

  /** The handler has taken in what the connection began with: it is up to date. */
  live(): void {
    this.#say('live');
    this.#stable?.();
    this.#stable = this.#clock.after(STABLE, () => this.#backoff.reset());
  }

  send(frame: ClientFrame): void {
    this.#socket?.send(JSON.stringify(frame));
  }

  /** Something outside suggests that the line works again, or may be dead: the network is back, the page is seen again. */
  wake(): void {
    if (this.#link === 'closed') return;
    if (this.#socket === undefined) {
      this.#connect();
    } else if (this.#clock.now() - this.#heard > this.#silence) {
      this.#again(0);
    }
  }

  /** What was received does not add up: connects again and asks for everything. */
  startOver(): void {
    this.#token = undefined;
    this.#again(this.#backoff.next());
  }

  /** Connects again at once, say with other client ids. */
  renew(): void {
    this.#again(0);
  }

  get #silence(): number {
    return this.#socket?.silence ?? SILENCE;
  }

  #connect(): void {
    this.#drop();
    const generation = ++this.#generation;
    const mine = (act: () => void) => () => {
      if (generation === this.#generation) act();
    };
    this.#frames = 0;
    this.#answers = 0;
    this.#bye = undefined;
    this.#heard = this.#clock.now();
    this.#timer = this.#clock.after(
      CONNECT,
      mine(() => this.#fail(1006)),
    );
    this.#socket = this.#dial({
      open: mine(() => {
        const token = this.#token;
        const zip = this.#socket?.zip === true;
        this.send({
          t: 'hello',
          v: 1,
          try: generation,
          ...this.#handler.hello(),
          ...(zip && { zip }),
          ...(token !== undefined && { token }),
        });
      }),
      message: (text) => mine(() => this.#receive(text))(),
      frame: (frame, counted) => mine(() => this.#take(frame, counted))(),
      have: () => (this.#link === 'live' && generation === this.#generation ? this.#handler.digests() : undefined),
      closed: (code) => mine(() => this.#fail(code))(),
    });
  }

  #receive(text: string): void {
    let frame: ServerFrame;
    try {
      frame = readFrame(text);
    } catch {
      this.#heard = this.#clock.now();
      this.#watch();
      this.#handler.broken();
      return;
    }
    this.#take(frame, true);
  }

  #take(frame: ServerFrame, counted: boolean): void {
    this.#heard = this.#clock.now();
    this.#watch();
    if (frame.t === 'welcome') this.#frames = this.#answers = 0; // a poll's, say (SPEC §7)
    if (isNumbered(frame)) this.#frames++;
    if (counted && (frame.t === 'ack' || frame.t === 'nack')) this.#answers++;
    if (frame.t === 'resync') this.#answers = 0;
    if (frame.t === 'bye') this.#bye = frame.in;
    if (frame.t === 'snap') this.#token = undefined; // half a view until its own part comes
    this.#handler.frame(frame);
    if (frame.t === 'beat') this.#beat(frame);
  }

  #beat(beat: Beat): void {
    if (beat.frames !== this.#frames || beat.answers !== this.#answers) {
      this.startOver();
      return;
    }
    if (beat.digest !== undefined && beat.digest !== this.#handler.digest()) {
      this.#handler.broken();
      return;
    }
    this.#token = beat.token;
    this.#handler.sound();
  }

  #watch(): void {
    this.#timer?.();
    const generation = this.#generation;
    this.#timer = this.#clock.after(this.#silence, () => {
      if (generation === this.#generation) this.#fail(1006);
    });
  }

  #fail(code: number): void {
    const advice = adviceFor(code);
    const bye = this.#bye;
    if (advice.do === 'stop') {
      this.#drop();
      this.#say('closed');
      this.#handler.closed(advice.why);
      return;
    }
    if (advice.tooBig) this.#handler.tooBig();
    this.#again(bye ?? this.#backoff.next(advice.floor));
  }

  #again(wait: number): void {
    const wasLive = this.#link === 'live';
    this.#drop();
    this.#say(wasLive ? 'connecting' : 'offline');
    const generation = this.#generation;
    this.#timer = this.#clock.after(wait, () => {
      if (generation === this.#generation) this.#connect();
    });
  }

  #drop(): void {
    this.#generation++;
    this.#timer?.();
    this.#stable?.();
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket === undefined) return;
    socket.close();
    this.#handler.lost();
  }

  #say(link: Link): void {
    if (this.#link === link) return;
    this.#link = link;
    this.#handler.link(link);
  }
}
