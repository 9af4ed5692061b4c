// A whole board against the server in memory, through everything but a real browser.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, vi } from 'vitest';
import type { AnyRec } from '../../model/records.ts';
import type { ServerFrame } from '../../sync/frames.ts';
import { Line } from '../../sync/testing/net.ts';
import { FakeServer } from '../../sync/testing/server.ts';
import { openBoard, type BoardState } from '../board.svelte.ts';
import { newId } from '../ids.ts';

/** The server of the test that runs. */
export const server = { current: new FakeServer() };
export const lines: Line[] = [];
export const open: BoardState[] = [];
/** Who everybody is. */
export const MEMBER = newId();

class FakeSocket {
  static readonly OPEN = 1;
  readonly readyState = 1;
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: string }) => void) | null = null;
  onclose: ((event: { readonly code: number }) => void) | null = null;
  readonly #line: Line;

  constructor() {
    this.#line = new Line({
      open: () => this.onopen?.(),
      message: (data) => this.onmessage?.({ data }),
      frame: () => undefined,
      have: () => undefined,
      closed: (code) => this.onclose?.({ code }),
    });
    lines.push(this.#line);
    server.current.accept(this.#line, MEMBER);
  }

  send(text: string): void {
    this.#line.toServer.push(text);
  }

  close(): void {
    this.#line.dead = true;
  }
}

/** Gives the tests of a file a page and a server each. */
export function page(): void {
  beforeEach(() => {
    server.current = new FakeServer();
    const events = new EventTarget();
    vi.stubGlobal('WebSocket', FakeSocket);
    vi.stubGlobal('isSecureContext', false);
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false, activeElement: null }));
    vi.stubGlobal('addEventListener', events.addEventListener.bind(events));
    vi.stubGlobal('requestAnimationFrame', (act: () => void) => setTimeout(act, 0));
    vi.stubGlobal('cancelAnimationFrame', (timer: ReturnType<typeof setTimeout>) => clearTimeout(timer));
  });

  afterEach(() => {
    for (const board of open.splice(0)) board.close();
    lines.length = 0;
    vi.unstubAllGlobals();
  });
}

/** Opens a board of its own and waits until it is there. */
export async function live(): Promise<BoardState> {
  const board = openBoard(newId(), { socketUrl: 'ws://board' });
  open.push(board);
  await vi.waitUntil(() => serve() && board.link === 'live');
  return board;
}

/** Lets the server and the lines do what there is to do. */
export function serve(): true {
  for (const line of lines) {
    line.open();
    for (let i = 0; i < 20; i++) {
      server.current.read(line);
      line.deliver();
    }
  }
  server.current.turn();
  return true;
}

export async function saved(board: BoardState): Promise<void> {
  await vi.waitUntil(() => serve() && board.unsaved === 0 && lines.every((line) => line.toClient.length === 0));
}

/** Says something that this server never would. */
export function say(frame: ServerFrame): void {
  for (const line of lines) {
    line.toClient.push(JSON.stringify(frame));
    line.deliver();
  }
}

/** Puts a record on the board, made by `who`, before anybody joins. */
export function put(id: string, type: string, f: AnyRec['f'], who: string = newId()): void {
  server.current.records.set(id, { id, type, f, who, anon: false, del: false });
}
