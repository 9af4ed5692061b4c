import type { Lane } from '../model/ops.ts';
import type { Kept } from '../model/replica.ts';
import type { Pending } from '../model/pending.ts';
import type { EntryRow, LaneRow, PairRow, PastRow, RecoveredRow, Store } from './queue.ts';

/** What the saver asks about when it writes. */
export interface Source {
  keep(pending: Pending): Kept;
  lanes(): Readonly<Record<Lane, LaneRow>>;
  past(): PastRow;
  /** The mutation as it stood at this version is on disk. */
  saved(pending: Pending, version: number): void;
}

/**
 * Writes undecided mutations to the device, newest state only: while a write is under way, what changes gathers for the
 * next. If the device refuses to store (private mode, no room), it says so once and everything goes on in memory.
 */
export class Saver {
  readonly #store: Store;
  readonly #source: Source;
  readonly #pair: { readonly id: string; readonly board: string };
  readonly #now: () => number;
  readonly #unsafe: () => void;
  readonly #at = new Map<Pending, number>();
  #made: number;
  #dirty = new Set<Pending>();
  #gone: [Lane, number][] = [];
  #past = false;
  #tray: { put: RecoveredRow[]; del: string[] } = { put: [], del: [] };
  #wanted = false;
  #writing: Promise<void> | undefined;
  #closed = false;

  /** `made` is where the order of entries goes on. `unsafe` is called when the device does not store. */
  constructor(
    store: Store,
    pair: { readonly id: string; readonly board: string },
    made: number,
    source: Source,
    now: () => number,
    unsafe: () => void,
  ) {
    this.#store = store;
    this.#pair = pair;
    this.#made = made;
    this.#source = source;
    this.#now = now;
    this.#unsafe = unsafe;
  }

  /** A mutation taken over from disk: where it stood in the order. */
  known(pending: Pending, at: number): void {
    this.#at.set(pending, at);
    this.#made = Math.max(this.#made, at + 1);
  }

  /** A mutation is new or has changed. */
  save(pending: Pending): void {
    if (!this.#at.has(pending)) this.#at.set(pending, this.#made++);
    this.#dirty.add(pending);
    this.#write();
  }

  /** A mutation has been decided; `n` is the number it was stored under. */
  remove(pending: Pending, n = pending.n): void {
    this.#at.delete(pending);
    this.#dirty.delete(pending);
    this.#gone.push([pending.lane, n]);
    this.#write();
  }

  /** Mutations have got other numbers; `n` is the one each was stored under. */
  renumber(entries: readonly { readonly pending: Pending; readonly n: number }[]): void {
    for (const { pending, n } of entries) {
      this.#gone.push([pending.lane, n]);
      this.#dirty.add(pending);
    }
    this.#write();
  }

  /** These are all that is pending, in this order. */
  restamp(all: readonly Pending[]): void {
    for (const pending of all) {
      this.#at.set(pending, this.#made++);
      this.#dirty.add(pending);
    }
    this.#write();
  }

  /** What is acknowledged has changed. It is written in one step with everything else that waits. */
  past(): void {
    this.#past = true;
    this.#write();
  }

  /** The tray takes this in. */
  recovered(row: RecoveredRow): void {
    this.#tray.put.push(row);
    this.#write();
  }

  /** The tray is done with this. */
  putAway(id: string): void {
    this.#tray.put = this.#tray.put.filter((row) => row.id !== id);
    this.#tray.del.push(id);
    this.#write();
  }

  /** Lane rows have changed. */
  touch(): void {
    this.#write();
  }

  /** Resolves when everything asked for so far is on disk. */
  async settled(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  /** Writes no more. */
  close(): void {
    this.#closed = true;
  }

  #write(): void {
    this.#wanted = true;
    this.#writing ??= this.#drain().finally(() => (this.#writing = undefined));
  }

  async #drain(): Promise<void> {
    await Promise.resolve(); // gather what one event brings
    while (this.#wanted && !this.#closed) {
      this.#wanted = false;
      const dirty = [...this.#dirty].map((pending) => ({ pending, version: pending.version }));
      const del = this.#gone;
      const tray = this.#tray;
      const past = this.#past ? this.#source.past() : undefined;
      this.#dirty = new Set();
      this.#gone = [];
      this.#tray = { put: [], del: [] };
      this.#past = false;
      const pair: PairRow = { ...this.#pair, lanes: this.#source.lanes(), used: this.#now() };
      try {
        const put = dirty.map(({ pending }) => this.#row(pending));
        await this.#store.write({ pair, put, del, tray, ...(past && { past }) });
      } catch {
        this.#unsafe();
      }
      for (const { pending, version } of dirty) this.#source.saved(pending, version);
    }
  }

  #row(pending: Pending): EntryRow {
    return { pair: this.#pair.id, at: this.#at.get(pending) ?? 0, ...this.#source.keep(pending) };
  }
}
