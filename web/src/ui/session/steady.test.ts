import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { meant, Steady } from './steady.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a double click is one step, two clicks in their own time are two', () => {
  const steady = new Steady();
  expect(steady.busy).toBe(false);
  steady.moved();
  vi.advanceTimersByTime(meant / 4);
  expect(steady.busy).toBe(true);
  vi.advanceTimersByTime(meant);
  expect(steady.busy).toBe(false);
});
