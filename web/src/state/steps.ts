// What can be taken back outlives the page: the chains of one tab, on the device.
import type { KeptHistory } from '../model/history.ts';
import type { Id } from '../model/records.ts';
import type { Clock } from '../sync/ports.ts';
import type { Device, StepsRow } from './device.ts';

/** At most so often, in milliseconds. */
const EVERY = 500;

/**
 * Keeps the chains of one tab on one board. A tab is known by the client ids that it left in its own storage: another one
 * that takes those over finds nothing, and neither does a copy of the tab, as the client ids are locked.
 */
export class Steps {
  readonly #device: Pick<Device, 'steps' | 'keepSteps'> | undefined;
  readonly #clock: Clock;
  readonly #board: Id;
  readonly #pair: string;
  readonly #tab: Pick<Storage, 'getItem' | 'setItem'> | undefined;
  #timer: (() => void) | undefined;
  #version = 0;
  #closed = false;

  /** Without a device, or a storage of the tab's own, nothing is kept. */
  constructor(
    device: Pick<Device, 'steps' | 'keepSteps'> | undefined,
    tab: Pick<Storage, 'getItem' | 'setItem'> | undefined,
    clock: Clock,
    board: Id,
    pair: string,
  ) {
    this.#device = device;
    this.#tab = tab;
    this.#clock = clock;
    this.#board = board;
    this.#pair = pair;
  }

  /** What the page before this one has left in this tab, and who it was. */
  async left(): Promise<Pick<StepsRow, 'member' | 'history'> | undefined> {
    const name = `feltboard.tab.${this.#board}`;
    try {
      const same = this.#tab?.getItem(name) === this.#pair;
      this.#tab?.setItem(name, this.#pair);
      return same ? await this.#device?.steps(this.#pair) : undefined;
    } catch {
      return undefined;
    }
  }

  /** The chains have changed if `version` has; `keep` tells them when they are written. */
  changed(version: number, keep: () => Pick<StepsRow, 'member' | 'history'>): void {
    if (this.#closed || this.#device === undefined || this.#tab === undefined || version === this.#version) return;
    this.#version = version;
    this.#timer ??= this.#clock.after(EVERY, () => this.flush(keep));
  }

  /** Writes now what has changed. */
  flush(keep: () => Pick<StepsRow, 'member' | 'history'>): void {
    if (this.#timer === undefined) return;
    this.#timer();
    this.#timer = undefined;
    void this.#device?.keepSteps({ pair: this.#pair, ...keep() }).catch(() => undefined);
  }

  /** Writes nothing any more: with the right to read goes what was kept to take back. */
  close(): void {
    this.#closed = true;
    this.#timer?.();
    this.#timer = undefined;
  }
}

export type { KeptHistory };
