// One viewer's copy of a board: what the server has told, with what it has not decided yet laid over it.
//
// What shows is the view with every pending mutation done on it, in the order they were made. An incoming change goes
// under the pending ones: pending text edits are rebased over it, one committed edit at a time and the committed one
// first at a tie, exactly as the server will rebase them; other fields keep showing the pending value, which will be
// the later one. A change that carries a pending mutation of ours is that mutation: nothing is rebased over it, and
// what shows stays as it is. Where the text turns out otherwise than expected (a record sent whole, an edit the server
// rebased over something this viewer may not see), the pending edits are rebased over the difference.
//
// Nothing here decides anything, does I/O or reads a clock.
import { diff, invert, transform, apply as edited, compose as composed, type Edit } from './text.ts';
import { byLane, idOf, type Change, type Lane, type Op, type ViewOp } from './ops.ts';
import { Past } from './past.ts';
import { editsText, idsOf, preview, textKey, type Around, type Author, type Pending, type TextKey } from './pending.ts';
import { giveBack, giveBackIfMissing, lossesOf, type Lacking, type Loss, type Plan } from './recover.ts';
import type { AnyRec, Id } from './records.ts';
import { full, same, textFields, textOf } from './values.ts';
import { View, type Part } from './view.ts';

/** What changed of what shows. */
export interface Touched {
  /** Records to be looked at again with {@link Replica.shown}. */
  readonly ids: ReadonlySet<Id>;
  /** How texts that showed before and still show have changed, in order. */
  readonly edits: readonly { readonly id: Id; readonly field: string; readonly edit: Edit }[];
}

/** Everything one turn of the board says to this viewer. `mine` names the changes that are pending mutations of ours. */
export interface Turn {
  readonly own: readonly Change[];
  readonly chg: readonly Change[];
  readonly mine: { readonly own: ReadonlyMap<number, Pending>; readonly chg: ReadonlyMap<number, Pending> };
}

/** Everything a connection begins with, or goes on with after it fell behind. */
export interface Opening {
  /** Pending mutations that were decided meanwhile. */
  readonly accepted: readonly Pending[];
  readonly refused: readonly Pending[];
  readonly news: News;
}

/** A snapshot of a history that lacks what this client did, or that may only have forgotten that this client did it. */
export interface Reopening extends Opening {
  readonly news: Extract<News, { readonly kind: 'snapshot' }>;
  readonly lacking: Lacking;
  readonly doubtful: Lacking;
}

/** The view anew, or whole records and forgotten ones to be laid over it. */
export type News =
  | { readonly kind: 'snapshot'; readonly shared: readonly AnyRec[]; readonly own: readonly Change[] }
  | { readonly kind: 'catch'; readonly shared: Change; readonly own: Change };

/** A mutation as it was kept on a device: `from` holds, per text op, the text it was made on. */
export interface Kept {
  readonly lane: Lane;
  readonly n: number;
  readonly ops: readonly Op[];
  readonly from: Readonly<Record<TextKey, string>>;
  readonly given?: true;
}

export class Replica {
  readonly view = new View();
  /** What the server has acknowledged. */
  readonly past = new Past();
  author: Author = { member: undefined };
  readonly #ones = new Map<string, Id>();
  readonly #around: Around = { get: (id) => this.#shown(id), one: (type) => this.#one(type) };
  #pending: Pending[] = [];
  /** Texts that pending edits were made on, of records that do not show now. */
  readonly #ghosts = new Map<TextKey, string>();

  /** The undecided mutations of both lanes, in the order they were made. */
  get pending(): readonly Pending[] {
    return this.#pending;
  }

  /** The record as it is to be shown, with defaults filled in. */
  shown(id: Id): AnyRec | undefined {
    const rec = this.#shown(id);
    return rec === undefined ? undefined : full(rec);
  }

  /** The ids of everything that may show. */
  ids(): Set<Id> {
    const ids = this.view.ids();
    for (const p of this.#pending) for (const op of p.ops) if (op.op === 'put') ids.add(op.rec.id);
    return ids;
  }

  /** Asks for a mutation: it shows at once. */
  add(
    lane: Lane,
    n: number,
    ops: readonly Op[],
    given = false,
  ): { readonly pending: Pending; readonly touched: Touched } {
    const pending: Pending = { lane, n, ops, version: 1, ...(given && { given }) };
    const touched = this.#track(new Set(ops.map(idOf)), (t) => {
      this.#pending.push(pending);
      for (const op of ops) if (op.op === 'text') t.exact(textKey(op.id, op.field), op.edit);
    });
    return { pending, touched };
  }

  /**
   * Adds a text edit to a pending mutation that does nothing but edit this text, and on whose record nothing later is
   * pending; the caller knows that it has not been sent.
   */
  extend(p: Pending, edit: Edit): Touched {
    const [op] = p.ops;
    if (op?.op !== 'text' || p.ops.length > 1) throw new Error('only a single text edit can be extended');
    return this.#track(new Set([op.id]), (t) => {
      p.ops = [{ ...op, edit: composed(op.edit, edit) }];
      p.version++;
      t.exact(textKey(op.id, op.field), edit);
    });
  }

  /** Takes a turn of the board in. */
  turn(turn: Turn): Touched {
    return this.#track(new Set(), (t) => {
      // Before anything else: what is deleted in the same turn comes in the own part with our edit already in it.
      for (const p of new Set([...turn.mine.own.values(), ...turn.mine.chg.values()])) this.#note(p);
      this.#changes('own', turn.own, turn.mine.own, t);
      this.#changes('shared', turn.chg, turn.mine.chg, t);
      const rest: Expected = new Map();
      for (const p of [...turn.mine.own.values(), ...turn.mine.chg.values()]) {
        if (!this.#pending.includes(p)) continue;
        for (const id of idsOf(p)) t.look(id);
        this.#accept(p, rest);
      }
      this.#settle(rest);
    });
  }

  /** The server has refused it, or has accepted it without any effect this viewer may see. */
  drop(p: Pending, accepted = false): Touched {
    if (accepted) this.#note(p);

    return this.#track(idsOf(p), (t) => this.#undo(p, t));
  }

  /** Takes in where the view goes on from after a break. */
  open(opening: Opening): Touched {
    const { news } = opening;
    const everything = news.kind === 'snapshot' ? this.ids() : new Set<Id>();
    for (const p of [...opening.accepted, ...opening.refused]) for (const id of idsOf(p)) everything.add(id);
    return this.#track(everything, (t) => this.#open(opening, t));
  }

  /**
   * Takes in a snapshot that lacks what this client did, and asks for that again, before everything pending. What is
   * being typed in a text that is given back goes with it, so that it keeps its place: `gone` are pending mutations of
   * which nothing else is left. The caller numbers them all anew.
   */
  reopen(opening: Reopening): {
    readonly touched: Touched;
    readonly given: readonly Pending[];
    readonly gone: readonly Pending[];
    readonly plans: readonly Plan[];
  } {
    const { lacking, doubtful } = opening;
    const ids = this.ids();
    for (const { id } of [lacking, doubtful].flatMap(({ deeds }) => deeds.flatMap(({ steps }) => steps))) ids.add(id);
    const before = this.#pending;
    let plans: readonly Plan[] = [];
    const given: Pending[] = [];
    const touched = this.#track(ids, (t) => {
      const typed = this.#withdraw(new Set(Object.keys(lacking.bases) as TextKey[]));
      const get = (id: Id) => this.view.get(id);
      const [losses, doubts] = [lossesOf(lacking, get, typed), lossesOf(doubtful, get)];
      this.#open(opening, t);
      plans = [giveBack(losses, get), giveBackIfMissing(doubts, get)];
      for (const ask of plans.flatMap(({ asks }) => asks)) {
        for (const [lane, ops] of byLane(ask, (id) => this.#shown(id)))
          given.push({ lane, n: 0, ops, version: 1, given: true });
      }
      this.#pending = [...given, ...this.#pending];
      for (const op of given.flatMap(({ ops }) => ops)) {
        if (op.op === 'text') this.#rebase(textKey(op.id, op.field), op.edit, given.length);
      }
      for (const [key, ghost] of [...this.#ghosts]) {
        const now = this.#present(key);
        if (now === undefined) continue;
        this.#ghosts.delete(key);
        if (now !== ghost) this.#rebase(key, diff(ghost, now), given.length);
      }
    });
    const decided = new Set([...opening.accepted, ...opening.refused]);
    const gone = before.filter((p) => !this.#pending.includes(p) && !decided.has(p));
    return { touched, given, gone, plans };
  }

  /** How losses can be given back to what shows now. */
  plan(losses: readonly Loss[]): Plan {
    return giveBack(losses, (id) => this.#shown(id));
  }

  /** Takes back in what was kept on the device, oldest first; before there is anything else to show or send. */
  restore(kept: readonly Kept[]): { readonly pending: readonly Pending[]; readonly touched: Touched } {
    const added: Pending[] = [];
    const touched = this.#track(new Set(kept.flatMap((k) => k.ops.map(idOf))), () => {
      for (const { lane, n, ops, from, given } of kept) {
        const p: Pending = { lane, n, ops: [], version: 1, ...(given && { given }) };
        const fitted: Op[] = [];
        for (const op of ops) fitted.push(op.op === 'text' ? this.#refit(op, from[textKey(op.id, op.field)]) : op);
        p.ops = fitted;
        this.#pending.push(p);
        added.push(p);
      }
    });
    return { pending: added, touched };
  }

  /**
   * Whether all the records whose text a mutation edits show. While one does not, others may change it unseen, and an
   * edit sent now would be merged as if it had been made on what they wrote.
   */
  stands(p: Pending): boolean {
    return p.ops.every((op) => op.op !== 'text' || this.#present(textKey(op.id, op.field)) !== undefined);
  }

  /** What to keep on the device so that {@link restore} can take the mutation back in. */
  keep(p: Pending): Kept {
    const from: Record<TextKey, string> = {};
    for (const op of p.ops) {
      if (op.op !== 'text') continue;
      const key = textKey(op.id, op.field);
      const before = this.#textBefore(key, p);
      if (before !== undefined) from[key] = before;
    }
    return { lane: p.lane, n: p.n, ops: p.ops, from, ...(p.given && { given: p.given }) };
  }

  #shown(id: Id): AnyRec | undefined {
    let rec = this.view.get(id);
    for (const p of this.#pending) {
      for (const op of p.ops) if (idOf(op) === id) rec = preview(rec, op, this.author, this.#around);
    }
    return rec;
  }

  #one(type: string): AnyRec | undefined {
    const known = this.#shown(this.#ones.get(type) ?? '');
    if (known !== undefined) return known;
    const id = [...this.view.ids()].find((each) => this.view.get(each)?.type === type);
    if (id !== undefined) this.#ones.set(type, id);
    return id === undefined ? undefined : this.#shown(id);
  }

  /** An edit kept on disk, made to fit the text it is about to stand on. */
  #refit(op: Extract<Op, { op: 'text' }>, from: string | undefined): Op {
    const key = textKey(op.id, op.field);
    const now = this.#textBefore(key);
    if (from === undefined || now === from) return op;
    if (now === undefined || !this.#pending.some((p) => editsKey(p, key))) {
      // The kept text is a better base than a cached view: the edit was made on it.
      if (!this.view.patchText(op.id, op.field, from)) this.#ghosts.set(key, from);
      return op;
    }
    return { ...op, edit: transform(op.edit, diff(from, now), 'right') };
  }

  #open(opening: Opening, t: Tracker): void {
    const { news } = opening;
    for (const p of opening.refused) this.#undo(p, t);
    const open: Expected = new Map();
    const accepted = new Set(opening.accepted);
    for (const p of this.#pending) {
      if (!accepted.has(p)) continue;
      this.#note(p, open);
      this.#accept(p, open);
    }
    if (news.kind === 'catch') {
      this.#change('own', news.own, open, t);
      this.#change('shared', news.shared, open, t);
      this.#settle(open);
      return;
    }
    this.#replace(news.shared, news.own, open, t);
  }

  /** Takes the pending edits of these texts out, as far as the view shows what they were made on; returns one per text. */
  #withdraw(keys: ReadonlySet<TextKey>): Map<TextKey, Edit> {
    const typed = new Map<TextKey, Edit>();
    for (const p of this.#pending) {
      const rest = p.ops.filter((op) => {
        const key = op.op === 'text' ? textKey(op.id, op.field) : undefined;
        if (op.op !== 'text' || key === undefined || !keys.has(key) || this.view.get(op.id) === undefined) return true;
        typed.set(key, composed(typed.get(key) ?? [], op.edit));
        return false;
      });
      if (rest.length === p.ops.length) continue;
      p.ops = rest;
      p.version++;
    }
    this.#pending = this.#pending.filter((p) => p.ops.length > 0);
    return typed;
  }

  #changes(part: Part, changes: readonly Change[], mine: ReadonlyMap<number, Pending>, t: Tracker): void {
    changes.forEach((change, i) => {
      const p = mine.get(i);
      const open: Expected = new Map();
      if (p !== undefined) {
        // The rest of the mutation, if any, is in the other part of the turn.
        const ids = new Set(change.map(idOf));
        for (const id of ids) t.look(id);
        this.#accept(p, open, ids);
      }
      this.#change(part, change, open, t);
      this.#settle(open);
    });
  }

  #change(part: Part, change: Change, open: Expected, t: Tracker): void {
    for (const op of change) {
      t.look(idOf(op));
      this.#base(idOf(op), open, t, () => {
        const exact = op.op === 'text' && this.view.partOf(op.id) === part;
        this.view.apply(part, op);
        return exact ? op : undefined;
      });
    }
  }

  #replace(shared: readonly AnyRec[], own: readonly Change[], open: Expected, t: Tracker): void {
    const bases = new Map<TextKey, string>();
    for (const key of this.#editedKeys()) {
      const before = open.get(key) ?? this.#baseText(key);
      if (before !== undefined) bases.set(key, before);
    }
    this.view.replace(shared);
    for (const change of own) for (const op of change) this.view.apply('own', op);
    for (const rec of shared) t.look(rec.id, true);
    for (const change of own) for (const op of change) t.look(idOf(op), true);
    this.#ghosts.clear();
    for (const [key, before] of bases) {
      const after = this.#baseText(key);
      if (after === undefined) this.#ghosts.set(key, before);
      else if (before !== after) this.#rebase(key, diff(before, after));
    }
  }

  /**
   * Changes the base of one record and takes the pending edits of its texts along, but for those texts where an accepted
   * mutation of ours says what to expect. `act` returns the text op it did, if it was one on what shows.
   */
  #base(id: Id, open: Expected, t: Tracker, act: () => Extract<ViewOp, { op: 'text' }> | undefined): void {
    const before = new Map([...this.#editedKeys(id)].map((key) => [key, this.#baseText(key)]));
    const exact = act();
    const exactKey = exact === undefined ? undefined : textKey(exact.id, exact.field);
    if (exact !== undefined && exactKey !== undefined && !open.has(exactKey)) {
      t.exact(exactKey, this.#rebase(exactKey, exact.edit));
    }
    for (const [key, was] of before) {
      if (open.has(key) || was === undefined) continue;
      const after = this.#present(key);
      if (after === undefined) {
        this.#ghosts.set(key, was);
        continue;
      }
      this.#ghosts.delete(key);
      if (key !== exactKey && was !== after) this.#rebase(key, diff(was, after));
    }
  }

  /** Notes a mutation that has been acknowledged; `open` says what those before it have made of texts. */
  #note(p: Pending, open?: Expected): void {
    if (!this.#pending.includes(p)) return;
    this.past.did(p.lane, p.n, p.ops, {
      rec: (id) => this.view.get(id),
      text: (key) => open?.get(key) ?? this.#textBefore(key, p),
    });
  }

  /** Takes the ops on `ids` out of a pending mutation as accepted, and notes what their texts must be now. */
  #accept(p: Pending, open: Expected, ids: ReadonlySet<Id> = idsOf(p)): void {
    if (!this.#pending.includes(p)) return;
    const expected = new Map<TextKey, string | undefined>();
    for (const op of p.ops) {
      if (!ids.has(idOf(op))) continue;
      if (op.op === 'put') {
        for (const field of textFields(op.rec.type)) expected.set(textKey(op.rec.id, field), textOf(op.rec, field));
      } else if (op.op === 'text') {
        const key = textKey(op.id, op.field);
        const base = expected.get(key) ?? open.get(key) ?? this.#textBefore(key, p);
        expected.set(key, base === undefined ? undefined : edited(base, op.edit));
      }
    }
    for (const [key, text] of expected) if (text !== undefined) open.set(key, text);
    p.ops = p.ops.filter((op) => !ids.has(idOf(op)));
    if (p.ops.length === 0) this.#remove(p);
  }

  /** Takes the pending edits from what accepted mutations of ours must have led to over to what there is. */
  #settle(open: Expected): void {
    for (const [key, expected] of open) {
      const actual = this.#present(key);
      if (actual !== undefined) {
        this.#ghosts.delete(key);
        if (actual !== expected) this.#rebase(key, diff(expected, actual));
      } else if (this.#pending.some((p) => editsKey(p, key))) {
        this.#ghosts.set(key, expected);
      }
    }
  }

  /** Takes a pending mutation out as if it had never been asked for. */
  #undo(p: Pending, t: Tracker): void {
    const inverses: [TextKey, Edit][] = [];
    const at = this.#pending.indexOf(p);
    for (const op of p.ops) {
      if (op.op !== 'text') continue;
      const key = textKey(op.id, op.field);
      const before = this.#textBefore(key, p);
      if (before !== undefined) inverses.push([key, invert(op.edit, before)]);
    }
    this.#remove(p);
    for (const [key, inverse] of inverses) t.exact(key, this.#rebase(key, inverse, Math.max(at, 0)));
  }

  #remove(p: Pending): void {
    this.#pending = this.#pending.filter((other) => other !== p);
  }

  /** Rebases the pending edits of a text from index `first` on; returns what the edit does to what shows. */
  #rebase(key: TextKey, edit: Edit, first = 0): Edit {
    let over = edit;
    for (const p of this.#pending.slice(first)) {
      if (!editsKey(p, key)) continue;
      p.ops = p.ops.map((op) => {
        if (op.op !== 'text' || textKey(op.id, op.field) !== key) return op;
        const rebased: Op = { ...op, edit: transform(op.edit, over, 'right') };
        over = transform(over, op.edit, 'left');
        return rebased;
      });
    }
    return over;
  }

  /** The texts that pending edits stand on. */
  #editedKeys(of?: Id): Set<TextKey> {
    const keys = new Set<TextKey>();
    for (const p of this.#pending) {
      if (!editsText(p)) continue;
      for (const op of p.ops) {
        if (op.op === 'text' && (of === undefined || op.id === of)) keys.add(textKey(op.id, op.field));
      }
    }
    return keys;
  }

  /** The text that the first pending edit of `key` stands on; undefined where nobody knows it. */
  #baseText(key: TextKey): string | undefined {
    return this.#present(key) ?? this.#ghosts.get(key);
  }

  /** The same as far as there is a record. */
  #present(key: TextKey): string | undefined {
    const [id, field] = split(key);
    const rec = this.view.get(id) ?? this.#put(id);
    return rec && textOf(rec, field);
  }

  #put(id: Id): AnyRec | undefined {
    for (const p of this.#pending) for (const op of p.ops) if (op.op === 'put' && op.rec.id === id) return op.rec;
    return undefined;
  }

  /** The text just before `p` edits it, or after everything pending. */
  #textBefore(key: TextKey, p?: Pending): string | undefined {
    let text = this.#baseText(key);
    for (const other of this.#pending) {
      if (other === p || text === undefined) break;
      for (const op of other.ops) {
        if (op.op === 'text' && textKey(op.id, op.field) === key) text = edited(text, op.edit);
      }
    }
    return text;
  }

  /** Runs `act` and reports how what shows differs afterwards. */
  #track(ids: ReadonlySet<Id>, act: (t: Tracker) => void): Touched {
    const t = new Tracker((id) => this.#shown(id));
    for (const id of ids) t.look(id);
    act(t);
    return t.report();
  }
}

/** The texts that accepted mutations of ours must have led to, until the change that carries them has been applied. */
type Expected = Map<TextKey, string>;

function split(key: TextKey): [id: Id, field: string] {
  const at = key.indexOf('/');
  return [key.slice(0, at), key.slice(at + 1)];
}

function editsKey(p: Pending, key: TextKey): boolean {
  return p.ops.some((op) => op.op === 'text' && textKey(op.id, op.field) === key);
}

/** Remembers what showed before, to tell what changed. */
class Tracker {
  readonly #shown: (id: Id) => AnyRec | undefined;
  readonly #before = new Map<Id, AnyRec | undefined>();
  readonly #exact = new Map<TextKey, Edit[]>();

  constructor(shown: (id: Id) => AnyRec | undefined) {
    this.#shown = shown;
  }

  /** Remembers how a record shows, the first time; `fresh` ones are known not to have shown. */
  look(id: Id, fresh = false): void {
    if (!this.#before.has(id)) this.#before.set(id, fresh ? undefined : this.#shown(id));
  }

  /** Says by which edit a text that shows changes. If all changes of a text are said, they are reported as they are. */
  exact(key: TextKey, edit: Edit): void {
    const list = this.#exact.get(key);
    if (list) list.push(edit);
    else this.#exact.set(key, [edit]);
  }

  report(): Touched {
    const ids = new Set<Id>();
    const edits: { id: Id; field: string; edit: Edit }[] = [];
    for (const [id, before] of this.#before) {
      const after = this.#shown(id);
      if (same(before, after)) continue;
      ids.add(id);
      if (before === undefined || after === undefined) continue;
      for (const field of textFields(after.type)) {
        const [was, now] = [textOf(before, field), textOf(after, field)];
        if (was === now) continue;
        const exact = this.#exact.get(textKey(id, field)) ?? [];
        const told = leadsTo(was, exact, now) ? exact : [diff(was, now)];
        for (const edit of told) edits.push({ id, field, edit });
      }
    }
    return { ids, edits };
  }
}

function leadsTo(from: string, edits: readonly Edit[], to: string): boolean {
  try {
    return edits.reduce((text, edit) => edited(text, edit), from) === to;
  } catch {
    return false;
  }
}
