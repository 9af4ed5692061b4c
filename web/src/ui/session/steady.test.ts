import { expect, test } from 'vitest';
import { Steady } from './steady.ts';

test('a double click is one step, two clicks in their own time are two', () => {
  const steady = new Steady();
  expect(steady.may(1000)).toBe(true);
  steady.moved(1000);
  expect(steady.may(1150)).toBe(false);
  expect(steady.may(1800)).toBe(true);
});
