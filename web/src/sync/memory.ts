import type { Id } from '../model/records.ts';
import type { Batch, CachedBoard, EntryRow, Locks, PairRow, PastRow, RecoveredRow, Store } from './queue.ts';

/** A store that lives as long as the page: for tests, and where a browser gives no database. */
export class MemoryStore implements Store {
  readonly #pairs = new Map<string, PairRow>();
  readonly #entries = new Map<string, EntryRow>();
  readonly #pasts = new Map<string, PastRow>();
  readonly #tray = new Map<string, RecoveredRow>();
  readonly #boards = new Map<Id, CachedBoard>();

  pairs(board: Id): Promise<readonly PairRow[]> {
    const found = [...this.#pairs.values()].filter((pair) => pair.board === board);
    return Promise.resolve(found.sort((a, b) => b.used - a.used));
  }

  entries(pair: string): Promise<readonly EntryRow[]> {
    const found = [...this.#entries.values()].filter((entry) => entry.pair === pair);
    return Promise.resolve(found.sort((a, b) => a.at - b.at));
  }

  past(pair: string): Promise<PastRow | undefined> {
    return Promise.resolve(this.#pasts.get(pair));
  }

  recovered(board: Id): Promise<readonly RecoveredRow[]> {
    const found = [...this.#tray.values()].filter((row) => row.board === board);
    return Promise.resolve(found.sort((a, b) => a.at - b.at));
  }

  write({ pair, put, del, past, tray }: Batch): Promise<void> {
    if (past) this.#pasts.set(past.pair, structured(past));
    for (const id of tray?.del ?? []) this.#tray.delete(id);
    for (const row of tray?.put ?? []) this.#tray.set(row.id, row);
    this.#pairs.set(pair.id, pair);
    for (const [lane, n] of del) this.#entries.delete(`${pair.id}/${lane}/${n}`);
    for (const entry of put) this.#entries.set(`${entry.pair}/${entry.lane}/${entry.n}`, structured(entry));
    return Promise.resolve();
  }

  forget(pair: string): Promise<void> {
    this.#pairs.delete(pair);
    this.#pasts.delete(pair);
    for (const [key, entry] of this.#entries) if (entry.pair === pair) this.#entries.delete(key);
    return Promise.resolve();
  }

  cached(board: Id): Promise<CachedBoard | undefined> {
    return Promise.resolve(this.#boards.get(board));
  }

  cache(board: CachedBoard): Promise<void> {
    this.#boards.set(board.board, structured(board));
    return Promise.resolve();
  }

  async drop(board: Id): Promise<void> {
    this.#boards.delete(board);
    for (const pair of await this.pairs(board)) await this.forget(pair.id);
  }
}

/** Locks among the tabs of one process. */
export class MemoryLocks implements Locks {
  readonly #held = new Set<string>();

  take(pair: string): Promise<(() => void) | undefined> {
    if (this.#held.has(pair)) return Promise.resolve(undefined);
    this.#held.add(pair);
    return Promise.resolve(() => this.#held.delete(pair));
  }
}

/** A copy that shares nothing, as a database gives. */
function structured<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
