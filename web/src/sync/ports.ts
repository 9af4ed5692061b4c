// What the sync layer needs of the world around it. The page gives it sockets, timers and a database; tests give it
// queues they drain.

/** Time, in milliseconds. */
export interface Clock {
  now(): number;
  /** Calls `act` once after `ms`, unless the returned function is called before. */
  after(ms: number, act: () => void): () => void;
}

/** A number from 0 up to but not including 1. */
export type Random = () => number;

/** An open or opening websocket. */
export interface Socket {
  /** It can hand on what comes compressed. */
  readonly zip?: boolean;
  send(text: string): void;
  /** Closes it; no event comes afterwards that the owner still heeds. */
  close(): void;
}

/** What a socket tells its owner; `closed` comes at most once and last. */
export interface SocketEvents {
  open(): void;
  message(text: string): void;
  closed(code: number): void;
}

/** Starts to connect. Throws nothing: what goes wrong is told as `closed`. */
export type Dial = (events: SocketEvents) => Socket;
