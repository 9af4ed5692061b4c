// One board kept in step with the server, for one tab: replica, lanes, durable queue and connection put together.
//
// What is asked for shows at once, is written to the device, is then sent, and stays pending until the server has
// answered, over any number of connections and pages.
import { byLane, type Lane, type Op } from '../model/ops.ts';
import { wordsOf, type Pending } from '../model/pending.ts';
import type { Id } from '../model/records.ts';
import { Replica, type News, type Touched } from '../model/replica.ts';
import { limits } from '../model/schema.ts';
import { ViewError } from '../model/view.ts';
import type { Closed } from './closing.ts';
import { Connection, type Link } from './connection.ts';
import {
  byteLength,
  MAX_FRAME,
  type Ack,
  type Me,
  type Mutate,
  type Nack,
  type Presence,
  type ServerFrame,
  type Opening,
} from './frames.ts';
import { Outbox } from './outbox.ts';
import type { Clock, Dial, Random } from './ports.ts';
import type { CachedBoard, EntryRow, PairRow, Store } from './queue.ts';
import { Saver } from './saver.ts';
import { Throttle } from './throttle.ts';
import { Turns } from './turns.ts';

/** Presence frames at most so often, in milliseconds: under 20 a second. */
const PRESENCE = 60;
/** The board is kept for offline use at most so often, in milliseconds. */
const CACHE = 15_000;

/** Something the server refused; `text` are words that somebody typed and that are nowhere else now. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly text?: string;
}

/** What a board sync tells; every call is synchronous with what caused it. */
export interface Listener {
  /** `mine` says that it was asked for by {@link BoardSync.mutate}. */
  touched(touched: Touched, mine: boolean): void;
  /** The view is whole: taken from the server, or from the device until the server answers. */
  ready(from: 'server' | 'device'): void;
  me(me: Me): void;
  link(link: Link): void;
  closed(why: Closed): void;
  /** How many mutations are not acknowledged. */
  unsaved(count: number): void;
  refused(refusal: Refusal): void;
  presence(who: readonly ({ readonly m: Id } & Presence)[], left: readonly Id[]): void;
  here(members: readonly Id[]): void;
  /** The device does not store: what is pending lives as long as the page. */
  unsafe(): void;
}

/** What a board sync works with. */
export interface Ports {
  readonly dial: Dial;
  readonly clock: Clock;
  readonly random: Random;
  readonly newId: () => string;
  readonly store: Store;
  /** The participant's own secret. */
  readonly own: string;
}

/** What a tab takes over: a pair whose lock it holds, its entries, and the board as last seen. */
export interface Start {
  readonly pair: PairRow;
  readonly entries: readonly EntryRow[];
  readonly cached?: CachedBoard | undefined;
}

export class BoardSync {
  readonly replica = new Replica();
  readonly #ports: Ports;
  readonly #listener: Listener;
  readonly #start: Start;
  /** Tells this page's connections from those of a page that had the same client ids before. */
  readonly #page: string;
  readonly #lanes: Readonly<Record<Lane, Outbox>>;
  readonly #saver: Saver;
  readonly #connection: Connection;
  readonly #turns = new Turns();
  readonly #presence: Throttle<Presence>;
  readonly #caching: Throttle<true>;
  #me: Me | null = null;
  /** A connection has begun, or begins anew, and its snapshot or catch-up is not here yet. */
  #opening: Opening | undefined;
  #snap: Extract<ServerFrame, { t: 'snap' }> | undefined;
  /** Mutations that were acknowledged before their changes could be seen. */
  #unseen: Pending[] = [];
  #whole = false;
  #ended = false;

  constructor(ports: Ports, listener: Listener, start: Start) {
    this.#ports = ports;
    this.#listener = listener;
    this.#page = ports.newId();
    const lane = (name: Lane) => new Outbox(name, start.pair.lanes[name], ports, () => this.#pump());
    this.#lanes = { named: lane('named'), anon: lane('anon') };
    this.#saver = new Saver(
      ports.store,
      start.pair,
      0,
      {
        keep: (pending) => this.replica.keep(pending),
        lanes: () => ({ named: laneRow(this.#lanes.named), anon: laneRow(this.#lanes.anon) }),
        saved: (pending, version) => {
          this.#lanes[pending.lane].saved(pending, version);
          this.#pump();
        },
      },
      () => ports.clock.now(),
      () => listener.unsafe(),
    );
    this.#connection = new Connection(ports, {
      hello: () => ({ clients: [this.#lanes.named.c, this.#lanes.anon.c], own: ports.own, page: this.#page }),
      frame: (frame) => this.#receive(frame),
      digest: () => this.replica.view.digest(),
      lost: () => this.#lost(),
      tooBig: () => this.#tooBig(),
      link: (link) => listener.link(link),
      closed: (why) => this.#closed(why),
    });
    this.#presence = new Throttle(ports.clock, PRESENCE, (presence) => {
      if (this.#connection.link === 'live') this.#connection.send({ t: 'presence', ...presence });
    });
    this.#caching = new Throttle(ports.clock, CACHE, () => this.#keepBoard());
    this.#start = start;
  }

  /** How many mutations are not acknowledged. */
  get unsaved(): number {
    return this.#lanes.named.size + this.#lanes.anon.size;
  }

  /** Shows what the device has kept, and connects. */
  start(): void {
    this.#begin();
    this.#connection.start();
  }

  /** Asks for ops: they show at once. One mutation per lane, and per 256 ops. */
  mutate(ops: readonly Op[]): void {
    if (this.#ended) return;
    for (const [lane, list] of byLane(ops, (id) => this.replica.shown(id))) {
      for (let i = 0; i < list.length; i += limits.ops) this.#ask(this.#lanes[lane], list.slice(i, i + limits.ops));
    }
    this.#listener.unsaved(this.unsaved);
    this.#pump();
  }

  /** Says what this viewer is doing right now; the newest wins. */
  say(presence: Presence): void {
    this.#presence.push(presence);
  }

  /** The network is back, or the page is seen again. */
  wake(): void {
    this.#connection.wake();
  }

  /** Writes everything to the device; resolves when it is there. Call it when the page may be about to go. */
  async flush(): Promise<void> {
    await Promise.all([this.#saver.settled(), this.#keepBoard()]);
  }

  /** Another tab uses the client ids: stops quietly. */
  supersede(): void {
    if (this.#ended) return;
    this.close();
    this.#saver.close();
    this.#listener.closed('superseded');
  }

  /** Leaves the board. What is pending stays on the device. */
  close(): void {
    this.#ended = true;
    this.#connection.stop();
    this.#presence.stop();
    this.#caching.stop();
  }

  #begin(): void {
    const { entries, cached } = this.#start;
    if (cached) {
      this.#me = cached.me;
      this.replica.author = { member: cached.me?.member };
      this.replica.view.replace(cached.shared, cached.own);
    }
    const { pending } = this.replica.restore(entries);
    pending.forEach((p, i) => {
      this.#lanes[p.lane].add(p, p.version);
      this.#saver.known(p, entries[i]?.at ?? i);
    });
    if (cached) {
      if (cached.me) this.#listener.me(cached.me);
      this.#listener.ready('device');
    }
    this.#listener.touched({ ids: this.replica.ids(), edits: [] }, false);
    this.#listener.unsaved(this.unsaved);
  }

  #ask(outbox: Outbox, ops: readonly Op[]): void {
    const [only] = ops;
    if (ops.length === 1 && only?.op === 'text') {
      const pending = outbox.extendable(only.id, only.field);
      if (pending) {
        this.#listener.touched(this.replica.extend(pending, only.edit), true);
        this.#saver.save(pending);
        return;
      }
    }
    const { pending, touched } = this.replica.add(outbox.lane, outbox.next, ops);
    outbox.add(pending);
    this.#listener.touched(touched, true);
    this.#saver.save(pending);
  }

  /** Sends whatever may be sent. */
  #pump(): void {
    if (this.#connection.link !== 'live' || this.#opening || this.#turns.expecting || this.#ended) return;
    for (const outbox of Object.values(this.#lanes)) {
      for (let p = outbox.first; p && !this.replica.stands(p); p = outbox.first) {
        this.#refuse(outbox, p, 'not_found', 'It is not on this board, or not any more.');
      }
      for (const frame of outbox.send(this.#connection.frames)) this.#send(outbox, frame);
    }
  }

  #send(outbox: Outbox, frame: Mutate): void {
    if (byteLength(JSON.stringify(frame)) <= MAX_FRAME) {
      this.#connection.send(frame);
      return;
    }
    const pending = outbox.find(frame.n);
    if (pending) this.#refuse(outbox, pending, 'too_long', 'This is too much for one change.');
    this.#pump();
  }

  #receive(frame: ServerFrame): void {
    try {
      this.#take(frame);
    } catch (error) {
      if (!(error instanceof ViewError)) throw error;
      this.#connection.startOver();
    }
  }

  #take(frame: ServerFrame): void {
    switch (frame.t) {
      case 'welcome':
        this.#opening = frame;
        return;
      case 'resync':
        this.#unanswered();
        this.#opening = frame;
        return;
      case 'snap':
        this.#snap = frame;
        return;
      case 'catch':
        this.#open({ kind: 'catch', shared: frame.shared, own: frame.own });
        return;
      case 'own':
        this.#own(frame);
        return;
      case 'chg':
        this.#changed(this.replica.turn(this.#turns.chg(frame.ops)));
        return;
      case 'ack':
        this.#ack(frame);
        return;
      case 'nack':
        this.#nack(frame);
        return;
      case 'presence':
        this.#listener.presence(frame.who, frame.left ?? []);
        return;
      case 'here':
        this.#listener.here(frame.members);
        return;
      case 'beat': {
        const late = Object.values(this.#lanes).map((outbox) => outbox.beat());
        if (late.includes(true)) this.#connection.renew();
        return;
      }
      case 'bye':
        return;
    }
  }

  #own(frame: Extract<ServerFrame, { t: 'own' }>): void {
    const snap = this.#snap;
    if (!frame.full) {
      const turn = this.#turns.own(frame.ops);
      if (turn) this.#changed(this.replica.turn(turn));
      return;
    }
    this.#snap = undefined;
    if (snap === undefined) throw new ViewError('own records without a snapshot');
    const news: News = { kind: 'snapshot', shared: snap.records, own: frame.ops };
    this.#open(news);
  }

  #open(news: News): void {
    const opening = this.#opening;
    if (opening === undefined) throw new ViewError('records without an opening');
    this.#opening = undefined;
    this.#me = opening.me;
    this.replica.author = { member: opening.me.member };
    this.#listener.me(opening.me);
    const accepted: Pending[] = this.#unseen.splice(0);
    const refused: [Pending, string][] = [];
    for (const outbox of Object.values(this.#lanes)) {
      const decided = outbox.decide(opening.last[outbox.c] ?? { n: 0, refused: [] });
      accepted.push(...decided.accepted);
      refused.push(...decided.refused);
    }
    const words = refused.map(([p, code]): [string, string] => [code, wordsOf(p)]);
    for (const p of new Set([...accepted, ...refused.map(([p]) => p)])) this.#saver.remove(p);
    this.#saver.touch();
    const touched = this.replica.open({ accepted, refused: refused.map(([p]) => p), news });
    this.#whole = true;
    this.#listener.touched(touched, false);
    this.#listener.ready('server');
    for (const [code, text] of words) this.#tell(code, 'The server refused this while you were away.', text);
    this.#connection.live();
    this.#changed(undefined);
  }

  #ack(frame: Ack): void {
    for (const [c, n, own, chg] of frame.a) {
      const outbox = this.#outbox(c);
      const pending = outbox?.acked(n);
      if (pending === undefined) continue; // answered before
      this.#saver.remove(pending);
      if (own >= 0 || chg >= 0) this.#turns.ack({ pending, own, chg });
      else this.#listener.touched(this.replica.drop(pending), false);
    }
    this.#changed(undefined);
  }

  #nack(frame: Nack): void {
    const outbox = this.#outbox(frame.c);
    if (outbox === undefined) return;
    const verdict = outbox.nacked(frame, this.#connection.frames);
    switch (verdict.do) {
      case 'drop':
        this.#refuse(outbox, verdict.pending, frame.code, frame.message);
        break;
      case 'fresh':
        this.#fresh(outbox);
        return;
      case 'startOver':
        this.#connection.startOver();
        return;
      case 'send':
      case 'wait':
      case 'nothing':
        break;
    }
    this.#pump();
  }

  #refuse(outbox: Outbox, pending: Pending, code: string, message: string): void {
    const words = wordsOf(pending);
    outbox.remove(pending);
    this.#saver.remove(pending);
    this.#listener.touched(this.replica.drop(pending), false);
    this.#listener.unsaved(this.unsaved);
    this.#tell(code, message, words);
  }

  /** Another client id for a lane whose own the server does not take, and another hello. */
  #fresh(outbox: Outbox): void {
    const before = outbox.pending.map((pending) => ({ pending, n: pending.n }));
    outbox.renumber(this.#ports.newId());
    this.#saver.renumber(before);
    this.#connection.renew();
  }

  /** What exists already has arrived before, under a client id that was forgotten. */
  #tell(code: string, message: string, text: string): void {
    if (code === 'exists') return;
    this.#listener.refused({ code, message, ...(text !== '' && { text }) });
  }

  #changed(touched: Touched | undefined): void {
    if (touched) this.#listener.touched(touched, false);
    this.#listener.unsaved(this.unsaved);
    this.#caching.push(true);
    this.#pump();
  }

  #lost(): void {
    this.#opening = undefined;
    this.#unanswered();
  }

  /** Answers that were on their way are lost: the next opening tells them. */
  #unanswered(): void {
    this.#unseen.push(...this.#turns.reset());
    this.#snap = undefined;
    for (const outbox of Object.values(this.#lanes)) outbox.lost();
  }

  #tooBig(): void {
    for (const outbox of Object.values(this.#lanes)) {
      const pending = outbox.biggest();
      if (pending) this.#refuse(outbox, pending, 'too_long', 'This was too much for one change.');
    }
  }

  /**
   * With the right to read goes what was kept to read: nothing of the board stays on the device. What was not sent is
   * told as refused and shows on the board no more: it is in one place, and that one is true.
   */
  #closed(why: Closed): void {
    this.#ended = true;
    this.#caching.stop();
    this.#presence.stop();
    if (why === 'revoked' || why === 'no_board') {
      for (const outbox of Object.values(this.#lanes))
        for (const pending of [...outbox.pending]) this.#refuse(outbox, pending, why, 'It was not sent.');
      this.#saver.close();
      void this.#ports.store.drop(this.#start.pair.board);
    }
    this.#listener.closed(why);
  }

  async #keepBoard(): Promise<void> {
    if (!this.#whole || this.#ended) return;
    const { view } = this.replica;
    const kept = {
      board: this.#start.pair.board,
      shared: view.records('shared'),
      own: view.records('own'),
      me: this.#me,
    };
    try {
      await this.#ports.store.cache(kept);
    } catch {
      this.#listener.unsafe();
    }
  }

  #outbox(c: string): Outbox | undefined {
    return Object.values(this.#lanes).find((outbox) => outbox.c === c);
  }
}

function laneRow(outbox: Outbox): { readonly c: string; readonly next: number } {
  return { c: outbox.c, next: outbox.next };
}
