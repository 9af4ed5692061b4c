import { beforeEach, expect, test, vi } from 'vitest';
import { begin, end, keepStep, stepOf } from './guide.ts';

beforeEach(() => {
  const store = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => void store.set(key, value),
    removeItem: (key: string) => void store.delete(key),
  });
});

test('the guide belongs to the board it was made with, and is never shown on another', () => {
  expect(stepOf('a')).toBeNull();
  begin('a');
  expect([stepOf('a'), stepOf('b')]).toEqual([0, null]);
});

test('it goes on where it was after the page was loaded again, and does not come back once it was closed', () => {
  begin('a');
  keepStep('a', 3);
  expect(stepOf('a')).toBe(3);
  end();
  expect(stepOf('a')).toBeNull();
});
