import { expect, test } from 'vitest';
import { FakeClock, settle } from '../sync/testing/clock.ts';
import { LeaseLocks, type Page } from './locks.ts';

/** A browser whose tabs share a storage and hear of each other's changes. */
class Browser {
  readonly clock = new FakeClock();
  readonly kept = new Map<string, string>();
  readonly #tabs: { readonly tab: Tab; readonly changed: (key: string | null, value: string | null) => void }[] = [];

  listen(tab: Tab, changed: (key: string | null, value: string | null) => void): void {
    this.#tabs.push({ tab, changed });
  }

  set(by: Tab, key: string, value: string | null): void {
    if (value === null) this.kept.delete(key);
    else this.kept.set(key, value);
    for (const { tab, changed } of this.#tabs) {
      if (tab !== by && !tab.asleep) queueMicrotask(() => changed(key, value));
    }
  }

  /** Lets time pass until a promise is settled. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let done = false;
    void promise.finally(() => (done = true));
    for (let i = 0; i < 200 && !done; i++) {
      await settle();
      this.clock.advance(10);
    }
    return promise;
  }
}

class Tab {
  asleep = false;
  lost = 0;
  readonly locks: LeaseLocks;
  readonly #browser: Browser;

  constructor(browser: Browser, name: string) {
    this.#browser = browser;
    const page: Page = {
      storage: {
        getItem: (key) => browser.kept.get(key) ?? null,
        setItem: (key, value) => browser.set(this, key, value),
        removeItem: (key) => browser.set(this, key, null),
      },
      listen: (changed) => browser.listen(this, changed),
    };
    this.locks = new LeaseLocks(page, browser.clock, name);
  }

  take(): Promise<(() => void) | undefined> {
    return this.#browser.until(this.locks.take('pair', () => this.lost++));
  }
}

test('a living tab keeps its lease, a closed one gives it back', async () => {
  const browser = new Browser();
  const [a, b] = [new Tab(browser, 'a'), new Tab(browser, 'b')];
  const release = await a.take();
  expect(release).toBeDefined();
  expect(await b.take()).toBeUndefined();
  release?.();
  expect(await b.take()).toBeDefined();
});

test('the lease of a tab that died without a word is taken over', async () => {
  const browser = new Browser();
  const [a, b] = [new Tab(browser, 'a'), new Tab(browser, 'b')];
  await a.take();
  a.asleep = true;
  expect(await b.take()).toBeDefined();
});

test('a tab that slept through it finds out on waking', async () => {
  const browser = new Browser();
  const [a, b] = [new Tab(browser, 'a'), new Tab(browser, 'b')];
  await a.take();
  a.asleep = true;
  await b.take();
  a.asleep = false;
  a.locks.check();
  expect(a.lost).toBe(1);
  expect(b.lost).toBe(0);
});

test('of two that want it at once, one gets it', async () => {
  const browser = new Browser();
  const [a, b] = [new Tab(browser, 'a'), new Tab(browser, 'b')];
  const got = await Promise.all([a.take(), b.take()]);
  expect(got.filter((release) => release !== undefined)).toHaveLength(1);
});
