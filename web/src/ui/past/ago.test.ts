import { expect, test } from 'vitest';
import { ago } from './ago.ts';

test('how long ago it was is said in whole units, and never in the future', () => {
  const now = 10_000_000_000;
  const said = (ms: number): string => ago('en')(now - ms, now);
  expect(said(-5000)).toBe('now');
  expect(said(59_999)).toBe('now');
  expect(said(120_000)).toBe('2 minutes ago');
  expect(said(3_600_000)).toBe('1 hour ago');
  expect(said(90_000_000)).toBe('yesterday');
});
