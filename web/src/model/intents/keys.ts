// What intents are made of: creations, and keys of order.
import type { Op } from '../ops.ts';
import { between, n as keys, OrderError, RESPREAD_LEN } from '../order.ts';
import type { Fields, Id } from '../records.ts';
import { sparse } from '../values.ts';

/** Creates a record; fields that have their default are left out. */
export function put(id: Id, type: string, f: Fields): Op {
  return { op: 'put', rec: { id, type, f: sparse(type, f) } };
}

/** A key after all of them; "" (the end) where there is none. */
export function endKey(orders: readonly string[]): string {
  const last = orders.reduce((a, b) => (b > a ? b : a), '');
  return room(last, '', 1, Infinity)?.[0] ?? '';
}

/** `count` keys between two, or undefined where they would be too long or do not fit. */
export function room(low: string, high: string, count: number, longest = RESPREAD_LEN): readonly string[] | undefined {
  try {
    if (count === 1) return checked([between(low, high)], longest);
    return checked(keys(low, high, count), longest);
  } catch (error) {
    if (error instanceof OrderError) return undefined;
    throw error;
  }
}

/** A record that stands in an order of its type. */
interface Ordered {
  readonly id: Id;
  readonly f: { readonly order: string };
}

/**
 * The keys that put `id` before the record `before` of a sorted list, or at its end: one, or, where the keys around are
 * equal, missing or long, new ones for all.
 */
export function orders(sorted: readonly Ordered[], id: Id, before: Id | null): ReadonlyMap<Id, string> {
  const others = sorted.filter((rec) => rec.id !== id);
  const found = others.findIndex((rec) => rec.id === before);
  const at = found < 0 ? others.length : found;
  const [prev, next] = [others[at - 1], others[at]];
  const key = prev?.f.order === '' ? undefined : room(prev?.f.order ?? '', next?.f.order ?? '', 1)?.[0];
  if (key !== undefined) return new Map([[id, key]]);
  const ids = [...others.slice(0, at).map((rec) => rec.id), id, ...others.slice(at).map((rec) => rec.id)];
  const dealt = keys('', '', ids.length);
  return new Map(ids.map((each, i) => [each, dealt[i] ?? '']));
}

function checked(made: readonly string[], longest: number): readonly string[] | undefined {
  return made.every((key) => key.length <= longest) ? made : undefined;
}
