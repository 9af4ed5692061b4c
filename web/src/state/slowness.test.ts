import { expect, test } from 'vitest';
import { FakeClock } from '../sync/testing/clock.ts';
import { Slowness, USUAL } from './slowness.ts';

test('saving is slow once nothing has been saved for a while, until something is', () => {
  const clock = new FakeClock();
  const said: boolean[] = [];
  const slowness = new Slowness(clock, (slow) => said.push(slow));
  slowness.waits(1);
  clock.advance(USUAL - 1);
  slowness.waits(2);
  expect(said).toEqual([]);
  clock.advance(1);
  expect(said).toEqual([true]);
  slowness.waits(3);
  slowness.waits(2);
  expect(said).toEqual([true, false]);
  clock.advance(USUAL);
  expect(said).toEqual([true, false, true]);
  slowness.anew();
  clock.advance(USUAL - 1);
  expect(said).toEqual([true, false, true, false]);
  clock.advance(1);
  slowness.waits(0);
  clock.advance(USUAL);
  expect(said).toEqual([true, false, true, false, true, false]);
});

test('saving that goes on is not slow, however much waits', () => {
  const clock = new FakeClock();
  const slowness = new Slowness(clock, () => expect.unreachable());
  for (let i = 0; i < 20; i++) {
    slowness.waits(3);
    clock.advance(USUAL / 2);
    slowness.waits(2);
  }
  slowness.stop();
  clock.advance(USUAL);
});
