// The records of a board as reactive cells: a change of one record is news to whoever reads that record, and to the
// lists it moves in, and to nobody else.
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { byOrder, isOf, noteOrder } from '../model/board.ts';
import type {
  Answer,
  AnyRec,
  Comment,
  Fields,
  Id,
  Note,
  Ready,
  RecordOf,
  TypeName,
  Verdict,
} from '../model/records.ts';

/** One record. It stays the same object while the record lives, so that lists can be keyed by it. */
class Cell implements AnyRec {
  readonly id: Id;
  #rec: AnyRec = $state.raw({ id: '', type: '', f: {} });

  constructor(rec: AnyRec) {
    this.id = rec.id;
    this.#rec = rec;
  }

  get rec(): AnyRec {
    return this.#rec;
  }

  set rec(rec: AnyRec) {
    this.#rec = rec;
  }

  get type(): string {
    return this.#rec.type;
  }

  get f(): Fields {
    return this.#rec.f;
  }

  get by(): Id | undefined {
    return this.#rec.by;
  }

  get at(): number | undefined {
    return this.#rec.at;
  }

  get mine(): true | undefined {
    return this.#rec.mine;
  }

  get del(): true | undefined {
    return this.#rec.del;
  }

  get as(): AnyRec['as'] {
    return this.#rec.as;
  }
}

/** A list somebody has asked for, kept in order from then on. A change makes a new array, so that lists can be compared. */
interface List {
  readonly wanted: (rec: AnyRec) => boolean;
  readonly order: (a: AnyRec, b: AnyRec) => number;
  all: readonly AnyRec[];
}

/** All records that show, and the lists made of them. */
export class Cells {
  readonly #cells = new Map<Id, Cell>();
  /** Grows whenever a list has changed; its key names the list. */
  readonly #versions = new SvelteMap<string, number>();
  readonly #lists = new Map<string, List>();

  /** The record of an id, deleted or not. */
  get(id: Id): AnyRec | undefined {
    this.#heed(`id ${id}`); // it may come and go
    return this.#cells.get(id);
  }

  /** Every record as it is now, deleted ones too; reading it is no dependency. */
  all(): readonly AnyRec[] {
    return untrack(() => [...this.#cells.values()].map((cell) => cell.rec));
  }

  /** The records of a type, deleted ones left out, by order and id. */
  list<T extends TypeName>(type: T): readonly RecordOf<T>[] {
    return this.#list(
      type,
      (rec): rec is RecordOf<T> & AnyRec => isOf(rec, type) && !rec.del,
      byOrder<RecordOf<T> & AnyRec>(orderOf),
    );
  }

  /** The notes of a zone as they stand. */
  notesIn(zone: Id): readonly Note[] {
    const here = (rec: AnyRec): rec is Note & AnyRec => isOf(rec, 'note') && !rec.del && rec.f.place.zone === zone;
    return this.#list(`zone ${zone}`, here, noteOrder);
  }

  /** The deleted notes that may be restored, without those that this viewer has undone (B-87). */
  bin(): readonly Note[] {
    return this.#list(
      'bin',
      (rec): rec is Note & AnyRec => isOf(rec, 'note') && rec.del === true && rec.as !== 'undone',
      byOrder(() => ''),
    );
  }

  /** The notes whose making this viewer has taken back. */
  undone(): readonly Note[] {
    return this.#list(
      'undone',
      (rec): rec is Note & AnyRec => isOf(rec, 'note') && rec.del === true && rec.as === 'undone',
      byOrder(() => ''),
    );
  }

  /** The deleted records of a type that may be restored. */
  gone<T extends TypeName>(type: T): readonly RecordOf<T>[] {
    return this.#list(
      `gone ${type}`,
      (rec): rec is RecordOf<T> & AnyRec => isOf(rec, type) && rec.del === true,
      byOrder(() => ''),
    );
  }

  /** The reactions to a note. */
  reactions(note: Id): readonly RecordOf<'reaction'>[] {
    const about = (rec: AnyRec): rec is RecordOf<'reaction'> & AnyRec =>
      isOf(rec, 'reaction') && !rec.del && rec.f.note === note;
    return this.#list(
      `felt ${note}`,
      about,
      byOrder(() => ''),
    );
  }

  /** The notes of a theme, as they stand in their zones. */
  notesOf(theme: Id): readonly Note[] {
    return this.#list(
      `theme ${theme}`,
      (rec): rec is Note & AnyRec => isOf(rec, 'note') && !rec.del && rec.f.theme === theme,
      noteOrder,
    );
  }

  /** The notes in a state other than revealed. */
  held(state: Exclude<Note['f']['state'], 'revealed'>): readonly Note[] {
    return this.#list(
      `state ${state}`,
      (rec): rec is Note & AnyRec => isOf(rec, 'note') && !rec.del && rec.f.state === state,
      noteOrder,
    );
  }

  /** This viewer's answers to the question of a phase, of all its rounds. */
  answers(phase: Id): readonly Answer[] {
    return this.#about('answer', 'phase', phase);
  }

  /** Who is done with a phase. */
  ready(phase: Id): readonly Ready[] {
    return this.#about('ready', 'phase', phase);
  }

  /** The comments on a record, the first first. */
  comments(on: Id): readonly Comment[] {
    return this.#about('comment', 'on', on);
  }

  /** What customers say of a record's wording. */
  verdicts(on: Id): readonly Verdict[] {
    return this.#about('verdict', 'on', on);
  }

  /** Takes in how a record shows now; undefined where it does not any more. */
  put(id: Id, now: AnyRec | undefined): void {
    const cell = this.#cells.get(id);
    const before = cell && untrack(() => cell.rec);
    if (now === undefined) this.#cells.delete(id);
    else if (cell) cell.rec = now;
    else this.#cells.set(id, new Cell(now));
    if ((before === undefined) !== (now === undefined)) this.#bump(`id ${id}`);
    const [was, is] = [listsOf(before), listsOf(now)];
    const at = this.#cells.get(id) ?? cell;
    for (const [list, place] of was) if (is.get(list) !== place) this.#shift(list, at, true, is.has(list));
    for (const list of is.keys()) if (!was.has(list)) this.#shift(list, at, false, true);
  }

  /** The records of a type whose field names `id`, the oldest first as far as that is known. */
  #about<T extends TypeName>(type: T, field: string, id: Id): readonly RecordOf<T>[] {
    return this.#list(
      `${type} ${id}`,
      (rec): rec is RecordOf<T> & AnyRec => isOf(rec, type) && !rec.del && rec.f[field as keyof typeof rec.f] === id,
      byAge,
    );
  }

  #list<R extends { readonly id: Id }>(
    key: string,
    wanted: (rec: AnyRec) => rec is R & AnyRec,
    order: (a: R & AnyRec, b: R & AnyRec) => number,
  ): readonly R[] {
    this.#heed(key);
    let list = this.#lists.get(key);
    if (list === undefined) {
      // A key always asks for the same kind of list.
      list = { wanted, order: order as List['order'], all: [] };
      const all: readonly AnyRec[] = [...this.#cells.values()];
      list.all = untrack(() => all.filter(wanted).sort(order));
      this.#lists.set(key, list);
    }
    return list.all as readonly (R & AnyRec)[];
  }

  /** Takes a record out of a list, puts it where it belongs now, or both. */
  #shift(key: string, cell: Cell | undefined, out: boolean, into: boolean): void {
    const list = this.#lists.get(key);
    if (list !== undefined && cell !== undefined) {
      untrack(() => {
        const all = out ? list.all.filter((other) => other !== cell) : [...list.all];
        if (into && list.wanted(cell)) all.splice(placeIn(all, cell, list.order), 0, cell);
        list.all = all;
      });
    }
    this.#bump(key);
  }

  #heed(key: string): number {
    // Whoever asks for a key that is not there would hear of every new key; one that is set past the map is no news.
    if (!Map.prototype.has.call(this.#versions, key)) Map.prototype.set.call(this.#versions, key, 0);
    return this.#versions.get(key) ?? 0;
  }

  #bump(key: string): void {
    this.#versions.set(key, untrack(() => this.#versions.get(key) ?? 0) + 1);
  }
}

/** Where a record stands among others in this order. */
function placeIn(all: readonly AnyRec[], rec: AnyRec, order: List['order']): number {
  let [from, to] = [0, all.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const other = all[middle];
    if (other !== undefined && order(other, rec) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The fields that name what a record is about, of the types that are listed by it. */
const abouts: Readonly<Record<string, string>> = { answer: 'phase', ready: 'phase', comment: 'on', verdict: 'on' };

/** What is not saved yet is the youngest. */
function byAge(a: AnyRec, b: AnyRec): number {
  return older(a.at, b.at) || (a.id < b.id ? -1 : 1);
}

function older(a = Infinity, b = Infinity): number {
  return a === b ? 0 : a - b;
}

/** The lists a record stands in, with what decides its place there. */
function listsOf(rec: AnyRec | undefined): Map<string, string> {
  const lists = new Map<string, string>();
  if (rec === undefined) return lists;
  if (rec.del) {
    lists.set(`gone ${rec.type}`, '');
    if (rec.type === 'note') lists.set(rec.as === 'undone' ? 'undone' : 'bin', '');
    return lists;
  }
  lists.set(rec.type, orderOf(rec));
  if (isOf(rec, 'note')) {
    const { place, theme, state } = rec.f;
    lists.set(`zone ${place.zone}`, place.order);
    if (theme !== '') lists.set(`theme ${theme}`, place.order);
    if (state !== 'revealed') lists.set(`state ${state}`, place.order);
  }
  const about = rec.f[abouts[rec.type] ?? ''];
  if (about !== undefined) lists.set(`${rec.type} ${String(about)}`, String(rec.at));
  if (isOf(rec, 'reaction')) lists.set(`felt ${rec.f.note}`, '');
  return lists;
}

function orderOf(rec: { readonly f: object }): string {
  return 'order' in rec.f && typeof rec.f.order === 'string' ? rec.f.order : '';
}
