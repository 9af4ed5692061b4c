// Opens a board on this device: its secret, its client ids, what was left undone, what was last seen.
import type { Id, Role } from '../model/records.ts';
import { BoardSync, type Listener, type Ports } from '../sync/boardsync.ts';
import { claim, type Claim } from '../sync/claim.ts';
import { MemoryStore } from '../sync/memory.ts';
import type { Dial } from '../sync/ports.ts';
import type { CachedBoard, Locks, RecoveredRow, Store } from '../sync/queue.ts';
import { Device, ownSecret } from './device.ts';
import { newId, newSecret } from './ids.ts';
import { LeaseLocks, WebLocks } from './locks.ts';
import { pageClock, pageStorage, tabStorage } from './page.ts';
import { Steps } from './steps.ts';

/** A board that is open on this device. */
export interface Opened {
  readonly sync: BoardSync;
  /** Keeps what can be taken back. */
  readonly steps: Steps;
  /** What could be taken back on the page before, in this tab. */
  readonly left: Awaited<ReturnType<Steps['left']>>;
  /** Words that could not be given back to a rewound history, oldest first. */
  readonly recovered: readonly RecoveredRow[];
  /** Looks whether another tab has taken over while this one slept. */
  check(): void;
  /** Gives the client ids back, for the next tab to use. */
  release(): void;
}

/** Opens a board; `listener` hears everything from the first call of `sync.start` on. */
export async function open(board: Id, dial: Dial, listener: Listener): Promise<Opened> {
  const device = new Device();
  const storage = pageStorage();
  const own = await ownSecret(device, storage, newSecret(), board);
  const store: Store = (await works(device, board)) ? device : new MemoryStore();
  const { locks, check } = pageLocks(storage);
  let sync: BoardSync | undefined;
  const make = { newId, now: pageClock.now };
  const { main, others } = await claim(board, { store, locks }, make, () => sync?.supersede());
  const ports: Ports = { dial, clock: pageClock, random: Math.random, newId, store, own };
  sync = new BoardSync(ports, listener, { ...main, cached: await lastSeen(store, board) });
  for (const other of others) deliver(ports, other, listener);
  if (store !== device) listener.unsafe();
  const steps = new Steps(store === device ? device : undefined, tabStorage(), pageClock, board, main.pair.id);
  return {
    sync,
    steps,
    left: await steps.left(),
    recovered: await tray(store, board),
    check,
    release: () => main.release(),
  };
}

/** Sends what a dead tab has left, over a connection of its own, and forgets its client ids; `page` hears what is refused. */
function deliver(ports: Ports, left: Claim, page: Listener): void {
  let sync: BoardSync | undefined;
  const done = () => {
    sync?.close();
    void ports.store.forget(left.pair.id).finally(() => left.release());
  };
  const nothing = () => undefined;
  const listener: Listener = {
    touched: nothing,
    ready: nothing,
    me: nothing,
    link: nothing,
    closed: () => left.release(),
    unsaved: (count) => {
      if (count === 0) queueMicrotask(done);
    },
    refused: (refusal) => page.refused(refusal),
    presence: nothing,
    here: nothing,
    unsafe: nothing,
    recovered: (row) => page.recovered(row),
    putAway: (id) => page.putAway(id),
    failed: (error) => page.failed(error),
    offer: nothing,
  };
  sync = new BoardSync(ports, listener, left);
  sync.start();
}

/** The role in which this device has seen a board; undefined if it has not, or keeps nothing. */
export async function roleSeen(board: Id): Promise<Role | undefined> {
  return (await lastSeen(new Device(), board))?.me?.role;
}

async function works(device: Device, board: Id): Promise<boolean> {
  try {
    await device.pairs(board);
    return true;
  } catch {
    return false; // private windows of some browsers, or a broken profile
  }
}

async function lastSeen(store: Store, board: Id): Promise<CachedBoard | undefined> {
  try {
    return await store.cached(board);
  } catch {
    return undefined;
  }
}

async function tray(store: Store, board: Id): Promise<readonly RecoveredRow[]> {
  try {
    return await store.recovered(board);
  } catch {
    return [];
  }
}

function pageLocks(storage: Storage | undefined): { readonly locks: Locks; check(): void } {
  // The standard types promise what plain HTTP does not give.
  const manager = 'locks' in navigator ? navigator.locks : undefined;
  if (manager !== undefined) return { locks: new WebLocks(manager), check: () => undefined };
  if (storage === undefined) return { locks: { take: () => Promise.resolve(() => undefined) }, check: () => undefined };
  const listen = (changed: (key: string | null, value: string | null) => void) =>
    addEventListener('storage', ({ key, newValue }) => changed(key, newValue));
  const leases = new LeaseLocks({ storage, listen }, pageClock, newId());
  return { locks: leases, check: () => leases.check() };
}
