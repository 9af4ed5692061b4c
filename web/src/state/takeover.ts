import type { Clock } from '../sync/ports.ts';

/** Takes the baton for a stand-in once its holder has been gone for long enough (B-52). */
export class TakeOver {
  readonly #clock: Clock;
  readonly #take: () => void;
  #gone = '';
  #timer: (() => void) | undefined;

  constructor(clock: Clock, take: () => void) {
    this.#clock = clock;
    this.#take = take;
  }

  /** Says who is gone, in any words, '' for nobody; the time begins anew whenever that is somebody else. */
  look(gone: string, seconds: number): void {
    if (gone === this.#gone) return;
    this.#timer?.();
    this.#timer = undefined;
    this.#gone = gone;
    if (gone !== '') this.#timer = this.#clock.after(seconds * 1000, this.#take);
  }
}
