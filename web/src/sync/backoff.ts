import type { Random } from './ports.ts';

/** The first and the greatest upper bound of a wait, in milliseconds. */
const FIRST = 250;
const GREATEST = 8000;

/** Waits with full jitter: evenly spread below a bound that doubles, so that clients do not come back in step. */
export class Backoff {
  readonly #random: Random;
  #attempt = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** How many waits there have been since the last reset. */
  get attempt(): number {
    return this.#attempt;
  }

  /** The next wait in milliseconds; `floor` raises its upper bound. */
  next(floor = 0): number {
    const bound = Math.min(GREATEST, Math.max(FIRST * 2 ** this.#attempt, floor));
    this.#attempt++;
    return this.#random() * bound;
  }

  reset(): void {
    this.#attempt = 0;
  }
}
