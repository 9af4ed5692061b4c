// What a timer says (boards/SPEC.md B-51).
import type { Timer } from './records.ts';

/** The milliseconds left by the server's clock; below zero once the time is over. */
export function leftOf(timer: Timer, now: number): number {
  return timer.run && timer.at > 1 ? timer.ms - Math.max(now - timer.at, 0) : timer.ms;
}

/** Whether there is a timer at all: phases without minutes have none. */
export function isSet(timer: Timer): boolean {
  return timer.ms !== 0;
}
