// A whole board against the server in memory, through everything but a real browser.
import { expect, test, vi } from 'vitest';
import { openBoard } from './board.svelte.ts';
import { newId } from './ids.ts';
import { lines, live, MEMBER, open, page, say, saved, serve, server } from './testing/live.ts';

page();

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

test('the two halves of a turn are painted at once (R-15)', async () => {
  const board = await live();
  const frames: (() => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (act: () => void) => frames.push(act));
  const frame = () => frames.splice(0).forEach((act) => act());
  const put = (id: string, type: string) => [[{ op: 'put' as const, rec: { id, type, f: {} } }]];
  const [mine, shared] = [newId(), newId()];
  say({ t: 'own', ops: put(mine, 'note') });
  frame();
  expect(board.note(mine)).toBeUndefined();
  say({ t: 'chg', ops: put(shared, 'note') });
  frame();
  expect([mine, shared].map((id) => board.note(id)?.id)).toEqual([mine, shared]);
  const alone = newId(); // nothing follows it
  say({ t: 'own', ops: put(alone, 'note') });
  frame();
  frame();
  expect(board.note(alone)?.id).toBe(alone);
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

test('an act of any size is one step: several mutations, taken back and done again as they came', async () => {
  const board = await live();
  const sizes: number[] = [];
  server.current.whim = ({ ops }) => {
    sizes.push(ops.length);
    return '';
  };
  const ids = Array.from({ length: 600 }, newId);
  const f = { text: 'x', place: { zone: 'z', order: 'a' } };
  board.act(() => ids.map((id) => ({ op: 'put', rec: { id, type: 'note', f } })));
  expect(board.notesIn('z').length).toBe(600);
  await saved(board);
  board.undo();
  expect([board.notesIn('z').length, board.canUndo]).toEqual([0, false]);
  await saved(board);
  board.redo();
  expect([board.notesIn('z').length, board.canRedo]).toEqual([600, false]);
  await saved(board);
  expect(sizes).toEqual([250, 250, 100, 250, 250, 100, 250, 250, 100]);
  expect([...server.current.records.values()].filter((rec) => !rec.del).length).toBe(600);
});
