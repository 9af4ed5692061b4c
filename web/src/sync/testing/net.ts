import type { Clock, Dial, Random, Requests, SocketEvents } from '../ports.ts';
import { dialStream } from '../stream.ts';

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

/** What stands on a line for the end of a poll. */
export const OVER = '{"t":"over"}';

/** A post under way, or answered and the answer under way. */
export interface Post {
  readonly body: string;
  readonly done: (status: number, text: string) => void;
  /** Whoever posted has given it up, which the server does not know. */
  cancelled: boolean;
  answer: string | undefined;
}

/** A network through which no websocket gets: lines are streams, cut anywhere, and posts go beside them. */
export class StreamNet {
  line: Line | undefined;
  down = false;
  readonly posts = new Set<Post>();
  readonly dial: Dial;

  constructor(ports: { readonly clock: Clock; readonly random: Random }) {
    const requests: Requests = {
      stream: (body, { text, ended }) => {
        const nothing = { open: () => undefined, frame: () => undefined, have: () => undefined };
        const line = new Line({
          ...nothing,
          message: (frame) => {
            const over = frame === OVER;
            const event = over ? 'event: close\ndata: {"code":1000}\n\n' : `data: ${frame}\n\n`;
            const at = Math.floor(ports.random() * event.length);
            text(event.slice(0, at));
            if (!line.dead) text(event.slice(at));
            if (over) line.dead = true;
          },
          closed: (code) => {
            if (code !== 1006) text(`event: close\ndata: {"code":${code}}\n\n`);
            ended(200);
          },
        });
        this.line = line;
        line.toServer.push(body);
        return () => (line.dead = true);
      },
      post: (body, done) => {
        const post: Post = { body, done, cancelled: false, answer: undefined };
        this.posts.add(post);
        return () => (post.cancelled = true);
      },
    };
    this.dial = dialStream({ requests, clock: ports.clock, random: ports.random });
  }

  connect(): void {
    if (this.down) this.line?.cut();
    else this.line?.open();
  }

  /** Ends a post without an answer, whatever the server makes of it. */
  lose(post: Post): void {
    this.posts.delete(post);
    if (!post.cancelled) post.done(0, '');
  }
}
