// What stays on this device, in IndexedDB.
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
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

/** What is kept of all boards that somebody may have written on. */
export interface Held {
  readonly pairs: readonly PairRow[];
  readonly entries: readonly EntryRow[];
  readonly tray: readonly RecoveredRow[];
  readonly boards: readonly CachedBoard[];
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

  /** What is kept under all names that begin so. */
  async keptUnder(prefix: string): Promise<readonly string[]> {
    return (await this.#db()).getAll('secrets', IDBKeyRange.bound(prefix, `${prefix}\uffff`));
  }

  /** Keeps a secret under a name instead of the one before; '' forgets it. */
  async keep(name: string, secret: string): Promise<void> {
    const db = await this.#db();
    if (secret === '') await db.delete('secrets', name);
    else await db.put('secrets', secret, name);
  }

  async held(): Promise<Held> {
    return held((await this.#db()).transaction(stores));
  }

  /**
   * Forgets everything, or everything of one board but secrets, and in the same step keeps under a name what `make` makes of
   * it and of what was kept there.
   */
  async empty(name: string, make: (all: Held, was: string) => string, board: Id = ''): Promise<void> {
    const tx = (await this.#db()).transaction(stores, 'readwrite');
    const secrets = tx.objectStore('secrets');
    const all = of(await held(tx), board);
    const made = make(all, (await secrets.get(name)) ?? '');
    const steps: Promise<unknown>[] = [];
    if (board === '') steps.push(...stores.map((store) => tx.objectStore(store).clear()));
    else {
      steps.push(tx.objectStore('boards').delete(board));
      for (const { id } of all.pairs)
        for (const store of ['pairs', 'pasts', 'steps'] as const) steps.push(tx.objectStore(store).delete(id));
      for (const { pair, lane, n } of all.entries) steps.push(tx.objectStore('entries').delete([pair, lane, n]));
      for (const { id } of all.tray) steps.push(tx.objectStore('tray').delete(id));
    }
    steps.push(made === '' ? secrets.delete(name) : secrets.put(made, name));
    await Promise.all([...steps, tx.done]);
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

type Name = StoreNames<Schema>;

const stores: Name[] = ['pairs', 'entries', 'boards', 'secrets', 'pasts', 'tray', 'steps'];

async function held<M extends IDBTransactionMode>(tx: IDBPTransaction<Schema, Name[], M>): Promise<Held> {
  const [pairs, entries, tray, boards] = await Promise.all([
    tx.objectStore('pairs').getAll(),
    tx.objectStore('entries').getAll(),
    tx.objectStore('tray').getAll(),
    tx.objectStore('boards').getAll(),
  ]);
  return { pairs, entries: entries.sort((a, b) => a.at - b.at), tray: tray.sort((a, b) => a.at - b.at), boards };
}

/** What of it is a board's; everything with ''. */
function of(all: Held, board: Id): Held {
  if (board === '') return all;
  const pairs = all.pairs.filter((pair) => pair.board === board);
  const ids = new Set(pairs.map(({ id }) => id));
  return {
    pairs,
    entries: all.entries.filter(({ pair }) => ids.has(pair)),
    tray: all.tray.filter((row) => row.board === board),
    boards: all.boards.filter((each) => each.board === board),
  };
}

/**
 * The participant's own secret on this device: it proves to the server which anonymous notes are theirs. On a board that was
 * handed over to this device before it wrote there it is that of the other one (B-94). Kept twice, as browsers clear one or the other.
 */
export async function ownSecret(
  device: Device,
  storage: Storage | undefined,
  fresh: string,
  board: Id = '',
): Promise<string> {
  const handed = board === '' ? '' : await read(device, storage, handedName(board));
  if (handed !== '') return handed;
  const kept = storage?.getItem(ownName) ?? undefined;
  let own: string;
  try {
    own = await device.secret(ownName, kept ?? fresh);
  } catch {
    own = kept ?? fresh;
  }
  if (own !== kept) storage?.setItem(ownName, own);
  return own;
}

/** What is kept under a name in either place, or ''. */
async function read(device: Device, storage: Storage | undefined, name: string): Promise<string> {
  const kept = await device.kept(name).catch(() => undefined);
  return kept ?? storage?.getItem(name) ?? '';
}

/** All the secrets that this device has for a board, the one that it writes with first. None is made. */
export async function ownSecrets(device: Device, storage: Storage | undefined, board: Id): Promise<readonly string[]> {
  const names = [handedName(board), ownName, besideName(board)];
  const found = await Promise.all(names.map((name) => read(device, storage, name)));
  return [...new Set(found.flatMap((each) => each.split('.')))].filter((one) => one !== '');
}

/** Whether this device may have written something on a board already, so that what it writes with stays. */
export async function beenOn(device: Device, storage: Storage | undefined, board: Id): Promise<boolean> {
  try {
    return (await device.cached(board)) !== undefined || (await device.pairs(board)).length > 0;
  } catch {
    return storage?.getItem(ownName) != null;
  }
}

/**
 * Keeps the secret of another device for a board that it handed over: to write with there or, where this one has written
 * there already (`beside`), next to its own, which stays.
 */
export async function keepHanded(
  device: Device,
  storage: Storage | undefined,
  board: Id,
  secret: string,
  beside: boolean,
): Promise<void> {
  const has = await ownSecrets(device, storage, board);
  if (beside && has.includes(secret)) return;
  const name = beside ? besideName(board) : handedName(board);
  const others = beside ? (await read(device, storage, name)).split('.').filter((one) => one !== '') : [];
  const value = [...others, secret].slice(-most).join('.');
  storage?.setItem(name, value);
  try {
    await device.keep(name, value);
  } catch {
    // Then it is in the storage alone.
  }
}

const ownName = 'feltboard.own';

/** How many secrets of other devices are kept for a board. */
const most = 8;

function besideName(board: Id): string {
  return `feltboard.beside.${board}`;
}

function handedName(board: Id): string {
  return `feltboard.own.${board}`;
}
