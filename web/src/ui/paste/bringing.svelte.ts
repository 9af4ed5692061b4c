import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Id, NoteKind, Zone } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { newId } from '../../state/ids.ts';
import { nameOf } from '../board/names.ts';
import { usualKind } from '../composer/draft.svelte.ts';
import { said } from '../words/words.ts';
import { mostNotes, mostOnBoard } from './limits.ts';
import { fold, zonesBy, type Is, type Zones } from './meaning.ts';
import { addNotes, type Bringing as Note } from './notes.ts';
import { read, type Form, type Given, type Read } from './read.ts';
import {
  blocks,
  guess,
  lengthOf,
  rowsOf,
  sameKey,
  split,
  troublesOf,
  wordsOf,
  type Mapping,
  type Row,
  type Trouble,
} from './rows.ts';

/** What somebody changed about a row by hand. */
type Edit = Partial<Pick<Row, 'text' | 'zone' | 'kind' | 'who'>>;

/** A paste on its way to becoming notes: how it is read, what its columns hold, and which rows are ticked. */
export class Bringing {
  readonly #board: BoardState;
  readonly team: boolean;
  #given = $state.raw<Given | null>(null);
  #form = $state<Form | undefined>();
  #headed = $state<boolean | undefined>();
  readonly #columns = new SvelteMap<number, Is>();
  readonly #edits = new SvelteMap<string, Edit>();
  readonly #parts = new SvelteMap<string, readonly string[]>();
  readonly #ticks = new SvelteMap<string, boolean>();
  readonly #skipped = new SvelteSet<string>();
  /** Where rows go that name no zone. */
  zone = $state<Id>('');
  /** Whose words rows are that do not say: a member's id, or '' for the writer's own side. */
  behalf = $state<Id>('');
  anon = $state(false);

  constructor(board: BoardState, zone: Id) {
    this.#board = board;
    this.zone = zone;
    this.team = board.me?.role === 'team' || board.me?.role === 'facilitator';
  }

  get given(): Given | null {
    return this.#given;
  }

  /** Takes what was pasted, and forgets what was said about what was there before. */
  take(given: Given | null): void {
    this.#given = given;
    this.#form = undefined;
    this.#headed = undefined;
    this.#forget();
  }

  #forget(): void {
    for (const all of [this.#columns, this.#edits, this.#parts, this.#ticks, this.#skipped]) all.clear();
  }

  /** The zones notes go into. */
  readonly zones: readonly Zone[] = $derived.by(() =>
    this.#board.zones.filter((zone) => this.#board.can.takes(zone.id)),
  );

  readonly #names: Zones = $derived.by(() =>
    zonesBy(this.zones.map(({ id, f }) => ({ id, titles: [f.title, said(f.title)] }))),
  );

  readonly read: Read | null = $derived.by(() =>
    this.#given === null ? null : read(this.#given, this.#names, mostNotes(this.team), this.#form),
  );

  get form(): Form {
    return this.read?.form ?? 'lines';
  }

  set form(form: Form) {
    this.#form = form;
    this.#headed = undefined;
    this.#forget();
  }

  get headed(): boolean {
    return this.#headed ?? this.read?.headed ?? false;
  }

  set headed(headed: boolean) {
    this.#headed = headed;
    this.#columns.clear();
  }

  readonly mapping: Mapping = $derived.by(() => {
    if (this.read === null) return { headed: false, is: [] };
    const guessed = guess(this.read, this.headed, this.#who());
    return { headed: guessed.headed, is: guessed.is.map((is, i) => this.#columns.get(i) ?? is) };
  });

  /** Says what a column holds. Of what a note has once, only one column can be it. */
  choose(column: number, is: Is): void {
    const before = this.mapping.is;
    this.#columns.set(column, is);
    if (is === '' || is === 'text' || is.startsWith('into:')) return;
    for (const [i, each] of before.entries()) if (each === is && i !== column) this.#columns.set(i, '');
  }

  #who(): { readonly team: boolean; readonly zones: Zones } {
    return { team: this.team, zones: this.#names };
  }

  readonly #made = $derived.by(() =>
    this.read === null ? { rows: [], empty: 0 } : rowsOf(this.read, this.mapping, this.#who()),
  );

  /** How many rows have no words. */
  get empty(): number {
    return this.#made.empty;
  }

  /** The rows with what was changed about them by hand. */
  readonly rows: readonly Row[] = $derived.by(() =>
    this.#made.rows.flatMap((row): Row[] => {
      const parts = this.#parts.get(row.key)?.map((text, i): Row => ({ ...row, key: `${row.key}:${i}`, text })) ?? [
        row,
      ];
      return parts
        .filter(({ key }) => !this.#skipped.has(key))
        .map((part) => ({ ...part, ...this.#edits.get(part.key) }));
    }),
  );

  /** What is on the board already, as far as this viewer sees it. */
  readonly #there: ReadonlySet<string> = $derived.by(() => {
    const board = this.#board;
    const names = new Map(board.members.map((member) => [member.id, nameOf(member)]));
    return new Set(
      board.list('note').map(({ f }) => sameKey(f.text, f.behalf === '' ? f.whose : (names.get(f.behalf) ?? ''))),
    );
  });

  readonly troubles: ReadonlyMap<string, Trouble> = $derived.by(() => troublesOf(this.rows, this.#there));

  /** Whether a row becomes a note. */
  ticked({ key, text }: Row): boolean {
    const trouble = this.troubles.get(key);
    return (
      !blocks(trouble) && text.trim() !== '' && (this.#ticks.get(key) ?? (trouble === undefined || trouble === 'near'))
    );
  }

  tick(key: string, on: boolean): void {
    this.#ticks.set(key, on);
  }

  /** Ticks every row that can be a note, or none. */
  tickAll(on: boolean): void {
    for (const { key } of this.rows) this.#ticks.set(key, on);
  }

  edit(key: string, edit: Edit): void {
    const text = edit.text === undefined ? {} : { text: wordsOf(edit.text).text };
    this.#edits.set(key, { ...this.#edits.get(key), ...edit, ...text });
  }

  /** Leaves a row out for good. */
  skip(key: string): void {
    this.#skipped.add(key);
  }

  /** Makes several rows of one that is too long; a part of one is made shorter in its place. */
  split(row: Row): void {
    this.#edits.delete(row.key);
    this.#parts.set(row.key, split(row.text));
  }

  /** The row's own edits do not count for what it can be split into, and parts are not split again. */
  parts(row: Row): number {
    const whole = this.#made.rows.some(({ key }) => key === row.key);
    return whole && lengthOf(row.text) < 200_000 ? split(row.text).length : 0;
  }

  readonly chosen: readonly Row[] = $derived.by(() => this.rows.filter((row) => this.ticked(row)));

  /** How many more notes the board takes. */
  get room(): number {
    return Math.max(0, mostOnBoard - this.#board.list('note').length);
  }

  /** How many of those chosen no step takes now (B-54). */
  readonly waiting: number = $derived.by(
    () => this.chosen.filter((row) => this.#board.can.willWait(this.zoneOf(row), this.#voice(row) !== null)).length,
  );

  zoneOf(row: Row): Id {
    return row.zone === '' ? this.zone : row.zone;
  }

  /** Whose words a row is, as a note says it; null for the writer's own side. */
  #voice({ who, side }: Row): { readonly behalf: Id } | { readonly whose: string } | null {
    if (!this.team || side === 'team') return null;
    if (who === '') return this.behalf === '' ? null : { behalf: this.behalf };
    const same = this.#board.members.filter(
      (member) => member.f.side === 'customer' && fold(nameOf(member)) === fold(who),
    );
    const one = same.length === 1 ? same[0] : undefined;
    return one === undefined ? { whose: who } : { behalf: one.id };
  }

  /** What kind of note a row becomes: as it says, or as the composer would say in that zone. Customers choose none (B-24). */
  kindOf(row: Row): NoteKind {
    const zone = this.zones.find(({ id }) => id === this.zoneOf(row));
    if (zone === undefined) return 'observation';
    const usual = usualKind(this.#board, zone, !this.team || this.#voice(row) !== null);
    return this.team && row.kind !== '' ? row.kind : usual;
  }

  /** Whose words a row is, by name; '' for the writer's own side. */
  whoOf(row: Row): string {
    const voice = this.#voice(row);
    if (voice === null) return '';
    if ('whose' in voice) return voice.whose;
    return nameOf(this.#board.members.find(({ id }) => id === voice.behalf));
  }

  /** Makes the chosen rows notes, in one act; their ids. */
  add(): readonly Id[] {
    const role = this.#board.me?.role ?? 'client';
    const notes = this.chosen.map((row): Note => {
      return {
        id: newId(),
        zone: this.zoneOf(row),
        text: row.text,
        anon: this.anon,
        kind: this.kindOf(row),
        date: this.team ? row.date : '',
        ...this.#voice(row),
      };
    });
    this.#board.act((records) => addNotes(records, role, notes));
    return notes.map(({ id }) => id);
  }
}
