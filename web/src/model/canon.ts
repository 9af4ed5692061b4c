/**
 * The one way to write a value as JSON, so that equal values are equal text here and in Go's boards/canon, whose package
 * comment says which values there are; and the digest over it.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** How deep arrays and objects may nest; a scalar has depth 0. */
export const MAX_DEPTH = 32;
/** The length of a digest in characters. */
export const DIGEST_LEN = 32;

export type CanonCode = 'type' | 'depth' | 'number' | 'range' | 'text' | 'nul' | 'key';

/** Says that a value has no canonical form; `code` is that of the Go error. */
export class CanonError extends Error {
  override readonly name = 'CanonError';
  readonly code: CanonCode;
  constructor(code: CanonCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The canonical JSON of a value of null, booleans, safe integers, strings, arrays and plain objects with ASCII keys. */
export function canonical(value: unknown): string {
  return write(value, 0);
}

/** The first {@link DIGEST_LEN} hexadecimal digits of the SHA-256 of the text in UTF-8. Works without `crypto.subtle`. */
export function digest(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, DIGEST_LEN);
}

/** Whether `s` holds no lone surrogate, which UTF-8 cannot write. */
export function wellFormed(s: string): boolean {
  return !/[\ud800-\udfff]/u.test(s); // with the u flag a pair is one code point and does not match
}

function write(value: unknown, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return integer(value);
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object') throw new CanonError('type', `no canonical form of ${typeof value}`);
  if (depth === MAX_DEPTH) throw new CanonError('depth', 'nested too deep');
  if (Array.isArray(value)) {
    // Array.from visits holes, too, and these are refused like any undefined.
    return `[${Array.from(value, (item: unknown) => write(item, depth + 1)).join(',')}]`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) throw new CanonError('type', 'not a plain object');
  const members = value as Readonly<Record<string, unknown>>;
  const parts: string[] = [];
  for (const key of Object.keys(members).sort()) {
    const name = quote(key);
    if (/[^\0-\x7f]/.test(name)) throw new CanonError('key', 'object key is not ASCII');
    parts.push(`${name}:${write(members[key], depth + 1)}`);
  }
  return `{${parts.join(',')}}`;
}

function integer(n: number): string {
  if (!Number.isInteger(n) || Object.is(n, -0)) throw new CanonError('number', 'not a plain integer');
  if (!Number.isSafeInteger(n)) throw new CanonError('range', 'integer outside ±(2^53-1)');
  return String(n);
}

function quote(s: string): string {
  if (s.includes('\0')) throw new CanonError('nul', 'text holds U+0000');
  if (!wellFormed(s)) throw new CanonError('text', 'text is not valid Unicode');
  return JSON.stringify(s);
}
