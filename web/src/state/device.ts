// What stays on this device, in IndexedDB.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Id } from '../model/records.ts';
import type { Batch, CachedBoard, EntryRow, PairRow, Store } from '../sync/queue.ts';

interface Schema extends DBSchema {
  pairs: { key: string; value: PairRow; indexes: { board: Id } };
  entries: { key: [string, string, number]; value: EntryRow; indexes: { pair: string } };
  boards: { key: Id; value: CachedBoard };
  secrets: { key: string; value: string };
}

/** The store of all tabs of this browser. Its promises reject where the browser gives no database or no room. */
export class Device implements Store {
  readonly #name: string;
  #open: Promise<IDBPDatabase<Schema>> | undefined;

  constructor(name = 'feltboard') {
    this.#name = name;
  }

  async pairs(board: Id): Promise<readonly PairRow[]> {
    const found = await (await this.#db()).getAllFromIndex('pairs', 'board', board);
    return found.sort((a, b) => b.used - a.used);
  }

  async entries(pair: string): Promise<readonly EntryRow[]> {
    const found = await (await this.#db()).getAllFromIndex('entries', 'pair', pair);
    return found.sort((a, b) => a.at - b.at);
  }

  async write({ pair, put, del }: Batch): Promise<void> {
    const tx = (await this.#db()).transaction(['pairs', 'entries'], 'readwrite');
    const entries = tx.objectStore('entries');
    // Requests of one transaction are done in order; waiting for its end covers them all.
    const steps = [
      tx.objectStore('pairs').put(pair),
      ...del.map(([lane, n]) => entries.delete([pair.id, lane, n])),
      ...put.map((entry) => entries.put(entry)),
      tx.done,
    ];
    await Promise.all(steps);
  }

  async forget(pair: string): Promise<void> {
    const tx = (await this.#db()).transaction(['pairs', 'entries'], 'readwrite');
    const entries = tx.objectStore('entries');
    const keys = await entries.index('pair').getAllKeys(pair);
    await Promise.all([tx.objectStore('pairs').delete(pair), ...keys.map((key) => entries.delete(key)), tx.done]);
  }

  async cached(board: Id): Promise<CachedBoard | undefined> {
    return (await this.#db()).get('boards', board);
  }

  async cache(board: CachedBoard): Promise<void> {
    await (await this.#db()).put('boards', board);
  }

  async drop(board: Id): Promise<void> {
    await (await this.#db()).delete('boards', board);
    for (const pair of await this.pairs(board)) await this.forget(pair.id);
  }

  /** A secret kept under a name, the one given if there is none yet. */
  async secret(name: string, fresh: string): Promise<string> {
    const tx = (await this.#db()).transaction('secrets', 'readwrite');
    const kept = await tx.store.get(name);
    if (kept === undefined) await tx.store.put(fresh, name);
    await tx.done;
    return kept ?? fresh;
  }

  #db(): Promise<IDBPDatabase<Schema>> {
    this.#open ??= openDB<Schema>(this.#name, 1, {
      upgrade(db) {
        db.createObjectStore('pairs', { keyPath: 'id' }).createIndex('board', 'board');
        db.createObjectStore('entries', { keyPath: ['pair', 'lane', 'n'] }).createIndex('pair', 'pair');
        db.createObjectStore('boards', { keyPath: 'board' });
        db.createObjectStore('secrets');
      },
      blocking: (_old, _new, event) => (event.target as IDBDatabase).close(), // a newer page wants to upgrade
      terminated: () => (this.#open = undefined),
    });
    return this.#open;
  }
}

/**
 * The participant's own secret on this device: it proves to the server which anonymous notes are theirs. Kept twice, as
 * browsers clear one or the other.
 */
export async function ownSecret(device: Device, storage: Storage | undefined, fresh: string): Promise<string> {
  const name = 'feltboard.own';
  const kept = storage?.getItem(name) ?? undefined;
  let own: string;
  try {
    own = await device.secret(name, kept ?? fresh);
  } catch {
    own = kept ?? fresh;
  }
  if (own !== kept) storage?.setItem(name, own);
  return own;
}
