import type { Clock } from '../sync/ports.ts';

/** For so long, in milliseconds, saving needs no more words than that it goes on. */
export const USUAL = 4000;

/** Notices that saving takes longer than usual: something waits, and nothing has been saved for a while. */
export class Slowness {
  readonly #clock: Clock;
  readonly #changed: (slow: boolean) => void;
  #count = 0;
  #slow = false;
  #timer: (() => void) | undefined;

  constructor(clock: Clock, changed: (slow: boolean) => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  /** So many changes are not saved now. Fewer than before means that saving goes on. */
  waits(count: number): void {
    const goesOn = count < this.#count;
    this.#count = count;
    if (goesOn) this.anew();
    else this.#wait();
  }

  /** Saving begins anew, as over a new connection. */
  anew(): void {
    this.stop();
    this.#say(false);
    this.#wait();
  }

  /** Notices nothing any more until it is told of more. */
  stop(): void {
    this.#timer?.();
    this.#timer = undefined;
  }

  #wait(): void {
    if (this.#count > 0 && !this.#slow) this.#timer ??= this.#clock.after(USUAL, () => this.#say(true));
  }

  #say(slow: boolean): void {
    if (this.#slow === slow) return;
    this.#slow = slow;
    this.#changed(slow);
  }
}
