/**
 * Edits of one string: apply, compose, transform, invert, diff. The mirror of Go's boards/text, whose package comment
 * states the form, the laws and what does not work; both read the same vectors.
 *
 * Positions and lengths count code points everywhere but in {@link utf16ToPoint} and {@link pointToUtf16}, which
 * translate for text fields. A lone surrogate counts as one.
 */
import fastDiff from 'fast-diff';
import { wellFormed } from './canon.ts';

/** Keeps (n > 0) or deletes (n < 0) code points, or inserts the string. */
export type Component = number | string;

/** What goes over the wire. Functions return canonical edits, expect them, and never change those they are given. */
export type Edit = readonly Component[];

/** Who goes first where two edits insert at one place: with 'left' the text of the transformed edit. */
export type Side = 'left' | 'right';

/** How many components the wire form of one edit may have. */
export const MAX_COMPONENTS = 10_000;
/** How many code points one edit on the wire may retain and delete in all. */
export const MAX_LEN = 2 ** 31 - 1;

/** `range`: the edit reaches past the end of the string. `format`: the value is not the wire form of an edit. */
export class EditError extends Error {
  override readonly name = 'EditError';
  readonly code: 'range' | 'format';
  constructor(code: 'range' | 'format', message: string) {
    super(message);
    this.code = code;
  }
}

/** The canonical edit that does what the components do in turn. */
export function edit(...components: readonly Component[]): Edit {
  const out: Component[] = [];
  for (const c of components) push(out, c);
  return trim(out);
}

/** The canonical form of a decoded wire value; refuses with `format` what Go's Parse refuses and a decoder lets through. */
export function parse(value: unknown): Edit {
  if (!Array.isArray(value)) throw new EditError('format', 'want an array');
  if (value.length > MAX_COMPONENTS) throw new EditError('format', `more than ${MAX_COMPONENTS} components`);
  const out: Component[] = [];
  let length = 0;
  for (const c of value as readonly unknown[]) {
    if (typeof c === 'number') {
      length += Math.abs(c);
      if (!Number.isInteger(c) || Object.is(c, -0) || length > MAX_LEN) {
        throw new EditError('format', 'want an integer of at most 31 bits');
      }
      push(out, c);
    } else if (typeof c === 'string') {
      if (c.includes('\0') || !wellFormed(c)) throw new EditError('format', 'text is not valid Unicode');
      push(out, c);
    } else {
      throw new EditError('format', 'want an integer or a string');
    }
  }
  return trim(out);
}

/** `s` with the edit made; throws `range` where it retains or deletes more than `s` has. */
export function apply(s: string, e: Edit): string {
  let out = '';
  let at = 0;
  for (const c of e) {
    if (typeof c === 'string') {
      out += c;
      continue;
    }
    const end = advance(s, at, Math.abs(c));
    if (end < 0) throw new EditError('range', `needs ${baseLen(e)} code points of ${pointLength(s)}`);
    if (c > 0) out += s.slice(at, end);
    at = end;
  }
  return out + s.slice(at);
}

/** The number of code points a string must have at least for the edit to fit. */
export function baseLen(e: Edit): number {
  let n = 0;
  for (const c of e) if (typeof c === 'number') n += Math.abs(c);
  return n;
}

/** The number of code points the edit puts in. */
export function insertLen(e: Edit): number {
  let n = 0;
  for (const c of e) if (typeof c === 'string') n += pointLength(c);
  return n;
}

/** By how many code points a string grows under the edit. */
export function delta(e: Edit): number {
  let n = insertLen(e);
  for (const c of e) if (typeof c === 'number' && c < 0) n += c;
  return n;
}

/** The edit that does `a` and then `b`. */
export function compose(a: Edit, b: Edit): Edit {
  const out: Component[] = [];
  const first = new Reader(a);
  for (const c of b) {
    if (typeof c === 'string') {
      push(out, c);
      continue;
    }
    for (let n = Math.abs(c); n > 0;) {
      const part = first.take(n);
      if (typeof part === 'number' && part < 0) {
        push(out, part);
        continue;
      }
      n -= typeof part === 'string' ? pointLength(part) : part;
      if (c > 0) push(out, part);
      else if (typeof part === 'number') push(out, -part);
    }
  }
  return trim(first.drain(out));
}

/**
 * `a` as it must read when `b` has been applied before it; both start from the same string. The two callers of one pair
 * take different sides: the older entry of the server's order is 'left', the newer one 'right'. Fold over a history one
 * entry at a time: transforming against composed entries diverges.
 */
export function transform(a: Edit, b: Edit, side: Side): Edit {
  const out: Component[] = [];
  const rest = new Reader(a);
  for (const c of b) {
    if (typeof c === 'string') {
      if (side === 'left' && rest.inserts) push(out, rest.take(Infinity));
      push(out, pointLength(c));
      continue;
    }
    for (let n = Math.abs(c); n > 0;) {
      const part = rest.take(rest.inserts ? Infinity : n);
      if (typeof part === 'number') {
        n -= Math.abs(part);
        if (c < 0) continue;
      }
      push(out, part);
    }
  }
  return trim(rest.drain(out));
}

/** The edit that takes `e` back; `before` is the string `e` was made for. */
export function invert(e: Edit, before: string): Edit {
  const out: Component[] = [];
  let at = 0;
  for (const c of e) {
    if (typeof c === 'string') {
      push(out, -pointLength(c));
      continue;
    }
    const found = advance(before, at, Math.abs(c));
    const end = found < 0 ? before.length : found;
    push(out, c > 0 ? c : before.slice(at, end));
    at = end;
  }
  return trim(out);
}

/**
 * Where a caret at `pos` stands once somebody else's edit has been made. Text inserted exactly at the caret goes after
 * it; a caret in deleted text moves to where that text was.
 */
export function mapCaret(pos: number, e: Edit): number {
  let at = 0; // in the string after e
  for (const c of e) {
    if (typeof c === 'string') {
      if (at >= pos) return pos;
      const n = pointLength(c);
      at += n;
      pos += n;
    } else if (c > 0) {
      at += c;
    } else {
      pos = Math.max(at, pos + c);
    }
    if (at > pos) return pos;
  }
  return pos;
}

/**
 * An edit that makes `b` from `a`, for a text field whose content changed and for merging what was typed offline.
 *
 * `caret` is where the caret stands in `b`. It settles what typing alone leaves open, which of several equal letters is
 * the new one, so that a concurrent edit beside them merges as its author saw it. Where one insert or one delete at the
 * caret does not explain the change (a word replaced, a paste, an offline draft), fast-diff finds the spans that differ,
 * tidied to words, so that changes at both ends of a text leave the middle alone. Where the search would be felt in
 * typing, see {@link SEARCH_LIMIT}, the whole span between the common beginning and end is replaced.
 */
export function diff(a: string, b: string, caret?: number): Edit {
  if (a === b) return [];
  if (caret !== undefined) {
    const split = pointToUtf16(b, caret);
    const tail = b.length - split;
    if (a.endsWith(b.slice(split)) && !cutsPair(a, a.length - tail)) {
      const typed = replaceSpan(a, b, commonHead(a, b, Math.min(a.length, b.length) - tail), tail);
      if (typed !== undefined) return typed;
    }
  }
  const head = commonHead(a, b, Math.min(a.length, b.length));
  const tail = commonTail(a, b, Math.min(a.length, b.length) - head);
  const span = replaceSpan(a, b, head, tail);
  if (span !== undefined) return span;
  const removed = a.slice(head, a.length - tail);
  const added = b.slice(head, b.length - tail);
  const retained = pointLength(a.slice(0, head));
  const units = new Units(removed + added);
  if (units.full || removed.length * added.length > SEARCH_LIMIT) {
    return edit(retained, added, -pointLength(removed));
  }
  const parts = fastDiff(units.fold(removed), units.fold(added), undefined, true);
  return edit(
    retained,
    ...parts.map(([kind, part]) =>
      kind === fastDiff.INSERT ? units.unfold(part) : kind === fastDiff.DELETE ? -part.length : part.length,
    ),
  );
}

/**
 * The greatest product of the lengths of the removed and the added span that {@link diff} searches for what they share;
 * two texts at the limit with nothing in common take about 40 ms.
 */
const SEARCH_LIMIT = 1_000_000;

/** The length of `s` in code points. */
export function pointLength(s: string): number {
  return utf16ToPoint(s, s.length);
}

/** How many code points of `s` begin before UTF-16 offset `offset`: a caret within a pair counts as after it. */
export function utf16ToPoint(s: string, offset: number): number {
  let n = offset;
  for (let i = 1; i < offset; i++) if (cutsPair(s, i)) n--;
  return n;
}

/** The UTF-16 offset of code point `point` of `s`; its end where it has fewer. */
export function pointToUtf16(s: string, point: number): number {
  const end = advance(s, 0, point);
  return end < 0 ? s.length : end;
}

/** The offset `n` code points after offset `at`, or -1 past the end. It walks rather than splits: no garbage. */
function advance(s: string, at: number, n: number): number {
  if (at + n > s.length) return -1;
  for (; n > 0; n--) {
    if (at >= s.length) return -1;
    at += cutsPair(s, at + 1) ? 2 : 1;
  }
  return at;
}

/** Whether offset `i` lies between the two units of one code point. */
function cutsPair(s: string, i: number): boolean {
  return (s.charCodeAt(i) & 0xfc00) === 0xdc00 && (s.charCodeAt(i - 1) & 0xfc00) === 0xd800;
}

/** How many units `a` and `b` have in common at the beginning, at most `limit`, without cutting a pair of either. */
function commonHead(a: string, b: string, limit: number): number {
  let n = 0;
  while (n < limit && a.charCodeAt(n) === b.charCodeAt(n)) n++;
  return n > 0 && (cutsPair(a, n) || cutsPair(b, n)) ? n - 1 : n;
}

/** The same at the end. */
function commonTail(a: string, b: string, limit: number): number {
  let n = 0;
  while (n < limit && a.charCodeAt(a.length - n - 1) === b.charCodeAt(b.length - n - 1)) n++;
  return n > 0 && (cutsPair(a, a.length - n) || cutsPair(b, b.length - n)) ? n - 1 : n;
}

/** The edit between a common head and tail if it only inserts or only deletes. */
function replaceSpan(a: string, b: string, head: number, tail: number): Edit | undefined {
  const removed = a.slice(head, a.length - tail);
  const added = b.slice(head, b.length - tail);
  if (removed !== '' && added !== '') return undefined;
  return edit(pointLength(a.slice(0, head)), added, -pointLength(removed));
}

/**
 * Stands in one private-use unit for every code point that takes two, so that fast-diff, which counts units, can
 * neither cut one nor miscount.
 */
class Units {
  readonly full: boolean;
  readonly #to = new Map<string, string>();
  readonly #from = new Map<string, string>();

  constructor(texts: string) {
    let unit = 0xe000;
    for (const [pair] of texts.matchAll(PAIRS)) {
      if (this.#to.has(pair)) continue;
      while (unit < 0xf900 && texts.includes(String.fromCharCode(unit))) unit++;
      if (unit >= 0xf900) break;
      const stand = String.fromCharCode(unit++);
      this.#to.set(pair, stand);
      this.#from.set(stand, pair);
    }
    this.full = unit >= 0xf900;
  }

  fold(s: string): string {
    return this.#to.size === 0 ? s : s.replace(PAIRS, (pair) => this.#to.get(pair) ?? pair);
  }

  unfold(s: string): string {
    return this.#to.size === 0 ? s : s.replace(/[\ue000-\uf8ff]/g, (stand) => this.#from.get(stand) ?? stand);
  }
}

const PAIRS = /[\u{10000}-\u{10ffff}]/gu;

/** Reads an edit in pieces; past its end it retains forever. */
class Reader {
  readonly #edit: Edit;
  #index = 0;
  #used = 0; // of the component at #index: code points of a number, units of a string

  constructor(e: Edit) {
    this.#edit = e;
  }

  get inserts(): boolean {
    return typeof this.#edit[this.#index] === 'string';
  }

  /** Removes and returns a piece of at most `n` code points; a delete may be cut, too. */
  take(n: number): Component {
    const front = this.#edit[this.#index];
    if (front === undefined) return n;
    if (typeof front === 'string') {
      const end = n === Infinity ? -1 : advance(front, this.#used, n);
      const piece = end < 0 ? front.slice(this.#used) : front.slice(this.#used, end);
      if (end < 0 || end === front.length) this.#next();
      else this.#used = end;
      return piece;
    }
    const left = Math.abs(front) - this.#used;
    if (n < left) this.#used += n;
    else this.#next();
    return Math.sign(front) * Math.min(n, left);
  }

  /** Pushes everything that is left onto `out`. */
  drain(out: Component[]): Component[] {
    while (this.#index < this.#edit.length) push(out, this.take(Infinity));
    return out;
  }

  #next(): void {
    this.#index++;
    this.#used = 0;
  }
}

/** Appends to an edit under construction and keeps it canonical but for a retain at the end. */
function push(out: Component[], c: Component): void {
  if (c === 0 || c === '') return;
  const last = out[out.length - 1];
  if (typeof c === 'number') {
    if (typeof last === 'number' && last > 0 === c > 0) out[out.length - 1] = last + c;
    else out.push(c);
    return;
  }
  if (typeof last === 'string') {
    out[out.length - 1] = last + c;
  } else if (last !== undefined && last < 0) {
    const before = out[out.length - 2];
    if (typeof before === 'string') out[out.length - 2] = before + c;
    else out.splice(-1, 0, c);
  } else {
    out.push(c);
  }
}

/** Drops the retain at the end, which says nothing. */
function trim(out: Component[]): Edit {
  const last = out[out.length - 1];
  if (typeof last === 'number' && last > 0) out.pop();
  return out;
}
