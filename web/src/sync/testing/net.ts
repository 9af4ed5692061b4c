import type { Dial, SocketEvents } from '../ports.ts';

/** One line: two queues that the test drains, and can cut. */
export class Line {
  readonly toServer: string[] = [];
  readonly toClient: string[] = [];
  #events: SocketEvents;
  #opened = false;
  dead = false;

  constructor(events: SocketEvents) {
    this.#events = events;
  }

  /** The client's end is open from now on. */
  open(): void {
    if (this.#opened || this.dead) return;
    this.#opened = true;
    this.#events.open();
  }

  /** Hands the client one frame. */
  deliver(): void {
    const text = this.toClient.shift();
    if (text !== undefined && !this.dead) this.#events.message(text);
  }

  /** Ends the line; what is under way is lost. */
  cut(code = 1006): void {
    if (this.dead) return;
    this.dead = true;
    this.toServer.length = 0;
    this.toClient.length = 0;
    this.#events.closed(code);
  }
}

/** A network of one client: `line` is its newest line. */
export class Net {
  line: Line | undefined;
  /** Whether new lines are refused. */
  down = false;

  readonly dial: Dial = (events) => {
    const line = new Line(events);
    this.line = line;
    return {
      send: (text) => {
        if (!line.dead) line.toServer.push(text);
      },
      close: () => {
        line.dead = true;
      },
    };
  };

  /** Lets the newest line open, or fail. */
  connect(): void {
    if (this.down) this.line?.cut();
    else this.line?.open();
  }
}
