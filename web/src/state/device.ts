// What stays on this device, in IndexedDB.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { KeptHistory } from '../model/history.ts';
import type { Id } from '../model/records.ts';
import type { Batch, CachedBoard, EntryRow, PairRow, PastRow, RecoveredRow, Store } from '../sync/queue.ts';

interface Schema extends DBSchema {
  pairs: { key: string; value: PairRow; indexes: { board: Id } };
  entries: { key: [string, string, number]; value: EntryRow; indexes: { pair: string } };
  boards: { key: Id; value: CachedBoard };
  secrets: { key: string; value: string };
  pasts: { key: string; value: PastRow };
  tray: { key: string; value: RecoveredRow; indexes: { board: Id } };
  steps: { key: string; value: StepsRow };
}

/** What a member can take back in one tab; it goes with the tab's client ids. */
export interface StepsRow {
  readonly pair: string;
  readonly member: Id;
  readonly history: KeptHistory;
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

  async past(pair: string): Promise<PastRow | undefined> {
    return (await this.#db()).get('pasts', pair);
  }

  async recovered(board: Id): Promise<readonly RecoveredRow[]> {
    const found = await (await this.#db()).getAllFromIndex('tray', 'board', board);
    return found.sort((a, b) => a.at - b.at);
  }

  async write({ pair, put, del, past, tray }: Batch): Promise<void> {
    const tx = (await this.#db()).transaction(['pairs', 'entries', 'pasts', 'tray'], 'readwrite');
    const entries = tx.objectStore('entries');
    const words = tx.objectStore('tray');
    // Requests of one transaction are done in order; waiting for its end covers them all.
    const steps = [
      tx.objectStore('pairs').put(pair),
      ...del.map(([lane, n]) => entries.delete([pair.id, lane, n])),
      ...put.map((entry) => entries.put(entry)),
      ...(past ? [tx.objectStore('pasts').put(past)] : []),
      ...(tray?.del ?? []).map((id) => words.delete(id)),
      ...(tray?.put ?? []).map((row) => words.put(row)),
    ];
    tx.commit(); // at once, for a page that is going
    await Promise.all([...steps, tx.done]);
  }

  async forget(pair: string): Promise<void> {
    const tx = (await this.#db()).transaction(['pairs', 'entries', 'pasts', 'steps'], 'readwrite');
    const entries = tx.objectStore('entries');
    const keys = await entries.index('pair').getAllKeys(pair);
    const steps = [
      tx.objectStore('pairs').delete(pair),
      tx.objectStore('pasts').delete(pair),
      tx.objectStore('steps').delete(pair),
    ];
    await Promise.all([...steps, ...keys.map((key) => entries.delete(key)), tx.done]);
  }

  /** What can be taken back in the tab with these client ids. */
  async steps(pair: string): Promise<StepsRow | undefined> {
    return (await this.#db()).get('steps', pair);
  }

  async keepSteps(row: StepsRow): Promise<void> {
    const tx = (await this.#db()).transaction('steps', 'readwrite');
    const put = tx.store.put(row);
    tx.commit(); // at once, for a page that is going
    await Promise.all([put, tx.done]);
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

  /** What is kept under a name. */
  async kept(name: string): Promise<string | undefined> {
    return (await this.#db()).get('secrets', name);
  }

  /** Keeps a secret under a name instead of the one before; '' forgets it. */
  async keep(name: string, secret: string): Promise<void> {
    const db = await this.#db();
    if (secret === '') await db.delete('secrets', name);
    else await db.put('secrets', secret, name);
  }

  #db(): Promise<IDBPDatabase<Schema>> {
    this.#open ??= openDB<Schema>(this.#name, 3, {
      upgrade(db, before) {
        db.createObjectStore('steps', { keyPath: 'pair' });
        if (before > 1) return;
        db.createObjectStore('pasts', { keyPath: 'pair' });
        db.createObjectStore('tray', { keyPath: 'id' }).createIndex('board', 'board');
        if (before > 0) return;
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
 * The participant's own secret on this device: it proves to the server which anonymous notes are theirs. On a board that was
 * handed over to this device it is that of the other one (B-94). Kept twice, as browsers clear one or the other.
 */
export async function ownSecret(
  device: Device,
  storage: Storage | undefined,
  fresh: string,
  board: Id = '',
): Promise<string> {
  const handed = board === '' ? undefined : await handedSecret(device, storage, board);
  if (handed !== undefined) return handed;
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

async function handedSecret(device: Device, storage: Storage | undefined, board: Id): Promise<string | undefined> {
  const name = handedName(board);
  try {
    return (await device.kept(name)) ?? storage?.getItem(name) ?? undefined;
  } catch {
    return storage?.getItem(name) ?? undefined;
  }
}

/** Takes over the secret of the other device for a board that it handed over. */
export async function keepHanded(
  device: Device,
  storage: Storage | undefined,
  board: Id,
  secret: string,
): Promise<void> {
  storage?.setItem(handedName(board), secret);
  try {
    await device.keep(handedName(board), secret);
  } catch {
    // Then it is in the storage alone.
  }
}

function handedName(board: Id): string {
  return `feltboard.own.${board}`;
}
