import type { Clock } from './ports.ts';

/**
 * Passes the newest value on, at most once per `every` milliseconds, asked for anew each time; the first at once, the last
 * never lost.
 */
export class Throttle<T> {
  readonly #clock: Clock;
  readonly #every: () => number;
  readonly #pass: (value: T) => void;
  #next: { readonly value: T } | undefined;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, every: number | (() => number), pass: (value: T) => void) {
    this.#clock = clock;
    this.#every = typeof every === 'number' ? () => every : every;
    this.#pass = pass;
  }

  push(value: T): void {
    this.#next = { value };
    if (this.#cancel === undefined) this.#fire();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#next = undefined;
  }

  #fire(): void {
    const next = this.#next;
    this.#next = undefined;
    this.#cancel = undefined;
    if (next === undefined) return;
    this.#cancel = this.#clock.after(this.#every(), () => this.#fire());
    this.#pass(next.value);
  }
}
