// What the sync layer needs of the world around it. The page gives it sockets, timers and a database; tests give it
// queues they drain.
import type { ServerFrame } from './frames.ts';

/** Time, in milliseconds. */
export interface Clock {
  now(): number;
  /** Calls `act` once after `ms`, unless the returned function is called before. */
  after(ms: number, act: () => void): () => void;
}

/** A number from 0 up to but not including 1. */
export type Random = () => number;

/** An open or opening line: a websocket, or what stands in for one. */
export interface Socket {
  /** It can hand on what comes compressed. */
  readonly zip?: boolean;
  /** How long it may be without a word, in milliseconds, where that is not that of a websocket. */
  readonly silence?: number | undefined;
  send(text: string): void;
  /** Closes it; no event comes afterwards that the owner still heeds. */
  close(): void;
}

/** What a socket tells its owner; `closed` comes at most once and last. */
export interface SocketEvents {
  open(): void;
  message(text: string): void;
  /** A frame that has been read already; `counted` says that the server counts it as sent over this line. */
  frame(frame: ServerFrame, counted: boolean): void;
  /** The digests of what the owner has taken in; undefined while that is not whole. */
  have(): readonly [shared: string, own: string] | undefined;
  closed(code: number): void;
}

/** Starts to connect. Throws nothing: what goes wrong is told as `closed`. */
export type Dial = (events: SocketEvents) => Socket;

/** The requests of the second transport (realtime/SPEC.md §7). Both return what cancels them; nothing is told afterwards. */
export interface Requests {
  /**
   * Asks for a stream. `text` brings what comes, as it comes; `ended` comes once, with the status of the answer, 0 if there
   * was none, and says that nothing more comes.
   */
  stream(body: string, events: { text(piece: string): void; ended(status: number): void }): () => void;
  /** Posts mutations; `done` comes once, with the answer's status (0 if there was none) and text. */
  post(body: string, done: (status: number, text: string) => void): () => void;
}
