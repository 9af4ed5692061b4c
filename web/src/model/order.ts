/**
 * Keys that order records among each other: short ASCII strings such that a new one fits between any two. The mirror of
 * Go's boards/order, whose package comment states form and promises; the same arguments give the same key in both.
 * Compare with `<`.
 */

/** The greatest length of a key. */
export const MAX_LEN = 128;
/** The length from which on the keys around should be dealt anew with {@link n}. */
export const RESPREAD_LEN = 64;

/** `key`: not a key. `order`: a is not before b. `full`: a key between the two would be longer than {@link MAX_LEN}. */
export class OrderError extends Error {
  override readonly name = 'OrderError';
  readonly code: 'key' | 'order' | 'full';
  constructor(code: 'key' | 'order' | 'full', message: string) {
    super(message);
    this.code = code;
  }
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ZERO = 'a0';
/** Reserved, so that every key has one before it. */
const SMALLEST = `A${'0'.repeat(26)}`;

/** Whether `k` is a key. */
export function valid(k: string): boolean {
  const length = integerLen(k);
  return (
    /^[0-9A-Za-z]+$/.test(k) &&
    k.length <= MAX_LEN &&
    length > 0 &&
    k.length >= length &&
    k !== SMALLEST &&
    !(k.length > length && k.endsWith('0'))
  );
}

/** A key after `a` and before `b`; '' stands for the open end on either side. Throws {@link OrderError}. */
export function between(a: string, b: string): string {
  checkEnds(a, b);
  return checked(middle(a, b));
}

/** `count` keys in ascending order between `a` and `b`: counted on from an open end, otherwise by halving. */
export function n(a: string, b: string, count: number): string[] {
  checkEnds(a, b);
  return spread(a, b, count).map(checked);
}

function checked(k: string): string {
  if (k.length > MAX_LEN) throw new OrderError('full', 'no room between the keys; deal new ones');
  return k;
}

function checkEnds(a: string, b: string): void {
  for (const k of [a, b]) if (k !== '' && !valid(k)) throw new OrderError('key', 'not a key');
  if (a !== '' && b !== '' && a >= b) throw new OrderError('order', 'keys are not in ascending order');
}

function spread(a: string, b: string, count: number): string[] {
  if (count <= 0) return [];
  if (a === '' || b === '') {
    const keys: string[] = [];
    for (let i = 0; i < count; i++) {
      const k = middle(a, b);
      keys.push(k);
      if (b === '') a = k;
      else b = k;
    }
    return b === '' ? keys : keys.reverse();
  }
  const half = Math.floor(count / 2);
  const k = middle(a, b);
  return [...spread(a, k, half), k, ...spread(k, b, count - half - 1)];
}

function middle(a: string, b: string): string {
  if (a === '' && b === '') return ZERO;
  if (a === '') {
    const [whole, fraction] = split(b);
    if (whole === SMALLEST) return whole + midpoint('', fraction);
    if (whole < b) return whole;
    const before = decrement(whole);
    return before === SMALLEST ? before + midpoint('', '') : before;
  }
  const [whole, fraction] = split(a);
  if (b !== '' && split(b)[0] === whole) return whole + midpoint(fraction, split(b)[1]);
  const next = increment(whole);
  return next !== '' && (b === '' || next < b) ? next : whole + midpoint(fraction, '');
}

/** A fraction between fractions a < b without a zero at its end; an empty b stands for one. */
function midpoint(a: string, b: string): string {
  let same = 0;
  while (same < b.length && (a[same] ?? '0') === b[same]) same++;
  if (same > 0) return b.slice(0, same) + midpoint(a.slice(same), b.slice(same));
  const low = a === '' ? 0 : digit(a, 0);
  const high = b === '' ? DIGITS.length : digit(b, 0);
  if (high - low > 1) return DIGITS.charAt(Math.floor((low + high + 1) / 2));
  if (b.length > 1) return b.charAt(0);
  return DIGITS.charAt(low) + midpoint(a.slice(1), '');
}

/** The next integer, or '' after the greatest. */
function increment(whole: string): string {
  for (let i = whole.length - 1; i > 0; i--) {
    const d = digit(whole, i) + 1;
    if (d < DIGITS.length) return whole.slice(0, i) + DIGITS.charAt(d) + '0'.repeat(whole.length - 1 - i);
  }
  const head = whole.charAt(0);
  if (head === 'Z') return ZERO;
  if (head === 'z') return '';
  return shift(head, 1) + '0'.repeat(whole.length - 1 + (head >= 'a' ? 1 : -1));
}

/** The integer before; `whole` must not be the smallest. */
function decrement(whole: string): string {
  for (let i = whole.length - 1; i > 0; i--) {
    const d = digit(whole, i) - 1;
    if (d >= 0) return whole.slice(0, i) + DIGITS.charAt(d) + 'z'.repeat(whole.length - 1 - i);
  }
  const head = whole.charAt(0);
  if (head === 'a') return 'Zz';
  return shift(head, -1) + 'z'.repeat(whole.length - 1 + (head < 'a' ? 1 : -1));
}

function split(k: string): [whole: string, fraction: string] {
  const length = integerLen(k);
  return [k.slice(0, length), k.slice(length)];
}

/** The length of the integer that `k` begins with, its first letter included; 0 where it begins with none. */
function integerLen(k: string): number {
  const head = k.charAt(0);
  if (head >= 'a' && head <= 'z') return head.charCodeAt(0) - 95;
  if (head >= 'A' && head <= 'Z') return 92 - head.charCodeAt(0);
  return 0;
}

function digit(k: string, i: number): number {
  return DIGITS.indexOf(k.charAt(i));
}

function shift(letter: string, by: number): string {
  return String.fromCharCode(letter.charCodeAt(0) + by);
}
