// Which way to the server: a websocket where one gets through, else a stream (realtime/SPEC.md §7).
import { SILENCE } from './connection.ts';
import { BUFFERED } from './stream.ts';
import type { Clock, Dial, Socket, SocketEvents } from './ports.ts';

/** How a board is connected. */
export type Way = 'socket' | 'stream';

/** A websocket that has said nothing for so long is not let through. */
const SILENT = BUFFERED;
/** One that lives so long is. */
const STABLE = 10_000;
/** This many in a row that did not live so long are too many. */
const CUTS = 3;
/** How long until a websocket is tried again: at first, as it may have been a deploy and no firewall, and at most. It doubles. */
const RETRY = 15_000;
const RETRY_MOST = 60 * 60_000;
/** A websocket that was tried and has stood for so long is let through. The server waits 5 s for its first word. */
const STOOD = 4000;

/** What a page has found out, which holds for all its boards. */
export class Known {
  way: Way = 'socket';
  /** Websockets in a row that were cut. */
  cuts = 0;
  retry = RETRY;
  /** Until when no websocket is tried. */
  until = 0;
}

export class Choice {
  readonly #ports: { readonly socket: Dial; readonly stream: Dial; readonly clock: Clock };
  readonly #known: Known;
  readonly #tell: (way: Way) => void;

  /** `tell` hears which way it is, with each line and when it changes. */
  constructor(
    ports: { readonly socket: Dial; readonly stream: Dial; readonly clock: Clock },
    known: Known,
    tell: (way: Way) => void,
  ) {
    this.#ports = ports;
    this.#known = known;
    this.#tell = tell;
  }

  readonly dial: Dial = (events) => {
    this.#tell(this.#known.way);
    return this.#known.way === 'stream' ? this.#stream(events) : this.#socket(events);
  };

  /** A websocket, and a stream in its place where it brings no word. */
  #socket(events: SocketEvents): Socket {
    const { clock } = this.#ports;
    const began = clock.now();
    let word = false;
    let heard = began;
    let line: Socket;
    const heardIt = () => {
      if (!word) timer();
      word = true;
      heard = clock.now();
    };
    const other = () => {
      line.close();
      // It is the stream that shows whether it was the way or the server.
      line = this.#stream(events, () => this.#choose('stream'));
    };
    const cut = () => {
      const short = clock.now() - began < STABLE;
      this.#known.cuts = short ? this.#known.cuts + 1 : 0;
      if (!short) this.#known.retry = RETRY;
      if (this.#known.cuts >= CUTS) this.#choose('stream');
    };
    const timer = clock.after(SILENT, other);
    line = this.#ports.socket({
      open: () => events.open(),
      message: (text) => {
        heardIt();
        events.message(text);
      },
      frame: (frame, counted) => {
        heardIt();
        events.frame(frame, counted);
      },
      have: () => events.have(),
      closed: (code) => {
        timer();
        if (!word && code === 1006) {
          other();
          return;
        }
        if (code === 1006) cut();
        events.closed(code);
      },
    });
    return {
      get zip() {
        return line.zip === true;
      },
      get silence() {
        return line.silence;
      },
      send: (text) => line.send(text),
      close: () => {
        timer();
        if (word && clock.now() - heard >= SILENCE) cut(); // given up for its silence
        line.close();
      },
    };
  }

  /** A stream; after some time it is looked whether a websocket would get through by now. */
  #stream(events: SocketEvents, works: () => void = () => undefined): Socket {
    const { clock } = this.#ports;
    let trial: Socket | undefined;
    let timer = () => undefined as void;
    let worked = false;
    const end = () => {
      timer();
      trial?.close();
      trial = undefined;
    };
    const later = () => {
      timer = clock.after(Math.max(0, this.#known.until - clock.now()), () => {
        trial = this.#try((stands) => {
          end();
          if (stands) {
            this.#choose('socket');
            line.close();
            events.closed(1001);
          } else {
            later();
          }
        });
      });
    };
    const word = () => {
      if (worked) return;
      worked = true;
      works();
      later();
    };
    const line = this.#ports.stream({
      open: () => events.open(),
      message: (text) => {
        word();
        events.message(text);
      },
      frame: (frame, counted) => {
        word();
        events.frame(frame, counted);
      },
      have: () => events.have(),
      closed: (code) => {
        end();
        events.closed(code);
      },
    });
    return {
      get silence() {
        return line.silence;
      },
      send: (text) => line.send(text),
      close: () => {
        end();
        line.close();
      },
    };
  }

  /** Opens a websocket beside what there is, to see whether it stands. */
  #try(done: (stands: boolean) => void): Socket {
    const { clock } = this.#ports;
    const failed = () => {
      this.#put();
      done(false);
    };
    let timer = clock.after(SILENT, failed);
    const socket = this.#ports.socket({
      open: () => {
        timer();
        timer = clock.after(STOOD, () => done(true));
      },
      message: () => undefined,
      frame: () => undefined,
      have: () => undefined,
      closed: () => {
        timer();
        failed();
      },
    });
    return {
      send: () => undefined,
      close: () => {
        timer();
        socket.close();
      },
    };
  }

  #choose(way: Way): void {
    if (way === 'stream') this.#put();
    this.#known.cuts = way === 'stream' ? 0 : CUTS - 1; // one that was given a second chance has one
    this.#known.way = way;
    this.#tell(way);
  }

  /** Puts the next try off. */
  #put(): void {
    this.#known.until = this.#ports.clock.now() + this.#known.retry;
    this.#known.retry = Math.min(this.#known.retry * 2, RETRY_MOST);
  }
}
