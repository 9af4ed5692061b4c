import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { between, MAX_LEN, n, OrderError, valid } from './order.ts';
import { Random } from './testing/random.ts';

const vectors = JSON.parse(
  readFileSync(new URL('../../../boards/testdata/vectors/order.json', import.meta.url), 'utf8'),
) as {
  valid: { key: string; valid: boolean }[];
  between: { a: string; b: string; key: string | null }[];
  n: { a: string; b: string; n: number; keys: string[] | null }[];
};

/** The result, or null where the call is refused. */
const attempt = <T>(call: () => T): T | null => {
  try {
    return call();
  } catch (error) {
    expect(error).toBeInstanceOf(OrderError);
    return null;
  }
};

describe('vectors shared with Go', () => {
  test.each(vectors.valid)('valid $key', ({ key, valid: want }) => expect(valid(key)).toBe(want));
  test.each(vectors.between)('between $a and $b', ({ a, b, key }) => expect(attempt(() => between(a, b))).toBe(key));
  test.each(vectors.n)('$n between $a and $b', ({ a, b, n: count, keys }) =>
    expect(attempt(() => n(a, b, count))).toEqual(keys),
  );
});

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 32);

test(`inserting anywhere keeps a list sorted, SEED=${seed}`, () => {
  const r = new Random(seed);
  for (let round = 0; round < 50; round++) {
    const keys: string[] = [];
    let spot = 0;
    for (let i = 0; i < 100; i++) {
      if (r.below(3) > 0) spot = r.below(keys.length + 1);
      const k = between(keys[spot - 1] ?? '', keys[spot] ?? '');
      expect(valid(k), k).toBe(true);
      keys.splice(spot, 0, k);
      spot += r.below(2);
    }
    expect(keys.every((k, i) => i === 0 || keys[i - 1]! < k)).toBe(true);
  }
});

test('refusals have codes', () => {
  const code = (a: string, b: string) => {
    try {
      return between(a, b);
    } catch (error) {
      return (error as OrderError).code;
    }
  };
  expect(code('a', '')).toBe('key');
  expect(code('a1', 'a0')).toBe('order');
  expect(code(`a0${'z'.repeat(MAX_LEN - 2)}`, 'a1')).toBe('full');
});
