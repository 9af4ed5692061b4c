// The notes that a table makes, row by row, with what is the matter with each. Pure: the board's own words come in as data.
import type { Id, NoteKind, Side } from '../../model/records.ts';
import { limits } from '../../model/schema.ts';
import { clean } from '../../model/values.ts';
import { mostName } from './limits.ts';
import { dateIn, dayFirst, fieldIn, fold, kindIn, sideIn, tagsIn, zoneIn, type Is, type Zones } from './meaning.ts';
import type { Read } from './read.ts';

/** One note to be, as far as the paste tells: '' is what the paste does not say. */
export interface Row {
  /** Stays the same while columns are mapped anew, so that a tick and an edit stay with their row. */
  readonly key: string;
  /** The line or row it is from. */
  readonly n: number;
  readonly text: string;
  readonly zone: Id;
  readonly kind: NoteKind | '';
  readonly side: Side | '';
  readonly who: string;
  readonly date: string;
  readonly notices: readonly Notice[];
}

/** What of a row is otherwise than it stands. */
export type Notice =
  | { readonly is: 'removed'; readonly names: string }
  | { readonly is: 'open' | 'nobody' }
  | { readonly is: 'zone' | 'kind' | 'side' | 'date'; readonly cell: string };

/** Why a row is no note as it stands: these must be mended or left out. The rest may be ticked all the same. */
export type Trouble = 'long' | 'name' | 'twice' | 'there' | 'near';

export interface Mapping {
  readonly headed: boolean;
  /** What each column holds. */
  readonly is: readonly Is[];
}

/** Who brings them in: customers say only what and where (B-24). */
export interface Who {
  readonly team: boolean;
  readonly zones: Zones;
}

/** The names of the columns, '' where they have none. */
export function namesOf(read: Read, headed: boolean): string[] {
  const first = read.rows[0]?.cells ?? [];
  return Array.from({ length: read.width }, (_, i) => (headed ? (first[i] ?? '').trim() : ''));
}

/** What each column seems to hold. */
export function guess(read: Read, headed: boolean, { team, zones }: Who): Mapping {
  if (read.outline) {
    const named = read.rows.some(({ cells }) => zoneIn(zones, cells[1] ?? '') !== undefined);
    const all: Is[] = ['text', named ? 'zone' : '', team ? 'kind' : ''];
    return { headed: false, is: all.slice(0, read.width) };
  }
  const is = namesOf(read, headed).map((name): Is => {
    const zone = zoneIn(zones, name);
    return zone === undefined ? fieldIn(name) : `into:${zone}`;
  });
  const taken = new Set<Is>();
  for (const [i, field] of is.entries()) {
    if (!allowed(field, team) || (taken.has(field) && !field.startsWith('into:'))) is[i] = '';
    taken.add(field);
  }
  // Cells that name zones, where no header says so.
  if (!is.includes('zone')) {
    const found = is.findIndex(
      (field, i) => field === '' && most(read, headed, i, (cell) => zoneIn(zones, cell) !== undefined),
    );
    if (found >= 0) is[found] = 'zone';
  }
  const questions = namesOf(read, headed).map((name) => name.endsWith('?'));
  if (!is.some(holdsWords)) for (const [i, asks] of questions.entries()) if (asks) is[i] = 'text';
  if (!is.some(holdsWords)) {
    const widths = is.map((field, i) => (field === '' ? average(read, headed, i) : -1));
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? -1) >= 0) is[widest] = 'text';
  }
  if (!is.some(holdsWords)) is[0] = 'text';
  return { headed, is };
}

export function holdsWords(is: Is): boolean {
  return is === 'text' || is.startsWith('into:');
}

/** Whether somebody may say this of their notes. */
export function allowed(is: Is, team: boolean): boolean {
  return team || is === '' || is === 'text' || is === 'zone' || is.startsWith('into:');
}

function body(read: Read, headed: boolean): Read['rows'] {
  return headed ? read.rows.slice(1) : read.rows;
}

function most(read: Read, headed: boolean, column: number, test: (cell: string) => boolean): boolean {
  const cells = body(read, headed)
    .slice(0, 200)
    .map(({ cells }) => (cells[column] ?? '').trim())
    .filter((cell) => cell !== '');
  return cells.length > 0 && cells.filter(test).length * 2 > cells.length;
}

function average(read: Read, headed: boolean, column: number): number {
  const rows = body(read, headed).slice(0, 200);
  return (
    rows.reduce((sum, { cells }) => sum + Math.min((cells[column] ?? '').trim().length, 500), 0) / (rows.length || 1)
  );
}

/** The first words of a column, to tell it by. */
export function sampleOf(read: Read, headed: boolean, column: number): string {
  const cell = body(read, headed).find(({ cells }) => (cells[column] ?? '').trim() !== '')?.cells[column] ?? '';
  const chars = [...clean('line', cell.slice(0, 200)).trim()];
  return chars.length > 60 ? `${chars.slice(0, 59).join('')}…` : chars.join('');
}

/** Makes rows of a table: one for each cell that holds words. `empty` counts those without any. */
export function rowsOf(
  read: Read,
  { headed, is }: Mapping,
  who: Who,
): { readonly rows: readonly Row[]; readonly empty: number } {
  const rows: Row[] = [];
  let empty = 0;
  const at = (field: Is): number => is.indexOf(field);
  const dates = at('date') < 0 ? [] : body(read, headed).map(({ cells }) => cells[at('date')] ?? '');
  const first = dayFirst(dates);
  for (const line of body(read, headed)) {
    const cell = (field: Is): string => (at(field) < 0 || line.open ? '' : (line.cells[at(field)] ?? '').trim());
    let found = 0;
    for (const [column, field] of is.entries()) {
      if (!holdsWords(field) || (line.open === true && found > 0)) continue;
      const said = wordsOf(line.open === true ? (line.cells[0] ?? '') : (line.cells[column] ?? ''));
      if (said.text === '') continue;
      found++;
      const notices: Notice[] = [];
      if (said.removed !== '') notices.push({ is: 'removed', names: said.removed });
      if (line.open) notices.push({ is: 'open' });
      const tags = tagsIn(cell('tags')).map((tag) => `#${tag.replace(/\s+/g, '-')}`);
      const zoneCell = cell('zone');
      const zone = field.startsWith('into:') ? field.slice(5) : (zoneIn(who.zones, zoneCell) ?? '');
      if (zone === '' && zoneCell !== '') notices.push({ is: 'zone', cell: zoneCell });
      const kind = kindIn(cell('kind')) ?? '';
      if (kind === '' && cell('kind') !== '') notices.push({ is: 'kind', cell: cell('kind') });
      const side = sideIn(cell('side')) ?? '';
      if (side === '' && cell('side') !== '') notices.push({ is: 'side', cell: cell('side') });
      const date = dateIn(cell('date'), first) ?? '';
      if (date === '' && cell('date') !== '') notices.push({ is: 'date', cell: cell('date') });
      const name = clean('line', cell('who')).replace(/\s+/g, ' ').trim();
      if (side === 'customer' && name === '') notices.push({ is: 'nobody' });
      rows.push({
        key: `${line.n}:${column}`,
        n: line.n,
        text: tags.length === 0 ? said.text : `${said.text}\n${clean('line', tags.join(' '))}`,
        zone,
        kind,
        side,
        who: side === 'team' ? '' : name,
        date,
        notices,
      });
    }
    if (found === 0) empty++;
  }
  return { rows, empty };
}

/**
 * Words as a note takes them (B-7), and what was taken out of them by its number, once each. A formula, a tag or a mark in
 * them means nothing here; the ' that spreadsheets put before a formula goes.
 */
export function wordsOf(cell: string): { readonly text: string; readonly removed: string } {
  const typed = cell
    .replace(/^'(?=[=+\-@])/, '')
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/[\ufeff\u200b]/g, '');
  const text = clean('text', typed);
  if (text.length === typed.length) return { text: text.trim(), removed: '' };
  const kept = new Set(text);
  const gone = new Set([...typed].filter((c) => !kept.has(c)));
  const names = [...gone].map((c) => `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
  return { text: text.trim(), removed: names.toSorted().slice(0, 8).join(', ') };
}

/** How long a text is, in code points; only counted where it matters. */
export function lengthOf(text: string): number {
  return text.length <= limits.noteText ? text.length : [...text].length;
}

/** What of two notes that say the same is the same: the words, and whose they are. */
export function sameKey(text: string, who: string): string {
  return `${wordsIn(text).join(' ')}\u0000${fold(who)}`;
}

/** The words of a text, without its tags, marks and accents: what is said, however it is set. */
function wordsIn(text: string): string[] {
  const bare = fold(text.replace(/(^|\s)#[\p{L}\p{N}_-]+/gu, '$1'));
  const words =
    bare
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length > 0 ? words : [bare];
}

/** From so many words on, texts can be nearly the same; of those that share a long word so many are compared. */
const fewWords = 5;
const mostAlike = 30;

/** Finds rows that say nearly the same as an earlier one: four of five words, of both together. */
class Near {
  readonly #by = new Map<string, ReadonlySet<string>[]>();

  /** Whether an earlier text is nearly this one; remembers it. */
  seen(text: string): boolean {
    const words = new Set(wordsIn(text));
    if (words.size < fewWords) return false;
    const long = [...words].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, 3);
    const found = long.some((word) => this.#by.get(word)?.some((other) => alike(words, other)) === true);
    for (const word of long) {
      const others = this.#by.get(word) ?? [];
      if (others.length < mostAlike) others.push(words);
      this.#by.set(word, others);
    }
    return found;
  }
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const both = [...a].filter((word) => b.has(word)).length;
  return both / (a.size + b.size - both) >= 0.8;
}

/** What is the matter with each row, by its key; `there` has the {@link sameKey} of what is on the board. */
export function troublesOf(rows: readonly Row[], there: ReadonlySet<string>): ReadonlyMap<string, Trouble> {
  const troubles = new Map<string, Trouble>();
  const seen = new Set<string>();
  const near = new Map<string, Near>();
  for (const { key, text, who } of rows) {
    const id = sameKey(text, who);
    const theirs = near.get(fold(who)) ?? new Near();
    near.set(fold(who), theirs);
    const again = text.length <= limits.noteText && theirs.seen(text);
    if (lengthOf(text) > limits.noteText) troubles.set(key, 'long');
    else if (who.length > mostName && [...who].length > mostName) troubles.set(key, 'name');
    else if (there.has(id)) troubles.set(key, 'there');
    else if (seen.has(id)) troubles.set(key, 'twice');
    else if (again) troubles.set(key, 'near');
    seen.add(id);
  }
  return troubles;
}

/** Whether a row with this trouble can be a note at all as it stands. */
export function blocks(trouble: Trouble | undefined): boolean {
  return trouble === 'long' || trouble === 'name';
}

/** Where a text may be cut, the best first: behind a paragraph, a line, a sentence, a word. */
const ends = [/\n[^\S\n]*\n/g, /\n/g, /[.!?…。！？]["”»’)]*\s/g, /\s/g];

/** Parts of a text that each fit a note: cut where it hurts least in the second half of what fits, else anywhere. */
export function split(text: string, most: number = limits.noteText): string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    const room = [...text.slice(at, at + 2 * most)].slice(0, most).join('');
    const all = at + room.length >= text.length;
    const cut = all
      ? room.length
      : (ends.map((end) => lastEnd(room, end)).find((n) => n > room.length / 2) ?? room.length);
    const part = room.slice(0, cut).trim();
    if (part !== '') parts.push(part);
    at += cut;
  }
  return parts;
}

function lastEnd(text: string, end: RegExp): number {
  let last = -1;
  for (const { index, 0: found } of text.matchAll(end)) last = index + found.length;
  return last;
}

/** A text without what is too much of it, to be edited on. */
export function shortened(text: string): string {
  return (
    [...text]
      .slice(0, limits.noteText - 1)
      .join('')
      .trimEnd() + '…'
  );
}
