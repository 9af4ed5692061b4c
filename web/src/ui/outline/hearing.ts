// What others do, for those who listen to the page instead of looking at it.
import type { AnyRec, Id, Note } from '../../model/records.ts';
import { isOf } from '../../model/board.ts';
import type { OutlineWords } from './words/en.ts';

/** How long what happens is gathered before it is said, and how long it is quiet after that, in milliseconds. */
const gather = 2000;
const quiet = 8000;

/** What of a board is heard. */
interface Board {
  get(id: Id): AnyRec | undefined;
  isMine(rec: AnyRec): boolean;
}

/** What things are called. A name that must not be said is ''. */
interface Names {
  zone(id: Id): string;
  theme(id: Id): string;
  author(note: Note): string;
}

/** Counts of one kind of event by what they are about. */
class Tally {
  readonly #counts = new Map<string, number>();

  get size(): number {
    return this.#counts.size;
  }

  add(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  take<T>(say: (what: string, n: number) => T): T[] {
    const all = [...this.#counts].map(([what, n]) => say(what, n));
    this.#counts.clear();
    return all;
  }
}

/** Where a note lay when it was last looked at. */
interface Spot {
  readonly zone: Id;
  readonly theme: Id;
}

/**
 * Says in one sentence now and then what others have done: never what this person did, never more than they may see, and no
 * name of anybody whose notes do not show it. A busy room must not talk without pause.
 */
export class Hearing {
  readonly #board: Board;
  readonly #names: Names;
  readonly #words: OutlineWords['heard'];
  readonly #say: (text: string) => void;
  readonly #spots = new Map<Id, Spot>();
  /** Everything that has been here. */
  readonly #ever = new Set<Id>();
  readonly #touched = new Map<Id, boolean>();
  readonly #added = new Tally();
  readonly #moved = new Tally();
  readonly #themed = new Tally();
  #gone = 0;
  #comments = 0;
  #shown = 0;
  /** Another step has begun: what comes and goes now is nobody's act. */
  #turned = false;
  #last = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What others do is not read out; steps are. */
  hushed = false;

  constructor(board: Board, names: Names, words: OutlineWords['heard'], say: (text: string) => void) {
    this.#board = board;
    this.#names = names;
    this.#words = words;
    this.#say = say;
  }

  /** These are there already. */
  begin(recs: Iterable<AnyRec>): void {
    for (const rec of recs) {
      this.#ever.add(rec.id);
      const spot = spotOf(rec);
      if (spot !== undefined) this.#spots.set(rec.id, spot);
    }
  }

  /** These are about to change, by others or by this page itself. */
  touched(ids: Iterable<Id>, mine: boolean): void {
    for (const id of ids) this.#touched.set(id, mine || this.#touched.get(id) === true);
  }

  /** Another step has begun; '' is said to who began it. */
  turned(step: string): void {
    this.#turned = true;
    if (step !== '') this.#say(step);
    this.#wait();
  }

  /** Looks at what has changed since it was last asked to. */
  look(): void {
    for (const [id, mine] of this.#touched) this.#compare(id, mine);
    this.#touched.clear();
    if (this.#heard) this.#wait();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #compare(id: Id, mine: boolean): void {
    const rec = this.#board.get(id);
    const was = this.#spots.get(id);
    const fresh = !this.#ever.has(id);
    const is = rec === undefined ? undefined : spotOf(rec);
    if (rec !== undefined) this.#ever.add(id);
    if (is === undefined) this.#spots.delete(id);
    else this.#spots.set(id, is);
    if (mine) return;
    if (isOf(rec, 'comment') && fresh && !this.#board.isMine(rec)) this.#comments++;
    if (was === undefined && isOf(rec, 'note') && is !== undefined) this.#came(rec, fresh);
    else if (was !== undefined && is === undefined) this.#gone++;
    else if (was !== undefined && is !== undefined) {
      if (was.zone !== is.zone) this.#moved.add(is.zone);
      if (was.theme !== is.theme && is.theme !== '') this.#themed.add(is.theme);
    }
  }

  #came(note: Note, fresh: boolean): void {
    if (this.#board.isMine(note)) return;
    if (this.#turned) this.#shown++;
    else this.#added.add(JSON.stringify([note.f.place.zone, fresh ? this.#names.author(note) : '']));
  }

  get #heard(): boolean {
    return this.#gone + this.#comments + this.#shown + this.#added.size + this.#moved.size + this.#themed.size > 0;
  }

  #wait(): void {
    const rest = Math.max(gather, this.#last + quiet - Date.now());
    this.#timer ??= setTimeout(() => this.#tell(), rest);
  }

  #tell(): void {
    this.#timer = undefined;
    const { added, moved, themed, gone, shown, comments } = this.#words;
    const parts = [
      ...(this.#shown > 0 ? [shown(this.#shown)] : []),
      ...this.#added.take((key, n) => {
        const [zone, who] = JSON.parse(key) as [Id, string];
        return added(who, n, this.#names.zone(zone));
      }),
      ...this.#moved.take((zone, n) => moved(n, this.#names.zone(zone))),
      ...this.#themed.take((theme, n) => themed(n, this.#names.theme(theme))),
      ...(this.#gone > 0 && !this.#turned ? [gone(this.#gone)] : []),
      ...(this.#comments > 0 ? [comments(this.#comments)] : []),
    ];
    this.#gone = this.#comments = this.#shown = 0;
    this.#turned = false;
    if (parts.length === 0 || this.hushed) return;
    this.#last = Date.now();
    this.#say(parts.join('. '));
  }
}

/** Where a note lies; undefined of what is no note on the board. */
function spotOf(rec: AnyRec): Spot | undefined {
  if (!isOf(rec, 'note') || rec.f.place.zone === '') return undefined;
  return { zone: rec.f.place.zone, theme: rec.f.theme };
}
