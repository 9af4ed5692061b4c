import { expect, test, vi } from 'vitest';
import type { Line } from './acts.ts';

vi.stubGlobal('navigator', { languages: ['en'] });
vi.stubGlobal('document', { documentElement: {} });
await (await import('../words/words.ts')).begin();
const { endOf, whoOf } = await import('./say.ts');

const id = '11111111-1111-4111-8111-111111111111';
const line = (more: Partial<Line>): Line => ({
  id: 1,
  at: 0,
  board: id,
  member: id,
  act: 'removed',
  outcome: id,
  times: 1,
  ...more,
});

test('S-17: a name that looks like another is not said without whose it is', () => {
  expect(whoOf(line({ name: 'Anna Owner' }))).toBe('Anna Owner');
  expect(whoOf(line({ name: 'P2 · Anna Оwner', name_as: 'customer' }))).toBe('Guest P2 · Anna Оwner');
  expect(endOf(line({ whom: 'P2 · Anna Оwner', whom_as: 'customer' }))).toBe('Guest P2 · Anna Оwner');
});

test('A-60: who deleted a board is named, whoever they are on it', () => {
  const deleted = line({ member: '', act: 'board_deleted' });
  expect(whoOf({ ...deleted, name: 'Anna Owner' })).toBe('Anna Owner');
  expect(endOf(deleted)).toBe('');
});
