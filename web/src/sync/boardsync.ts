// One board kept in step with the server, for one tab: replica, lanes, durable queue and connection put together.
//
// What is asked for shows at once, is written to the device, is then sent, and stays pending until the server has
// answered, over any number of connections and pages.
import { isErased } from '../model/erased.ts';
import { byLane, idOf, type Lane, type Op } from '../model/ops.ts';
import { wordsOf, type Pending } from '../model/pending.ts';
import type { Id } from '../model/records.ts';
import type { Lacking, Plan } from '../model/recover.ts';
import { wordsLost } from '../model/recover.ts';
import { Replica, type News, type Touched, type Turn } from '../model/replica.ts';
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
import type { CachedBoard, EntryRow, PairRow, PastRow, RecoveredRow, Store, Waiting } from './queue.ts';
import { Saver } from './saver.ts';
import { split } from './split.ts';
import { Throttle } from './throttle.ts';
import { ServerTime } from './time.ts';
import { Turns } from './turns.ts';

/** Presence frames at most so often, in milliseconds: under 20 a second. */
const PRESENCE = 60;
/** The board is kept for offline use at most so often, in milliseconds. */
const CACHE = 15_000;
/** What was acknowledged is kept for giving back at most so often, in milliseconds, and less often where it has grown. */
const PAST = 2000;
const LARGE_PAST = 15_000;
/** The number of bytes from which on it is large. */
const LARGE = 64 * 1024;
/** So many failures in a row to take a frame in are no accident. */
const FAILURES = 3;

/** Something the server refused; `text` are words that somebody typed and that are nowhere else now. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly text?: string;
}

/** What a board sync tells; every call is synchronous with what caused it. */
export interface Listener {
  /**
   * `mine` says that it was asked for by {@link BoardSync.mutate}; `half`, that the shared half of the same turn may follow
   * what is painted in between would be gone again at once.
   */
  touched(touched: Touched, mine: boolean, half?: boolean): void;
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
  /** Words that a rewound history lacks are in the tray, or, by the id of their row, are there no more. */
  recovered(row: RecoveredRow): void;
  putAway(id: string): void;
  /** The words of these records were erased for good: no copy of them is to stay. */
  erased?(ids: ReadonlySet<Id>): void;
  /** This page could not take in what the server said. */
  failed(error: unknown): void;
  /** What was written here may not get through: it is time to offer it as a file. */
  offer(): void;
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
  readonly past?: PastRow | undefined;
}

export class BoardSync {
  readonly replica = new Replica();
  /** The server's time. */
  readonly time: ServerTime;
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
  readonly #pasts: Throttle<true>;
  #me: Me | null = null;
  /** A connection has begun, or begins anew, and its snapshot or catch-up is not here yet. */
  #opening: Opening | undefined;
  #snap: Extract<ServerFrame, { t: 'snap' }> | undefined;
  /** Mutations that were acknowledged before their changes could be seen. */
  #unseen: Pending[] = [];
  /** What is given back once the records it belongs to are on the board. */
  #waiting: readonly Waiting[] = [];
  /** Records that have changed since it was looked at last whether they are erased. */
  readonly #doubtful = new Set<Id>();
  /** How many acknowledged mutations have been noted and are on the device, or soon will be. */
  #noted = 0;
  /** Failures in a row to take a frame in. */
  #failures = 0;
  #whole = false;
  #ended = false;

  constructor(ports: Ports, listener: Listener, start: Start) {
    this.#ports = ports;
    this.time = new ServerTime(ports.clock);
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
        past: () => ({ pair: start.pair.id, ...this.replica.past.keep(), waiting: this.#waiting }),
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
      broken: () => this.#broken(),
      sound: () => (this.#failures = 0),
      digest: () => this.replica.view.digest(),
      digests: () => this.replica.view.digests(),
      lost: () => this.#lost(),
      tooBig: () => this.#tooBig(),
      link: (link) => listener.link(link),
      closed: (why) => this.#closed(why),
    });
    this.#presence = new Throttle(ports.clock, PRESENCE, (presence) => {
      if (this.#connection.link === 'live') this.#connection.send({ t: 'presence', ...presence });
    });
    this.#caching = new Throttle(ports.clock, CACHE, () => this.#keepBoard());
    this.#pasts = new Throttle(
      ports.clock,
      () => (this.replica.past.bytes > LARGE ? LARGE_PAST : PAST),
      () => this.#saver.past(),
    );
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

  /** Asks for any number of ops: they show at once. They go out in order per lane, in mutations of a size that is taken. */
  mutate(ops: readonly Op[]): void {
    if (this.#ended) return;
    for (const [lane, list] of byLane(ops, (id) => this.replica.shown(id))) {
      for (const part of split(list)) this.#ask(this.#lanes[lane], part);
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
    if (this.#whole) this.#saver.past();
    await Promise.all([this.#saver.settled(), this.#keepBoard()]);
  }

  /** Puts words of the tray away. What would have been given back of them is not any more. */
  putAway(id: string): void {
    this.#waiting = this.#waiting.filter(({ shown }) => shown !== id);
    this.#saver.putAway(id);
    this.#saver.past();
    this.#listener.putAway(id);
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
    this.#pasts.stop();
  }

  #begin(): void {
    const { entries, cached, past } = this.#start;
    if (past) {
      this.replica.past.restore(past);
      this.#waiting = past.waiting;
    }
    if (cached) {
      this.#me = cached.me;
      this.replica.author = { member: cached.me?.member, role: cached.me?.role };
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
    this.#add(outbox, ops);
  }

  /** A mutation of somebody at this page, or one that is `given` back for them. */
  #add(outbox: Outbox, ops: readonly Op[], given = false): void {
    const { pending, touched } = this.replica.add(outbox.lane, outbox.next, ops, given);
    outbox.add(pending);
    this.#listener.touched(touched, !given);
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
      if (!(error instanceof ViewError)) this.#listener.failed(error);
      this.#broken();
    }
  }

  /** Asks for everything anew, with all that is pending kept; where that does not help, stops. */
  #broken(): void {
    this.#failures++;
    this.#connection.startOver();
    if (this.#failures < FAILURES) return;
    this.#connection.stop();
    this.#closed('broken');
  }

  #take(frame: ServerFrame): void {
    switch (frame.t) {
      case 'welcome':
        this.time.heard(frame.now);
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
        this.#turn(this.#turns.chg(frame.ops));
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
        this.time.heard(frame.now);
        this.#settle();
        const late = Object.values(this.#lanes).map((outbox) => outbox.beat());
        if (late.includes(true)) this.#connection.renew();
        return;
      }
      case 'bye':
        return;
    }
  }

  /** Whoever has seen its change needs a mutation no more; until then a page that dies would not know of it. */
  #turn(turn: Turn, half = false): void {
    const touched = this.replica.turn(turn);
    for (const p of new Set([...turn.mine.own.values(), ...turn.mine.chg.values()])) this.#saver.remove(p);
    this.#changed(touched, half);
  }

  #own(frame: Extract<ServerFrame, { t: 'own' }>): void {
    const snap = this.#snap;
    if (!frame.full) {
      const turn = this.#turns.own(frame.ops);
      if (turn) this.#turn(turn, true);
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
    this.replica.author = opening.me;
    this.#listener.me(opening.me);
    const rewound = this.#rewound(opening);
    if (rewound.length > 0 && news.kind === 'catch') {
      this.#connection.startOver(); // only a whole view says what is lacking
      return;
    }
    const accepted: Pending[] = this.#unseen.splice(0).filter((p) => !rewound.some((r) => r.lost.includes(p)));
    const refused: [Pending, string][] = [];
    for (const outbox of Object.values(this.#lanes)) {
      const decided = outbox.decide(opening.last[outbox.c] ?? { n: 0, refused: [] });
      accepted.push(...decided.accepted);
      refused.push(...decided.refused);
    }
    for (const p of new Set([...accepted, ...refused.map(([p]) => p)])) this.#saver.remove(p);
    this.#saver.touch();
    const decided = { accepted, refused: refused.map(([p]) => p) };
    const told = refused.map(([p, code]) => ({ p, code, words: wordsOf(p) }));
    const touched =
      news.kind === 'snapshot' && rewound.length > 0
        ? this.#reopen({ ...decided, news }, rewound)
        : this.replica.open({ ...decided, news });
    this.#whole = true;
    this.#listener.touched(touched, false);
    this.#listener.ready('server');
    for (const { p, code, words } of told) {
      this.#tell(p, code, 'The server refused this while you were away.', words);
    }
    this.#connection.live();
    this.#erase();
    if (this.#waiting.length > 0) this.#giveBack();
    this.#changed(undefined);
  }

  /** The lanes of which the server holds less than it has said, with what of them has not even been seen. */
  #rewound(opening: Opening): Rewound[] {
    return Object.values(this.#lanes).flatMap((outbox): Rewound[] => {
      const { n, forgot = false } = opening.last[outbox.c] ?? { n: 0 };
      const lost = this.#unseen.filter((p) => p.lane === outbox.lane && p.n > n);
      const highest = Math.max(this.replica.past.highest(outbox.lane), ...lost.map((p) => p.n));
      return highest > n ? [{ outbox, n, lost, doubtful: forgot && n === 0 }] : [];
    });
  }

  /** Takes in the snapshot of a rewound history, and asks for what it lacks before everything that is pending. */
  #reopen(
    opening: { accepted: readonly Pending[]; refused: readonly Pending[]; news: Extract<News, { kind: 'snapshot' }> },
    rewound: readonly Rewound[],
  ): Touched {
    const { past } = this.replica;
    const taken = (doubtful: boolean) =>
      joined(rewound.filter((r) => r.doubtful === doubtful).map((r) => past.takeAfter(r.outbox.lane, r.n)));
    const numbers = rewound.flatMap(({ outbox, lost }) =>
      [...outbox.pending, ...lost].map((pending) => ({ pending, n: pending.n })),
    );
    const lacking = { lacking: taken(false), doubtful: taken(true) };
    const { touched, given, gone, plans } = this.replica.reopen({ ...opening, ...lacking });
    for (const pending of gone) this.#saver.remove(pending);
    this.#saver.renumber(numbers.filter(({ pending }) => !gone.includes(pending)));
    for (const { outbox, n } of rewound) {
      const all = this.replica.pending.filter((p) => p.lane === outbox.lane);
      outbox.restart(n, all);
    }
    this.#saver.restamp(this.replica.pending);
    for (const plan of plans) this.#plan(plan);
    this.#saver.past();
    if (given.length > 0) this.#listener.unsaved(this.unsaved);
    return touched;
  }

  /** Keeps what of a plan cannot be done, and shows the words in it. */
  #plan({ waiting, unfit }: Plan): void {
    this.#waiting = [
      ...this.#waiting,
      ...waiting.map((loss): Waiting => {
        const shown = this.#recover(wordsLost(loss), 'waiting');
        return { loss, ...(shown !== undefined && { shown }) };
      }),
    ];
    for (const loss of unfit) this.#recover(wordsLost(loss), 'changed');
  }

  /** Puts words into the tray; returns the id of their row, if there are any. */
  #recover(text: string, why: string): string | undefined {
    if (text === '') return undefined;
    const { newId, clock } = this.#ports;
    const row: RecoveredRow = { id: newId(), board: this.#start.pair.board, text, why, at: clock.now() };
    this.#saver.recovered(row);
    this.#listener.recovered(row);
    return row.id;
  }

  /** Gives back what has waited for records that are there now. */
  #giveBack(): void {
    const plan = this.replica.plan(this.#waiting.map(({ loss }) => loss));
    const rest = this.#waiting.filter(({ loss }) => plan.waiting.includes(loss));
    const done = this.#waiting.filter((each) => !rest.includes(each));
    if (done.length === 0) return;
    this.#waiting = rest;
    this.#plan({ ...plan, waiting: plan.waiting.filter((loss) => !rest.some((each) => each.loss === loss)) });
    for (const { shown } of done) {
      if (shown === undefined) continue;
      this.#saver.putAway(shown);
      this.#listener.putAway(shown);
    }
    this.#saver.past();
    for (const ask of plan.asks) {
      for (const [lane, ops] of byLane(ask, (id) => this.replica.shown(id))) this.#add(this.#lanes[lane], ops, true);
    }
    this.#listener.unsaved(this.unsaved);
  }

  #ack(frame: Ack): void {
    for (const [c, n, own, chg] of frame.a) {
      const outbox = this.#outbox(c);
      const pending = outbox?.acked(n);
      if (pending === undefined) continue; // answered before
      if (own >= 0 || chg >= 0) {
        this.#turns.ack({ pending, own, chg });
      } else {
        this.#saver.remove(pending);
        this.#listener.touched(this.replica.drop(pending, true), false);
      }
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
    this.#tell(pending, code, message, words);
  }

  /** Another client id for a lane whose own the server does not take, and another hello. */
  #fresh(outbox: Outbox): void {
    const before = outbox.pending.map((pending) => ({ pending, n: pending.n }));
    this.#unanswered();
    for (const p of this.#unseen) {
      if (p.lane !== outbox.lane) continue;
      this.#saver.remove(p);
      p.n = 0; // its number was one of the id that is given up
    }
    this.replica.past.takeAfter(outbox.lane, 0); // of the id before nothing will be told any more
    outbox.renumber(this.#ports.newId());
    this.#saver.renumber(before);
    this.#saver.past();
    this.#connection.renew();
  }

  /** What exists already has arrived before, under a client id that was forgotten. */
  #tell(pending: Pending, code: string, message: string, text: string): void {
    if (code === 'exists') return;
    if (pending.given) {
      this.#recover(text, code);
      return;
    }
    this.#listener.refused({ code, message, ...(text !== '' && { text }) });
  }

  /** Both halves of a turn are here, or will not come: what is not to be seen now is gone. */
  #settle(): void {
    if (this.#doubtful.size === 0 || this.#opening) return;
    const ids = new Set(this.#doubtful);
    this.#doubtful.clear();
    this.#erase(ids);
  }

  /** Lets go of every copy of words that were erased: what is kept to give back or to undo, and the board on the device. */
  #erase(touched?: ReadonlySet<Id>): void {
    const { view, past, pending } = this.replica;
    const known = past.touched();
    const waits = new Set(this.#waiting.map(({ loss }) => loss.id));
    const asked = new Set(pending.flatMap((p) => p.ops.map(idOf)));
    const ids = new Set<Id>();
    const stones = () => [...view.ids()].filter((id) => view.get(id)?.f.state === 'erased');
    for (const id of touched ?? new Set([...known.keys(), ...waits, ...stones()])) {
      if (!asked.has(id) && isErased(view.get(id), known.get(id))) ids.add(id);
    }
    if (ids.size === 0) return;
    this.#listener.erased?.(ids);
    for (const { loss, shown } of this.#waiting) {
      if (!ids.has(loss.id) || shown === undefined) continue;
      this.#saver.putAway(shown);
      this.#listener.putAway(shown);
    }
    this.#waiting = this.#waiting.filter(({ loss }) => !ids.has(loss.id));
    if ([...ids].some((id) => known.has(id) || waits.has(id))) {
      past.erase(ids);
      this.#saver.past();
    }
    void this.#keepBoard();
  }

  #changed(touched: Touched | undefined, half = false): void {
    if (touched) this.#listener.touched(touched, false, half);
    for (const id of touched?.ids ?? []) this.#doubtful.add(id);
    if (!half) this.#settle();
    if (touched && touched.ids.size > 0 && this.#waiting.length > 0 && !this.#opening) this.#giveBack();
    this.#listener.unsaved(this.unsaved);
    this.#caching.push(true);
    if (this.replica.past.noted > this.#noted) this.#pasts.push(true);
    this.#noted = this.replica.past.noted;
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
    this.#listener.offer();
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
    this.#pasts.stop();
    this.#presence.stop();
    if (why === 'revoked' || why === 'no_board') {
      for (const outbox of Object.values(this.#lanes))
        for (const pending of [...outbox.pending]) this.#refuse(outbox, pending, why, 'It was not sent.');
      this.#saver.close();
      void this.#ports.store.drop(this.#start.pair.board);
    }
    if (why === 'bad_frame' || why === 'broken') this.#listener.offer();
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

/** A lane of which the server stands at number n; `lost` are mutations that were acknowledged and never seen. */
interface Rewound {
  readonly outbox: Outbox;
  readonly n: number;
  readonly lost: readonly Pending[];
  /** Perhaps only this client id has been forgotten. */
  readonly doubtful: boolean;
}

function joined(parts: readonly Lacking[]): Lacking {
  const bases = Object.assign({}, ...parts.map((part) => part.bases)) as Lacking['bases'];
  return { deeds: parts.flatMap((part) => part.deeds), bases };
}

function laneRow(outbox: Outbox): { readonly c: string; readonly next: number } {
  return { c: outbox.c, next: outbox.next };
}
