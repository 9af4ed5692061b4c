// Locks among the tabs of one browser: Web Locks, or over plain HTTP, where there are none, leases in localStorage.
import type { Clock } from '../sync/ports.ts';
import type { Locks } from '../sync/queue.ts';

/** How long a tab may take to say that it lives, in milliseconds. Even throttled tabs hear of storage at once. */
const ANSWER = 700;
/** How long to wait for another tab that takes the same lease at the same time. */
const RACE = 50;

/** Locks that the browser gives back when a tab ends, however it ends. */
export class WebLocks implements Locks {
  readonly #manager: LockManager;

  constructor(manager: LockManager) {
    this.#manager = manager;
  }

  take(pair: string): Promise<(() => void) | undefined> {
    return new Promise((resolve, reject) => {
      const held = this.#manager.request(`feltboard.pair.${pair}`, { ifAvailable: true }, (lock) => {
        if (lock === null) {
          resolve(undefined);
          return undefined;
        }
        return new Promise<void>((release) => resolve(() => release()));
      });
      held.catch(reject);
    });
  }
}

/** What leases need of a page: its storage, and word of what other tabs write there. */
export interface Page {
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Calls back for every change that another tab makes. */
  listen(changed: (key: string | null, value: string | null) => void): void;
}

/**
 * Leases: the name of the holder stands in localStorage. Who finds one asks whether the holder lives; who hears no
 * answer takes it. A holder that slept through the question sees on waking that the lease is another's.
 */
export class LeaseLocks implements Locks {
  readonly #page: Page;
  readonly #clock: Clock;
  readonly #me: string;
  readonly #held = new Map<string, () => void>();
  readonly #asked = new Map<string, () => void>();

  /** `me` names this tab, differently from all others. */
  constructor(page: Page, clock: Clock, me: string) {
    this.#page = page;
    this.#clock = clock;
    this.#me = me;
    page.listen((key, value) => this.#changed(key, value));
  }

  async take(pair: string, lost: () => void): Promise<(() => void) | undefined> {
    const { storage } = this.#page;
    const holder = storage.getItem(lease(pair));
    if (holder !== null && (await this.#lives(pair))) return undefined;
    storage.setItem(lease(pair), this.#me);
    this.#held.set(pair, () => undefined); // from here on it answers
    await this.#pause(RACE);
    this.check();
    if (!this.#held.has(pair)) return undefined;
    this.#held.set(pair, lost);
    return () => {
      if (!this.#held.delete(pair)) return;
      if (storage.getItem(lease(pair)) === this.#me) storage.removeItem(lease(pair));
      storage.removeItem(ask(pair));
      storage.removeItem(answer(pair));
    };
  }

  /** Looks whether all leases are still this tab's; call it when the page wakes up. */
  check(): void {
    for (const [pair, lost] of [...this.#held]) {
      if (this.#page.storage.getItem(lease(pair)) === this.#me) continue;
      this.#held.delete(pair);
      lost();
    }
  }

  #lives(pair: string): Promise<boolean> {
    return new Promise((resolve) => {
      const give = this.#clock.after(ANSWER, () => {
        this.#asked.delete(pair);
        resolve(false);
      });
      this.#asked.set(pair, () => {
        give();
        this.#asked.delete(pair);
        resolve(true);
      });
      this.#page.storage.setItem(ask(pair), `${this.#me} ${this.#clock.now()}`);
    });
  }

  #changed(key: string | null, value: string | null): void {
    this.check();
    if (key === null || value === null) return;
    for (const pair of this.#held.keys()) {
      if (key === ask(pair)) this.#page.storage.setItem(answer(pair), value);
    }
    for (const [pair, alive] of [...this.#asked]) {
      if (key === answer(pair) && value.startsWith(`${this.#me} `)) alive();
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#clock.after(ms, resolve));
  }
}

const lease = (pair: string) => `feltboard.lease.${pair}`;
const ask = (pair: string) => `feltboard.lease.${pair}.ask`;
const answer = (pair: string) => `feltboard.lease.${pair}.here`;
