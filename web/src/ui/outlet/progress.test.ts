import { describe, expect, test, vi } from 'vitest';

vi.stubGlobal('navigator', { languages: ['en'] });
vi.stubGlobal('document', { documentElement: {} });
const { busy, pause, stateOf } = await import('./progress.ts');

const item = { action: 'a', title: 'Hold the seat' };

// What D-1 … D-6 leave behind, in words.
describe('what became of an item', () => {
  test.each([
    [{ state: 'queued' }, 'Waits for its turn'],
    [{ state: 'sending' }, 'Is being sent…'],
    [{ state: 'sent', ref: '7' }, 'Sent'],
    [{ state: 'sent', ref: '7', seen: 'open' }, 'Sent'],
    [{ state: 'sent', ref: '7', seen: 'closed' }, 'Sent, closed there'],
    [{ state: 'sent', ref: '7', seen: 'not_planned' }, 'Sent, closed there as not planned'],
    [{ state: 'failed' }, 'Not sent'],
    [{ state: 'changed', ref: '7' }, 'Changed there, not overwritten'],
  ] as const)('%j', (delivery, words) => {
    expect(stateOf({ ...item, ...delivery }, 0)).toBe(words);
  });

  test('says until when it waits', () => {
    const at = new Date(2026, 10, 22, 14, 5).getTime();
    expect(stateOf({ ...item, state: 'queued', due_at: at }, at - 60_000)).toMatch(/^Waits until .*(14:05|2:05)/);
    expect(stateOf({ ...item, state: 'queued', due_at: at }, at + 1)).toBe('Waits for its turn');
  });
});

test('it is asked quickly while something is on its way, and ever more rarely', () => {
  const on = [{ ...item, state: 'queued' as const }];
  expect(busy(on)).toBe(true);
  expect(busy([{ ...item, state: 'sent' }])).toBe(false);
  const pauses = [0, 1, 2, 3, 4, 5, 6, 30].map((n) => pause(n));
  expect(pauses[0]).toBeLessThanOrEqual(1000);
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  expect(pauses.at(-1)).toBe(30_000);
});
