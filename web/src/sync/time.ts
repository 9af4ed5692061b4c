import type { Clock } from './ports.ts';

/** So many of the newest times told count: a minute of heartbeats. */
const KEPT = 12;
/** No frame is so late, in milliseconds: it is this device's clock that was set. */
const LATE = 10_000;
/** Time stands still for at most so long, in milliseconds, rather than go back. */
const STILL = 2000;

/**
 * The server's time, from what its frames say (realtime/SPEC.md R-20). A frame is late by its way here and never early, so
 * of the newest ones the one that puts the server's clock the furthest ahead is the nearest to the truth.
 */
export class ServerTime {
  readonly #clock: Pick<Clock, 'now'>;
  #offsets: number[] = [];
  #late = 0;
  #said = -Infinity;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** A frame that has just come was sent at this time. */
  heard(server: number): void {
    const offset = server - this.#clock.now();
    const much = this.#offsets.length > 0 && offset < this.#offset - LATE;
    this.#late = much ? this.#late + 1 : 0;
    if (this.#late === 1) return; // perhaps the page slept on it
    if (much) this.#offsets = [];
    this.#late = 0;
    this.#offsets = [...this.#offsets, offset].slice(-KEPT);
  }

  /** Milliseconds since 1970 UTC; this device's own time until the server has told. Never goes back by a little. */
  now(): number {
    const now = Math.round(this.#clock.now() + this.#offset);
    if (now < this.#said && this.#said - now < STILL) return this.#said;
    this.#said = now;
    return now;
  }

  get #offset(): number {
    return this.#offsets.length === 0 ? 0 : Math.max(...this.#offsets);
  }
}
