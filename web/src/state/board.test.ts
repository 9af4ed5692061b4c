// A whole board against the server in memory, through everything but a real browser.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ServerFrame } from '../sync/frames.ts';
import { FakeServer } from '../sync/testing/server.ts';
import { Line } from '../sync/testing/net.ts';
import { openBoard, type BoardState } from './board.svelte.ts';
import { newId } from './ids.ts';

const server = { current: new FakeServer() };
const lines: Line[] = [];
const open: BoardState[] = [];
const MEMBER = newId();

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

/** Opens a board of its own and waits until it is there. */
async function live(): Promise<BoardState> {
  const board = openBoard(newId(), { socketUrl: 'ws://board' });
  open.push(board);
  await vi.waitUntil(() => serve() && board.link === 'live');
  return board;
}

/** Lets the server and the lines do what there is to do. */
function serve(): true {
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

async function saved(board: BoardState): Promise<void> {
  await vi.waitUntil(() => serve() && board.unsaved === 0 && lines.every((line) => line.toClient.length === 0));
}

/** Says something that this server never would. */
function say(frame: ServerFrame): void {
  for (const line of lines) {
    line.toClient.push(JSON.stringify(frame));
    line.deliver();
  }
}

test('what is asked for shows at once and is saved later', async () => {
  const board = await live();
  const id = board.addNote({ zone: 'z', text: 'felt' });
  expect(board.note(id)?.f.text).toBe('felt');
  expect(board.notesIn('z').map((note) => note.id)).toEqual([id]);
  expect(board.unsaved).toBe(1);
  await saved(board);
  expect(server.current.records.get(id)?.f['text']).toBe('felt');
  expect(board.isMine(board.note(id) ?? {})).toBe(true);
});

test('what was asked for before the device had answered is not forgotten', async () => {
  const board = openBoard(newId(), { socketUrl: 'ws://board' });
  open.push(board);
  const id = board.addNote({ zone: 'z', text: 'early' });
  await vi.waitUntil(() => serve() && board.link === 'live');
  await saved(board);
  expect(board.note(id)?.f.text).toBe('early');
});

test('lists follow their records; records keep being the same object', async () => {
  const board = await live();
  const [a, b] = [board.addNote({ zone: 'z', text: 'a' }), board.addNote({ zone: 'z', text: 'b' })];
  await saved(board);
  const before = board.notesIn('z');
  board.editText(a, 'text', 'a, felt');
  expect(board.notesIn('z')).toBe(before);
  expect(before[0]?.f.text).toBe('a, felt');
  board.moveNote(b, { zone: 'z', before: a });
  expect(board.notesIn('z').map((note) => note.id)).toEqual([b, a]);
  board.moveNote(b, { zone: 'y' });
  expect([board.notesIn('z').length, board.notesIn('y').length]).toEqual([1, 1]);
  board.remove([a]);
  expect(board.notesIn('z')).toEqual([]);
  expect(board.bin.map((note) => note.id)).toEqual([a]);
  expect(board.note(a)).toBeUndefined();
  board.restore([a]);
  expect(board.notesIn('z').map((note) => note.id)).toEqual([a]);
});

test('undo takes back acts of one’s own, redo does them again', async () => {
  const board = await live();
  const id = board.addNote({ zone: 'z', text: 'felt' });
  board.set(id, { emotion: 2 });
  await saved(board);
  board.undo();
  expect(board.note(id)?.f.emotion).toBeNull();
  expect(board.canRedo).toBe(true);
  board.undo();
  expect(board.note(id)).toBeUndefined();
  expect(board.canUndo).toBe(false);
  board.redo();
  board.redo();
  expect(board.note(id)?.f.emotion).toBe(2);
  await saved(board);
  expect(server.current.records.get(id)?.f['emotion']).toBe(2);
});

test('a refusal gives the words back until it is dismissed', async () => {
  const board = await live();
  server.current.whim = () => 'phase';
  const id = board.addNote({ zone: 'z', text: 'not the moment' });
  await saved(board);
  await vi.waitUntil(() => board.note(id) === undefined); // with the next frame
  const [refusal] = board.refusals;
  expect(refusal).toMatchObject({ code: 'phase', text: 'not the moment' });
  if (refusal) board.dismiss(refusal);
  expect(board.refusals).toEqual([]);
});

test('who is here and what they do', async () => {
  const board = await live();
  const other = newId();
  say({ t: 'here', members: [MEMBER, other] });
  say({ t: 'presence', who: [{ m: other, zone: 'z', x: 1, y: 2 }, { m: MEMBER }] });
  expect([...board.here]).toEqual([MEMBER, other]);
  expect([...board.presence]).toEqual([[other, { zone: 'z', x: 1, y: 2 }]]);
  say({ t: 'presence', who: [], left: [other] });
  say({ t: 'here', members: [MEMBER] });
  expect([board.here.size, board.presence.size]).toEqual([1, 0]);
});

test('a board that is closed says why and stays as it is', async () => {
  const board = await live();
  for (const line of lines) line.cut(4003);
  expect([board.link, board.closed]).toEqual(['closed', 'revoked']);
});
