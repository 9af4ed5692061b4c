// A session on a whole board against the server in memory.
import { beforeEach, expect, test, vi } from 'vitest';
import { rules } from '../model/testing/session.ts';
import type { BoardState } from './board.svelte.ts';
import { newId } from './ids.ts';
import { live, MEMBER, page, put, saved, server } from './testing/live.ts';

page();

const [S, P, Q, THEME, OTHER] = [newId(), newId(), newId(), newId(), newId()];
const dots = { kind: 'dots', of: 'theme', roles: ['facilitator'], limit: 2, budget: 3, split: false } as const;

beforeEach(() => {
  server.current.role = 'facilitator';
  put(S, 'session', { phase: P });
  put(P, 'phase', { order: 'a0', title: 'Write', rules: rules({ write: ['client'] }), listen: ['facilitator'] });
  put(Q, 'phase', { order: 'a1', title: 'Vote', minutes: 5, rules: rules({ see: 'own' }), ask: dots, budget: 3 });
  put(THEME, 'theme', { name: 'Waiting', order: 'a0' });
  put(OTHER, 'theme', { name: 'Calling', order: 'a1' });
});

/** A board with a record that goes over the line. */
async function at(phase: string): Promise<BoardState> {
  put(S, 'session', { phase });
  return live();
}

const stored = (id: string) => server.current.records.get(id)?.f;

test('a note that would wait shows so before the server has answered (B-53, B-54)', async () => {
  const board = await at(P);
  expect([board.can.write, board.can.listens, board.can.willWait('z'), board.can.willWait('z', true)]).toEqual([
    true,
    true,
    true,
    false,
  ]);
  const id = board.addNote({ zone: 'z', text: 'mine' });
  const said = board.addNote({ zone: 'z', text: 'theirs', whose: 'Ms Rossi' });
  expect([board.note(id)?.f.state, board.note(said)?.f.state]).toEqual(['waiting', 'revealed']);
  expect(board.waiting.map((note) => note.id)).toEqual([id]);
});

test('where notes are hidden a new one shows as private (B-22)', async () => {
  const board = await at(Q);
  expect(board.note(board.addNote({ zone: 'z', text: 'mine' }))?.f.state).toBe('private');
});

test('dots show at once, within the budget and the limit, and are taken back (B-57, B-58)', async () => {
  const board = await at(Q);
  expect([board.ask.open, board.ask.budget, board.ask.options.length]).toEqual([true, 3, 2]);
  board.ask.give(THEME, 2);
  board.ask.give(THEME, 3); // beyond the limit
  board.ask.give(OTHER, 2); // beyond the budget
  expect([board.ask.mine(THEME), board.ask.mine(OTHER), board.ask.left()]).toEqual([2, null, 1]);
  board.ask.give(OTHER, 1);
  board.ask.give(THEME, 0);
  await saved(board);
  expect([board.ask.mine(THEME), board.ask.mine(OTHER), board.ask.spent()]).toEqual([null, 1, 1]);
  board.ask.again([OTHER]);
  expect([board.ask.mine(OTHER), board.ask.options.map((rec) => rec.id)]).toEqual([null, [OTHER]]);
});

test('a question about notes is about those of the step’s zones that everybody sees (B-57)', async () => {
  const ask = { ...dots, of: 'note' };
  put(Q, 'phase', { order: 'a1', rules: rules({ see: 'own' }), ask, zones: ['ideas'] });
  const [idea, own, other] = [newId(), newId(), newId()];
  put(idea, 'note', { text: 'a', place: { zone: 'ideas', order: 'a0' } });
  put(own, 'note', { text: 'b', place: { zone: 'ideas', order: 'a1' }, state: 'private' }, MEMBER);
  put(other, 'note', { text: 'c', place: { zone: 'z', order: 'a0' } });
  const board = await at(Q);
  expect(board.notesIn('ideas')).toHaveLength(2);
  expect(board.ask.options.map((rec) => rec.id)).toEqual([idea]);
  expect(board.ask.budget).toBe(3);
});

test('the options tied around the cut are those of equal dots there', async () => {
  const row = (item: string, sum: number) => ({ item, q: 0, n: 1, sum, dist: [], customers: null, team: null });
  const none = { mid: null, low: null, high: null };
  const rows = [5, 3, 2, 2, 2, 1].map((sum, i) => ({ ...row(`t${i}`, sum), ...none }));
  put(Q, 'phase', { order: 'a1', rules: rules(), ask: dots, closed: true, results: rows });
  const board = await at(Q);
  expect(board.ask.results(Q)).toHaveLength(6);
  expect(board.ask.ties(Q)).toEqual(['t2', 't3', 't4']);
  expect([board.ask.ties(Q, 2), board.ask.ties(Q, 5), board.ask.ties(Q, 9)]).toEqual([[], [], []]);
});

test('going to a phase shows its timer and is saved; nobody undoes it (B-50, B-51)', async () => {
  const board = await at(P);
  board.run.go(Q);
  expect([board.phase?.id, board.run.left, board.run.at]).toEqual([Q, 300_000, 1]);
  expect(board.canUndo).toBe(false);
  await saved(board);
  expect(stored(S)?.['phase']).toBe(Q);
});

test('the agenda is changed, and that can be undone', async () => {
  const board = await at(P);
  const id = board.run.addPhase({ title: 'Break', minutes: 5 }, P);
  await vi.waitUntil(() => board.phases.length === 3);
  expect(board.phases.map((phase) => phase.f.title)).toEqual(['Write', 'Break', 'Vote']);
  board.run.setPhase(id, { minutes: 7 });
  await vi.waitUntil(() => board.phases[1]?.f.minutes === 7);
  board.undo();
  board.undo();
  expect(board.phases.map((phase) => phase.id)).toEqual([P, Q]);
  await saved(board);
});

test('what is shared is grouped, named and taken apart', async () => {
  const board = await at(P);
  const notes = ['a', 'b'].map((text) => board.addNote({ zone: 'z', text, whose: 'Ms Rossi' }));
  const theme = board.groupNew(notes, 'Both');
  expect(board.notesOf(theme).map((note) => note.f.text)).toEqual(['a', 'b']);
  board.editText(theme, 'name', 'Both of them');
  board.removeTheme(theme);
  const [note] = notes.map((id) => board.note(id));
  expect(note && board.themeOf(note)).toBeUndefined();
  board.undo();
  expect(note && board.themeOf(note)?.f.name).toBe('Both of them');
  board.ungroup(notes);
  expect(board.notesOf(theme)).toEqual([]);
  await saved(board);
});

test('comments, topics and hands are there at once', async () => {
  put(MEMBER, 'member', { role: 'facilitator' });
  const board = await at(P);
  board.room.comment(THEME, 'first');
  board.room.comment(THEME, 'second');
  board.room.propose('Invoices', 10);
  board.room.toggleHand();
  await saved(board);
  expect(
    board.room
      .comments(THEME)
      .map((comment) => comment.f.text)
      .sort(),
  ).toEqual(['first', 'second']);
  expect(board.room.topics[0]?.f).toMatchObject({ title: 'Invoices', minutes: 10, state: 'proposed' });
  expect(board.room.handUp).toBe(true);
  board.room.toggleHand();
  expect([board.room.handUp, board.room.hands.length]).toEqual([false, 0]);
});

test('the board’s time is the server’s (R-20)', async () => {
  server.current.now = () => Date.now() + 3_600_000;
  const board = await at(P);
  expect(board.now() - Date.now()).toBeGreaterThan(3_500_000);
});

test('the baton is handed over and given back, a stand-in is named (B-52)', async () => {
  const board = await at(P);
  expect([board.run.drives, board.can.run]).toEqual([true, true]);
  board.run.handOver(MEMBER);
  board.run.handOver('');
  board.run.setStandin(MEMBER, 45);
  await saved(board);
  expect(stored(S)).toMatchObject({ standin: MEMBER, pass: 45 });
  expect(stored(S)?.['baton'] ?? '').toBe('');
});
