// The undecided mutations of one lane: which of them may be sent now, and what an answer means for the rest.
import { idOf, type Lane } from '../model/ops.ts';
import { editsText, type Pending } from '../model/pending.ts';
import type { Id } from '../model/records.ts';
import { Backoff } from './backoff.ts';
import type { Decided, Mutate, Nack } from './frames.ts';
import type { Clock, Random } from './ports.ts';

/** How many mutations may be unanswered at a time. */
const WINDOW = 64;
/** How many numbers a mutation may void; with more to void the lane takes a fresh client id. */
const MAX_VOID = 64;
/** A mutation that is unanswered for so many beats is lost. */
const BEATS = 3;
/** How often a stale base is answered by sending again before the whole board is asked for. */
const STALE = 3;

interface Entry {
  readonly pending: Pending;
  /** The version that is on the device's disk; 0 is none. Only what is on disk is sent. */
  saved: number;
  /** The base it was sent with on this connection; undefined while it is not unanswered. */
  sent: number | undefined;
  /** Whether a copy of it may be on its way: then it must stay as it is, as a node may decide it long after a welcome. */
  tried: boolean;
  stale: number;
  /** The beats heard since it was sent. */
  beats: number;
}

/** What is to be done about a refusal. */
export type Verdict =
  | { readonly do: 'drop'; readonly pending: Pending }
  | { readonly do: 'wait' }
  | { readonly do: 'send' }
  | { readonly do: 'fresh' }
  | { readonly do: 'startOver' }
  | { readonly do: 'nothing' };

export class Outbox {
  readonly lane: Lane;
  c: string;
  /** The number the next mutation takes. */
  next: number;
  readonly #clock: Clock;
  readonly #backoff: Backoff;
  readonly #wake: () => void;
  #entries: Entry[] = [];
  #void: readonly number[] = [];
  #waiting: (() => void) | undefined;

  /** `wake` is called when the lane may send again after a wait. */
  constructor(
    lane: Lane,
    start: { readonly c: string; readonly next: number },
    ports: { readonly clock: Clock; readonly random: Random },
    wake: () => void,
  ) {
    this.lane = lane;
    this.c = start.c;
    this.next = start.next;
    this.#clock = ports.clock;
    this.#backoff = new Backoff(ports.random);
    this.#wake = wake;
  }

  get size(): number {
    return this.#entries.length;
  }

  get pending(): readonly Pending[] {
    return this.#entries.map((entry) => entry.pending);
  }

  /** Takes a mutation; `saved` is the version on disk of one that an earlier page may have sent already. */
  add(pending: Pending, saved = 0): void {
    this.#entries.push({ pending, saved, sent: undefined, tried: saved > 0, stale: 0, beats: 0 });
    this.next = Math.max(this.next, pending.n + 1);
  }

  find(n: number): Pending | undefined {
    return this.#entries.find((entry) => entry.pending.n === n)?.pending;
  }

  /** The mutation, certainly undecided, that a further edit of this text may join; nothing later may be pending on the record. */
  extendable(id: Id, field: string): Pending | undefined {
    const entry = this.#entries.findLast(({ pending }) => pending.ops.some((op) => idOf(op) === id));
    if (entry === undefined || entry.tried || entry.pending.ops.length !== 1) return undefined;
    const [op] = entry.pending.ops;
    return op?.op === 'text' && op.field === field ? entry.pending : undefined;
  }

  /** The mutation that comes first, if it is certainly undecided. */
  get first(): Pending | undefined {
    const [entry] = this.#entries;
    return entry?.tried === false ? entry.pending : undefined;
  }

  /** A version of the mutation is on disk. */
  saved(pending: Pending, version: number): void {
    const entry = this.#entries.find((e) => e.pending === pending);
    if (entry) entry.saved = Math.max(entry.saved, version);
  }

  /**
   * The mutations to be sent now, in order; they count as unanswered from here on. A mutation that edits text travels
   * alone (R-12, and so that its base is never older than another change of this client).
   */
  send(base: number): Mutate[] {
    if (this.#waiting) return [];
    const frames: Mutate[] = [];
    let unanswered = this.#entries.filter((entry) => entry.sent !== undefined).length;
    for (const entry of this.#entries) {
      const { pending } = entry;
      if (entry.sent !== undefined) {
        if (editsText(pending)) break;
        continue;
      }
      const alone = editsText(pending);
      if (entry.saved < pending.version || unanswered >= WINDOW || (alone && unanswered > 0)) break;
      entry.sent = base;
      entry.tried = true;
      entry.beats = 0;
      unanswered++;
      frames.push({
        t: 'mutate',
        c: this.c,
        n: pending.n,
        base,
        ...(this.#void.length > 0 && { void: this.#void }),
        ops: pending.ops,
      });
      this.#void = [];
      if (alone) break;
    }
    return frames;
  }

  /** A beat was heard; whether a mutation has been waiting for its answer too long. */
  beat(): boolean {
    const unanswered = this.#entries.filter((entry) => entry.sent !== undefined);
    for (const entry of unanswered) entry.beats++;
    return unanswered.some((entry) => entry.beats >= BEATS);
  }

  /** The line is gone: everything is to be sent again. */
  lost(): void {
    for (const entry of this.#entries) entry.sent = undefined;
    this.#void = [];
    this.#waiting?.();
    this.#waiting = undefined;
  }

  /** Sorts out what was decided while the line was gone. */
  decide({ n, refused }: Decided): { readonly accepted: Pending[]; readonly refused: [Pending, code: string][] } {
    const codes = new Map(refused);
    const accepted: Pending[] = [];
    const refusals: [Pending, code: string][] = [];
    for (const { pending } of this.#entries) {
      if (pending.n > n) continue;
      const code = codes.get(pending.n);
      if (code === undefined) accepted.push(pending);
      else refusals.push([pending, code]);
    }
    this.#entries = this.#entries.filter((entry) => entry.pending.n > n);
    this.next = Math.max(this.next, n + 1);
    return { accepted, refused: refusals };
  }

  /** The server has said yes: the mutation is this lane's no more. */
  acked(n: number): Pending | undefined {
    this.#backoff.reset();
    return this.#take(n);
  }

  /** What a refusal asks for. With `drop` the mutation has been taken out. */
  nacked(nack: Nack, frames: number): Verdict {
    const entry = this.#entries.find((e) => e.pending.n === nack.n);
    switch (nack.code) {
      case 'rate':
      case 'storage_full':
      case 'read_only':
      case 'internal':
        if (entry?.sent === undefined) return { do: 'nothing' };
        this.#rewind(nack.n);
        this.#wait();
        return { do: 'wait' };
      case 'gap':
        return entry?.sent === undefined ? { do: 'nothing' } : this.#gap(nack);
      case 'stale_base': {
        if (entry?.sent === undefined) return { do: 'nothing' };
        const again = frames !== entry.sent && ++entry.stale < STALE;
        this.#rewind(nack.n);
        return { do: again ? 'send' : 'startOver' };
      }
      case 'unknown_client':
      case 'client_taken':
        return { do: 'fresh' };
      default: {
        const pending = this.#take(nack.n);
        return pending === undefined ? { do: 'nothing' } : { do: 'drop', pending };
      }
    }
  }

  /** Gives the lane another client id; all it holds is to be sent under that, from 1 on. */
  renumber(c: string): void {
    this.c = c;
    this.next = 1;
    this.#void = [];
    for (const entry of this.#entries) {
      entry.pending.n = this.next++;
      entry.pending.version++; // what is on disk, or on its way there, has the old number
      entry.saved = 0;
      entry.sent = undefined;
    }
  }

  /** Sends these and nothing else, in this order, as the numbers after `last`: where the server says that it stands. */
  restart(last: number, pending: readonly Pending[]): void {
    this.next = last + 1;
    this.#void = [];
    this.#entries = pending.map((p) => {
      p.n = this.next++;
      p.version++;
      return { pending: p, saved: 0, sent: undefined, tried: false, stale: 0, beats: 0 };
    });
  }

  /** Takes a mutation out that will never be sent. */
  remove(pending: Pending): void {
    this.#take(pending.n);
  }

  /** The unanswered mutation that takes most room. */
  biggest(): Pending | undefined {
    const sent = this.#entries.filter((entry) => entry.sent !== undefined).map((entry) => entry.pending);
    const size = (p: Pending) => JSON.stringify(p.ops).length;
    return sent.length === 0 ? undefined : sent.reduce((a, b) => (size(b) > size(a) ? b : a));
  }

  #take(n: number): Pending | undefined {
    const entry = this.#entries.find((e) => e.pending.n === n);
    if (entry) this.#entries = this.#entries.filter((e) => e !== entry);
    return entry?.pending;
  }

  /** The server has forgotten refusals, or lost a frame: sends again from `next` on, with the numbers nobody will send. */
  #gap(nack: Nack): Verdict {
    const next = nack.next ?? nack.n;
    const held = new Set(this.#entries.map((entry) => entry.pending.n));
    const first = this.#entries.find((entry) => entry.pending.n >= next)?.pending.n ?? nack.n;
    const missing: number[] = [];
    for (let n = next; n < first && missing.length <= MAX_VOID; n++) if (!held.has(n)) missing.push(n);
    if (missing.length > MAX_VOID) return { do: 'fresh' };
    this.#rewind(0);
    this.#void = missing;
    return { do: 'send' };
  }

  #rewind(from: number): void {
    for (const entry of this.#entries) if (entry.pending.n >= from) entry.sent = undefined;
  }

  #wait(): void {
    this.#waiting?.();
    this.#waiting = this.#clock.after(250 + this.#backoff.next(), () => {
      this.#waiting = undefined;
      this.#wake();
    });
  }
}
