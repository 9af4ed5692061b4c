import { expect, test, vi } from 'vitest';
import type { Zone } from '../../model/records.ts';
import { full } from '../../model/values.ts';
import type { BoardState } from '../../state/board.svelte.ts';

vi.stubGlobal('navigator', { languages: ['en'] });
vi.stubGlobal('document', { documentElement: {} });
vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {}, removeItem: () => {} });
const { Draft, guesses } = await import('./draft.svelte.ts');

const zone = full({ id: 'now', type: 'zone', f: { area: 'now' } }) as Zone;
const ideas = full({ id: 'ideas', type: 'zone', f: { area: 'ideas' } }) as Zone;

/** A board whose steps make the team listen, and one of them is for ideas alone. */
function board(listens: boolean): { board: BoardState; sent: Record<string, unknown>[] } {
  const sent: Record<string, unknown>[] = [];
  const phases = [{ f: { zones: [], listen: ['team'] } }, { f: { zones: ['ideas'], listen: [] } }];
  const addNote = (note: Record<string, unknown>): string => String(sent.push(note));
  return { board: { me: { role: 'team' }, can: { listens }, phases, addNote } as unknown as BoardState, sent };
}

test('B-53: whose words it is holds for one note, unless the team does nothing but listen', () => {
  for (const listens of [true, false]) {
    const room = board(listens);
    const draft = new Draft('b');
    draft.speakFor(zone, { behalf: 'gus' });
    draft.text = 'We lost our seats';
    draft.post(room.board, zone);
    draft.text = 'The queue scares people';
    draft.post(room.board, zone);
    expect(room.sent.map((note) => note['behalf'])).toEqual(listens ? ['gus', 'gus'] : ['gus', undefined]);
    expect(room.sent.map((note) => note['kind'])).toEqual(listens ? ['quote', 'quote'] : ['quote', 'assumption']);
  }
});

test('what the team writes for itself is a guess where customers say how it is, and not where ideas are collected', () => {
  const room = board(false);
  expect([zone, ideas].map((each) => guesses(room.board, each))).toEqual([true, false]);
});
