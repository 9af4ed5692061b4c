import { expect, test } from 'vitest';
import { FakeClock } from './testing/clock.ts';
import { ServerTime } from './time.ts';

/** A server whose clock is an hour ahead of this device's. */
const AHEAD = 3_600_000;

function start(): { clock: FakeClock; time: ServerTime; tell: (late: number) => void } {
  const clock = new FakeClock();
  const time = new ServerTime(clock);
  return { clock, time, tell: (late) => time.heard(clock.now() + AHEAD - late) };
}

test('until the server has told it is this device’s own time (R-20)', () => {
  const { clock, time } = start();
  expect(time.now()).toBe(clock.now());
});

test('of frames that were long under way the fastest counts (R-20)', () => {
  const { clock, time, tell } = start();
  for (const late of [800, 30, 400]) tell(late);
  expect(time.now()).toBe(clock.now() + AHEAD - 30);
});

test('where the fastest frame is too old to count, time stands still for a moment and never goes back', () => {
  const { clock, time, tell } = start();
  tell(20);
  const before = time.now();
  for (let i = 0; i < 12; i++) tell(120);
  expect(time.now()).toBe(before);
  clock.advance(150);
  expect(time.now()).toBe(clock.now() + AHEAD - 120);
});

test('one frame that the page slept on changes nothing; a clock that was set forward does with the second', () => {
  const { clock, time, tell } = start();
  tell(20);
  tell(300_000);
  expect(time.now()).toBe(clock.now() + AHEAD - 20);
  tell(50);
  tell(1_800_000);
  tell(1_800_000);
  expect(time.now()).toBe(clock.now() + AHEAD - 1_800_000);
});

test('a clock that was set back is followed at once', () => {
  const { clock, time, tell } = start();
  tell(20);
  tell(-600_000);
  expect(time.now()).toBe(clock.now() + AHEAD + 600_000);
});
