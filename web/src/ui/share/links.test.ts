import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as api from '../../state/api.ts';
import { keepLinks, keepSpecial, keptLinks, keptSpecials, look } from './links.ts';

const board = '11111111-1111-4111-8111-111111111111';
const link = (id: string, more: Partial<api.LinkState> = {}): api.LinkState => ({
  id,
  role: 'client',
  created_at: 1,
  expires_at: 0,
  most: 0,
  passphrase: false,
  joined: 0,
  ...more,
});

beforeEach(() => {
  const rows = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => rows.get(key) ?? null,
    setItem: (key: string, value: string) => rows.set(key, value),
    removeItem: (key: string) => rows.delete(key),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A server that has these links; `ids` are those that keys open. */
function serve(list: readonly api.LinkState[], ids: Readonly<Record<string, string>>): void {
  vi.spyOn(api, 'links').mockResolvedValue(list);
  vi.spyOn(api, 'knownLinks').mockImplementation((_, keys) => Promise.resolve(keys.map((key) => ids[key] ?? '')));
}

test('A-55: a link with limits is not the one that is shown to everybody', async () => {
  keepLinks(board, { client: 'https://x/b/1#k=old', team: 'https://x/b/1#k=team' });
  keepSpecial(board, 'https://x/b/1#k=one');
  expect(keptLinks(board)).toEqual({ client: 'https://x/b/1#k=old', team: 'https://x/b/1#k=team' });
  serve([link('a', { most: 1 }), link('b', { role: 'team' }), link('c', { passphrase: true }), link('d')], {
    old: 'a', // remembered as the ordinary one by a page of before
    team: 'b',
    one: 'c',
  });
  const seen = await look(board);
  expect(keptLinks(board)).toEqual({ team: 'https://x/b/1#k=team' });
  expect([...keptSpecials(board)].sort()).toEqual(['https://x/b/1#k=old', 'https://x/b/1#k=one']);
  expect(seen.map(({ url }) => url?.split('=')[1])).toEqual(['old', 'team', 'one', undefined]);
});

test('A-56: a link that was ended is forgotten', async () => {
  keepLinks(board, { client: 'https://x/b/1#k=dead' });
  keepSpecial(board, 'https://x/b/1#k=over');
  serve([link('a')], {});
  await look(board);
  expect([keptLinks(board), keptSpecials(board)]).toEqual([{}, []]);
});
