import { expect, test } from 'vitest';
import { clock, hourOf, nextAt, quarter } from './clock.ts';

test.each([
  [300_000, '5:00'],
  [299_400, '5:00'],
  [61_000, '1:01'],
  [3_725_000, '1:02:05'],
  [400, '0:01'],
  [0, '0:00'],
  [-400, '0:00'],
  [-1000, '−0:01'],
  [-83_500, '−1:23'],
])('B-51: %i ms left read %s', (ms, read) => expect(clock(ms)).toBe(read));

test('an hour that has passed today is tomorrow’s', () => {
  const noon = new Date(2026, 4, 4, 12, 0).getTime();
  expect(nextAt('15:00', noon)).toBe(noon + 3 * 3_600_000);
  expect(hourOf(nextAt('09:30', noon) ?? 0)).toBe('09:30');
  expect((nextAt('09:30', noon) ?? 0) > noon).toBe(true);
  expect(nextAt('soon', noon)).toBeNull();
});

test('the end that is offered is a quarter of an hour, and never past', () => {
  const noon = new Date(2026, 4, 4, 12, 0).getTime();
  expect(hourOf(quarter(noon + 83 * 60_000, noon))).toBe('13:30');
  expect(hourOf(quarter(noon + 2 * 60_000, noon))).toBe('12:15');
});
