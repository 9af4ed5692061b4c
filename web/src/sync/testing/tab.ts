import type { Id } from '../../model/records.ts';
import { BoardSync, type Listener, type Refusal } from '../boardsync.ts';
import { claim, type Claim } from '../claim.ts';
import type { Closed } from '../closing.ts';
import type { Link } from '../connection.ts';
import type { Locks, RecoveredRow, Store } from '../queue.ts';
import type { FakeClock } from './clock.ts';
import { Net, StreamNet } from './net.ts';

/** One browser tab on one board, with everything around it made of queues. */
export class Tab {
  readonly net: Net | StreamNet;
  readonly sync: BoardSync;
  readonly claimed: Claim;
  readonly refusals: Refusal[] = [];
  /** What this page has put into the tray and not taken out again. */
  readonly tray = new Map<string, RecoveredRow>();
  readonly failures: unknown[] = [];
  /** How often what was written was to be offered as a file. */
  offers = 0;
  link: Link = 'connecting';
  closed: Closed | undefined;
  ready: ('server' | 'device')[] = [];
  /** Every text as the edits told have made it, to compare with what shows. */
  readonly texts = new Map<string, string>();

  private constructor(claimed: Claim, ports: Ports, cached: Awaited<ReturnType<Store['cached']>>) {
    this.claimed = claimed;
    this.net = ports.streams === true ? new StreamNet(ports) : new Net();
    const listener: Listener = {
      touched: () => undefined,
      ready: (from) => this.ready.push(from),
      me: () => undefined,
      link: (link) => (this.link = link),
      closed: (why) => (this.closed = why),
      unsaved: () => undefined,
      refused: (refusal) => this.refusals.push(refusal),
      presence: () => undefined,
      here: () => undefined,
      unsafe: () => undefined,
      recovered: (row) => this.tray.set(row.id, row),
      putAway: (id) => this.tray.delete(id),
      failed: (error) => this.failures.push(error),
      offer: () => this.offers++,
    };
    const { pair, entries, past } = claimed;
    this.sync = new BoardSync({ ...ports, dial: this.net.dial }, listener, { pair, entries, cached, past });
    this.sync.start();
  }

  /** Opens a tab on the device, as a page that loads does. */
  static async open(board: Id, ports: Ports): Promise<Tab> {
    const make = { newId: ports.newId, now: () => ports.clock.now() };
    const { main, others } = await claim(board, ports, make, () => undefined);
    for (const other of others) other.release();
    return new Tab(main, ports, await ports.store.cached(board));
  }

  /** Ends the page without any warning; what is on the device stays. */
  kill(): void {
    if (this.net.line) this.net.line.dead = true;
    this.sync.close();
    this.claimed.release();
  }
}

/** The device and the page's surroundings. */
export interface Ports {
  readonly clock: FakeClock;
  readonly random: () => number;
  readonly newId: () => string;
  readonly store: Store;
  readonly locks: Locks;
  readonly own: string;
  /** No websocket gets through. */
  readonly streams?: boolean;
}
