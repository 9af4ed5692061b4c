// A server of one board, in memory: total order, one turn at a time, text rebased one committed edit at a time. It
// speaks `feltboard.v1` as far as clients can tell, with a small policy of its own.
import type { Change, Lane, Op, ViewOp } from '../../model/ops.ts';
import { idOf } from '../../model/ops.ts';
import type { AnyRec, Fields, Id, Role } from '../../model/records.ts';
import { apply, baseLen, pointLength, transform, type Edit } from '../../model/text.ts';
import { same, sparse, textFields, textOf, valueOf } from '../../model/values.ts';
import { View } from '../../model/view.ts';
import type { ClientFrame, Decided, Hello, Me, Mutate, ServerFrame } from '../frames.ts';
import { OVER, type Line } from './net.ts';

interface Stored {
  readonly id: Id;
  readonly type: string;
  readonly f: Fields;
  /** Whoever made it; of an anonymous note their secret. */
  readonly who: string;
  readonly anon: boolean;
  readonly del: boolean;
}

interface Client {
  readonly who: string;
  last: number;
  refused: Map<number, string>;
}

interface Session {
  readonly line: Line;
  readonly member: Id;
  clients: readonly string[];
  own: string;
  greeted: boolean;
  frames: number;
  answers: number;
  /** The order of the newest entry that frame number i told of; missing in the middle of a turn. */
  seen: (number | undefined)[];
  shared: Map<Id, AnyRec>;
  mine: Map<Id, AnyRec>;
  inbox: Mutate[];
  /** It posts, so it is told positions; it polls, so it ends when it has said something (realtime/SPEC.md §7). */
  posts: boolean;
  poll: string | undefined;
}

/** What was posted and is not decided. */
interface Posted {
  readonly session: Session;
  readonly nacks: unknown[];
  readonly done: (nacks: readonly unknown[]) => void;
}

function sessionOn(line: Line, member: Id): Session {
  const counts = { frames: 0, answers: 0, seen: [0] };
  const nobody = { clients: [], own: '', greeted: false, posts: false, poll: undefined };
  return { line, member, ...nobody, ...counts, shared: new Map(), mine: new Map(), inbox: [] };
}

export class FakeServer {
  readonly records = new Map<Id, Stored>();
  readonly clients = new Map<string, Client>();
  /** Every code point that an admitted edit has deleted. */
  readonly deleted = new Set<string>();
  /** How many mutations have been admitted. */
  admitted = 0;
  /** Decides whether to answer a mutation with this code instead; '' admits it. */
  whim: (frame: Mutate) => string = () => '';
  /** The role of everybody, and the server's time. */
  role: Role = 'team';
  now: () => number = Date.now;
  /** Numbers are used up by these. */
  #seq = 0;
  #epoch = 0;
  #floor = 0;
  #texts: { readonly seq: number; readonly id: Id; readonly field: string; readonly edit: Edit }[] = [];
  #touched: { readonly seq: number; readonly ids: readonly Id[] }[] = [];
  #sessions: Session[] = [];
  #posted: Posted[] = [];
  /** Grows with every rewind: no token outlives one. */
  #life = 0;
  readonly #forgotten = new Set<string>();
  readonly #copies: {
    readonly records: Map<Id, Stored>;
    readonly clients: Map<string, Client>;
    readonly seq: number;
  }[] = [];

  /** Puts a copy of everything aside, for {@link rewind}. */
  copy(): void {
    const clients = [...this.clients].map(([c, client]): [string, Client] => [
      c,
      { ...client, refused: new Map([...client.refused].filter(([n]) => n < client.last)) },
    ]);
    this.#copies.push({ records: new Map(this.records), clients: new Map(clients), seq: this.#seq });
  }

  /** Puts one of the copies in place, the i-th from the first, and starts again from it. */
  rewind(i: number): void {
    const copy = this.#copies[i];
    if (copy === undefined) return;
    this.restart();
    this.records.clear();
    for (const [id, rec] of copy.records) this.records.set(id, rec);
    this.clients.clear();
    for (const [c, client] of copy.clients) this.clients.set(c, { ...client, refused: new Map(client.refused) });
    this.#copies.length = i + 1;
    this.#life++;
    this.#touched = this.#touched.filter((t) => t.seq <= copy.seq);
    this.#seq = copy.seq;
    this.#floor = copy.seq;
    this.#epoch = copy.seq;
  }

  /** Forgets a client id, as a board does that knows too many. */
  forget(c: string): void {
    this.clients.delete(c);
    this.#forgotten.add(c);
  }

  get copies(): number {
    return this.#copies.length;
  }

  /** Takes a line that a member's client has opened. */
  accept(line: Line, member: Id): void {
    this.#sessions.push(sessionOn(line, member));
  }

  /** Takes a post; `done` is told the refusals once it is decided. */
  post(member: Id, body: string, done: (nacks: readonly unknown[]) => void): void {
    type At = Omit<Mutate, 'base'> & { readonly at?: string };
    const { clients, own, frames } = JSON.parse(body) as { clients: string[]; own: string; frames: At[] };
    const nacks: unknown[] = [];
    const line = { dead: false, toClient: { push: (text: string) => nacks.push(JSON.parse(text)) } };
    const session = sessionOn(line as unknown as Line, member);
    session.clients = clients;
    session.own = own;
    frames.forEach(({ at, ...frame }, base) => {
      const [seq, life] = (at ?? '').split('@').map(Number);
      session.seen[base] = life === this.#life && seq !== undefined ? seq : undefined;
      session.inbox.push({ ...frame, base });
    });
    this.#posted.push({ session, nacks, done });
  }

  /** Reads one frame of a line. */
  read(line: Line): void {
    const session = this.#sessions.find((s) => s.line === line);
    const text = line.toServer.shift();
    if (session === undefined || text === undefined) return;
    const frame = JSON.parse(text) as ClientFrame;
    if (frame.t === 'hello') this.#hello(session, frame);
    else if (frame.t === 'mutate') session.inbox.push(frame);
  }

  /** One turn: decides all that waits, and tells everybody. */
  turn(): void {
    this.#sessions = this.#sessions.filter((s) => !s.line.dead);
    const outs = new Map(
      this.#sessions.map((s) => [s, { ack: [] as Row[], own: [] as Change[], chg: [] as Change[] }]),
    );
    const posted = this.#posted.splice(0);
    for (const session of [...this.#sessions, ...posted.map((p) => p.session)]) {
      for (const frame of session.inbox.splice(0)) {
        const code = this.#decide(session, frame);
        if (code === 'again') outs.get(session)?.ack.push([frame.c, frame.n, -1, -1]);
        if (code !== '') continue;
        for (const [other, out] of outs) {
          if (!other.greeted) continue;
          const { own, chg } = this.#tell(other);
          if (other === session || (!outs.has(session) && other.clients.includes(frame.c))) {
            out.ack.push([frame.c, frame.n, own.length ? out.own.length : -1, chg.length ? out.chg.length : -1]);
          }
          if (own.length) out.own.push(own);
          if (chg.length) out.chg.push(chg);
        }
      }
    }
    for (const [session, out] of outs) {
      if (out.ack.length) this.#send(session, { t: 'ack', a: out.ack });
      if (out.own.length) this.#send(session, { t: 'own', ops: out.own });
      if (out.chg.length) {
        if (out.own.length) session.seen[session.frames] = undefined;
        this.#send(session, { t: 'chg', ops: out.chg });
      }
      if (out.ack.length + out.own.length + out.chg.length > 0) this.#said(session);
    }
    for (const { nacks, done } of posted) done(nacks);
  }

  /** A tick of the heartbeat. */
  beat(): void {
    this.turn();
    for (const session of this.#sessions) {
      if (!session.greeted) continue;
      if (session.poll !== undefined) this.#said(session);
      else this.#beatTo(session);
    }
    this.#sessions = this.#sessions.filter((session) => session.greeted || session.clients.length === 0);
  }

  #beatTo(session: Session): void {
    const digest = this.sharedView(session.member).digest();
    const token = `${this.#seq}/${this.#epoch}/${this.#life}`;
    this.#send(session, {
      t: 'beat',
      token,
      frames: session.frames,
      answers: session.answers,
      now: this.now(),
      digest,
    });
    this.#place(session);
  }

  #place(session: Session): void {
    if (session.posts) this.#send(session, { t: 'at', at: `${this.#seq}@${this.#life}` });
  }

  /** A turn or an opening is told: here it ends, and a poll with it. */
  #said(session: Session): void {
    this.#place(session);
    if (session.poll === undefined) return;
    this.#beatTo(session);
    session.line.toClient.push(OVER);
    session.greeted = false;
  }

  /** Throws away what a slow connection has not read and sends it everything anew. */
  resync(line: Line): void {
    const session = this.#sessions.find((s) => s.line === line && s.greeted);
    if (session === undefined) return;
    this.turn();
    if (line.toClient.some((text) => text.startsWith('{"t":"welcome"'))) return;
    const lost = line.toClient.splice(0).filter((text) => /^\{"t":"(snap|own|chg|catch)"/.test(text)).length;
    session.frames -= lost;
    session.seen.length = session.frames + 1;
    this.#send(session, { t: 'resync', me: this.#me(session), last: this.#last(session) });
    this.#snapshot(session);
    this.#said(session);
  }

  /** Stops and starts again: what was in memory only is gone. */
  restart(): void {
    for (const session of this.#sessions) session.line.cut(1012);
    this.#sessions = [];
    this.#posted = [];
    this.#texts = [];
    this.#floor = this.#seq;
    for (const client of this.clients.values()) {
      for (const n of [...client.refused.keys()]) if (n > client.last) client.refused.delete(n);
    }
  }

  /** Hides a note from everybody but its author, or shows it again: as a change of phase does. */
  hide(id: Id, hidden: boolean): void {
    this.turn();
    const rec = this.records.get(id);
    if (rec?.type !== 'note') return;
    this.records.set(id, { ...rec, f: sparse('note', { ...rec.f, state: hidden ? 'private' : 'revealed' }) });
    this.#seq++;
    this.#epoch = this.#seq;
    for (const session of this.#sessions) {
      if (!session.greeted) continue;
      const { own, chg } = this.#tell(session);
      if (own.length) this.#send(session, { t: 'own', ops: [own] });
      if (own.length && chg.length) session.seen[session.frames] = undefined;
      if (chg.length) this.#send(session, { t: 'chg', ops: [chg] });
      if (own.length + chg.length > 0) this.#said(session);
    }
  }

  /** What a member may see. */
  view(member: Id, own: string): View {
    const view = new View();
    view.replace([...this.#shared().values()], [...this.#own(member, own).values()]);
    return view;
  }

  sharedView(member: Id): View {
    return this.view(member, '');
  }

  #hello(session: Session, frame: Hello): void {
    for (const other of this.#sessions) {
      if (other === session || !other.clients.some((c) => frame.clients.includes(c))) continue;
      this.turn(); // what it has sent is decided before the welcome is composed
      other.greeted = false;
      other.line.toServer.length = 0;
      other.line.cut(4002);
    }
    this.turn();
    session.clients = frame.clients;
    session.own = frame.own;
    const { posts, poll } = frame as { posts?: boolean; poll?: string };
    session.posts = posts === true;
    session.poll = poll;
    const [seq, epoch, life] = (frame.token ?? '').split('/').map(Number);
    const known = life === this.#life && epoch === this.#epoch;
    const resumed = seq !== undefined && frame.token !== undefined && known && seq >= this.#floor;
    this.#send(session, { t: 'welcome', me: this.#me(session), resumed, last: this.#last(session), now: this.now() });
    session.greeted = true;
    if (!resumed) {
      this.#snapshot(session);
      this.#said(session);
      return;
    }
    session.shared = this.#shared();
    session.mine = this.#own(session.member, session.own);
    const ids = new Set(this.#touched.filter((t) => t.seq > seq).flatMap((t) => t.ids));
    const news = (part: ReadonlyMap<Id, AnyRec>): ViewOp[] =>
      [...ids].map((id): ViewOp => {
        const rec = part.get(id);
        return rec ? { op: 'put', rec } : { op: 'gone', id };
      });
    this.#send(session, { t: 'catch', shared: news(session.shared), own: news(session.mine) });
    if (poll === 'wait' && ids.size === 0) this.#place(session);
    else this.#said(session);
  }

  #me(session: Session): Me {
    return { member: session.member, role: this.role, audience: this.role };
  }

  #last(session: Session): Record<string, Decided> {
    return Object.fromEntries(
      session.clients.map((c) => {
        const client = this.clients.get(c);
        const refused = [...(client?.refused ?? [])];
        const forgot = client === undefined && this.#forgotten.has(c);
        const n = Math.max(client?.last ?? 0, ...refused.map(([n]) => n));
        return [c, { n, refused, ...(forgot && { forgot }) }];
      }),
    );
  }

  #snapshot(session: Session): void {
    session.shared = this.#shared();
    session.mine = this.#own(session.member, session.own);
    const view = this.view(session.member, session.own);
    this.#send(session, { t: 'snap', records: view.records('shared'), digest: view.digest() });
    const own = view.records('own').map((rec): ViewOp => ({ op: 'put', rec }));
    this.#send(session, { t: 'own', full: true, ops: own.length ? [own] : [] });
  }

  #send(session: Session, frame: ServerFrame): void {
    if (frame.t === 'snap' || frame.t === 'own' || frame.t === 'chg' || frame.t === 'catch') {
      session.frames++;
      session.seen[session.frames] = this.#seq;
    }
    if (frame.t === 'ack' || frame.t === 'nack') session.answers++;
    if (frame.t === 'resync') session.answers = 0;
    session.line.toClient.push(JSON.stringify(frame));
  }

  /** '' if it was admitted now, 'again' if it had been before; otherwise the nack has been sent. */
  #decide(session: Session, frame: Mutate): string {
    const lane: Lane = session.clients[1] === frame.c ? 'anon' : 'named';
    const who = lane === 'anon' ? session.own : session.member;
    const nack = (code: string, next?: number) => {
      const message = `refused: ${code}`;
      this.#send(session, { t: 'nack', c: frame.c, n: frame.n, code, message, ...(next !== undefined && { next }) });
      return code;
    };
    const known = this.clients.get(frame.c);
    if (known !== undefined && known.who !== who) return nack('client_taken');
    const client = known ?? { who, last: 0, refused: new Map<number, string>() };
    const before = client.refused.get(frame.n);
    if (before !== undefined) return nack(before);
    if (frame.n <= client.last) return 'again';
    const refused = new Set([...client.refused.keys(), ...(frame.void ?? [])]);
    let next = client.last + 1;
    while (refused.has(next)) next++;
    if (frame.n !== next) return nack(known === undefined ? 'unknown_client' : 'gap', next);
    const whim = this.whim(frame);
    const retried = ['rate', 'storage_full', 'internal', 'read_only', 'stale_base'].includes(whim);
    if (whim === 'stale_base' && !frame.ops.some((op) => op.op === 'text'))
      return this.#commit(session, client, frame, who);
    if (retried) return nack(whim);
    const code = whim !== '' ? whim : this.#check(session, frame, lane, who);
    if (code === 'stale_base') return nack(code);
    if (code !== '') {
      this.clients.set(frame.c, client);
      client.refused.set(frame.n, code);
      return nack(code);
    }
    return this.#commit(session, client, frame, who);
  }

  #check(session: Session, frame: Mutate, lane: Lane, who: string): string {
    const made = new Set<Id>();
    for (const op of frame.ops) {
      const id = idOf(op);
      if (op.op === 'put') {
        if (this.records.has(id)) return 'exists';
        if ((op.rec.f['anon'] === true) !== (lane === 'anon')) return 'wrong_lane';
        made.add(id);
        continue;
      }
      const rec = this.records.get(id);
      if (made.has(id)) continue;
      if (rec === undefined) return 'not_found';
      if (!this.#shared().has(id) && rec.who !== who) return 'not_found';
      if ((rec.anon && rec.who === session.own) !== (lane === 'anon')) return 'wrong_lane';
      if (op.op !== 'text') continue;
      const base = session.seen[frame.base];
      if (base === undefined || base < this.#floor) return 'stale_base';
      if (baseLen(this.#rebased(op, base)) > pointLength(textOf(rec, op.field))) return 'bad_value';
    }
    return '';
  }

  #rebased(op: Extract<Op, { op: 'text' }>, base: number): Edit {
    const over = this.#texts.filter((t) => t.seq > base && t.id === op.id && t.field === op.field);
    return over.reduce((edit, t) => transform(edit, t.edit, 'right'), op.edit);
  }

  #commit(session: Session, client: Client, frame: Mutate, who: string): string {
    this.clients.set(frame.c, client);
    for (const n of frame.void ?? []) client.refused.set(n, 'forbidden');
    client.last = frame.n;
    this.#seq++;
    this.admitted++;
    this.#touched.push({ seq: this.#seq, ids: frame.ops.map(idOf) });
    for (const op of frame.ops) {
      const id = idOf(op);
      const rec = this.records.get(id);
      if (op.op === 'put') {
        this.records.set(id, { ...op.rec, who, anon: op.rec.f['anon'] === true, del: false });
      } else if (rec === undefined) {
        continue;
      } else if (op.op === 'set') {
        const f = Object.entries(op.f).filter(([k]) => op.was === undefined || same(valueOf(rec, k), op.was[k]));
        this.records.set(id, { ...rec, f: sparse(rec.type, { ...rec.f, ...Object.fromEntries(f) }) });
      } else if (op.op === 'text') {
        const edit = this.#rebased(op, session.seen[frame.base] ?? 0);
        const before = textOf(rec, op.field);
        const text = apply(before, edit);
        for (const c of before) if (!text.includes(c)) this.deleted.add(c);
        this.#texts.push({ seq: this.#seq, id, field: op.field, edit });
        this.records.set(id, { ...rec, f: sparse(rec.type, { ...rec.f, [op.field]: text }) });
      } else {
        this.records.set(id, { ...rec, del: op.op === 'del' });
      }
    }
    return '';
  }

  #shared(): Map<Id, AnyRec> {
    const shared = new Map<Id, AnyRec>();
    for (const rec of this.records.values()) {
      if (rec.del || rec.f['state'] === 'private') continue;
      const { id, type, f } = rec;
      shared.set(id, rec.anon ? { id, type, f } : { id, type, f, by: rec.who, at: 1 });
    }
    return shared;
  }

  #own(member: Id, secret: string): Map<Id, AnyRec> {
    const own = new Map<Id, AnyRec>();
    for (const rec of this.records.values()) {
      const mine = rec.who === member || rec.who === secret;
      if (!mine || !(rec.anon || rec.del || rec.f['state'] === 'private')) continue;
      const { id, type, f } = rec;
      own.set(id, { id, type, f, ...(!rec.anon && { by: rec.who, at: 1 }), mine: true, ...(rec.del && { del: true }) });
    }
    return own;
  }

  /** The difference of what a session has been told and what there is. */
  #tell(session: Session): { own: Change; chg: Change } {
    const shared = this.#shared();
    const mine = this.#own(session.member, session.own);
    const newest = this.#texts.filter((t) => t.seq === this.#seq);
    const own = difference(session.mine, mine, newest);
    const chg = difference(session.shared, shared, newest);
    session.shared = shared;
    session.mine = mine;
    return { own, chg };
  }
}

type Row = readonly [c: string, n: number, own: number, chg: number];

function difference(
  before: ReadonlyMap<Id, AnyRec>,
  after: ReadonlyMap<Id, AnyRec>,
  texts: readonly { readonly id: Id; readonly field: string; readonly edit: Edit }[],
): ViewOp[] {
  const ops: ViewOp[] = [];
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const [was, now] = [before.get(id), after.get(id)];
    if (same(was, now)) continue;
    if (now === undefined) {
      ops.push({ op: 'gone', id });
      continue;
    }
    if (was === undefined || was.by !== now.by || was.mine !== now.mine || was.del !== now.del) {
      ops.push({ op: 'put', rec: now });
      continue;
    }
    const names = new Set([...Object.keys(was.f), ...Object.keys(now.f)]);
    for (const name of textFields(now.type)) names.delete(name);
    const set = [...names].filter((name) => !same(was.f[name], now.f[name]));
    if (set.some((name) => now.f[name] === undefined)) {
      ops.push({ op: 'put', rec: now });
      continue;
    }
    if (set.length) ops.push({ op: 'set', id, f: Object.fromEntries(set.map((name) => [name, now.f[name] ?? null])) });
    for (const { field, edit } of texts.filter((t) => t.id === id)) ops.push({ op: 'text', id, field, edit });
  }
  return ops;
}
