import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CanonError, canonical, digest, MAX_DEPTH, wellFormed } from './canon.ts';

const vectors = JSON.parse(
  readFileSync(new URL('../../../boards/testdata/vectors/canon.json', import.meta.url), 'utf8'),
) as {
  equal: { json: string; canon: string; digest: string }[];
  refused: { json: string; code: string; value: boolean }[];
};

const refusal = (value: unknown): string => {
  try {
    return `written ${canonical(value)}`;
  } catch (error) {
    return error instanceof CanonError ? error.code : String(error);
  }
};

describe('vectors shared with Go', () => {
  test.each(vectors.equal)('$json', ({ json, canon, digest: sum }) => {
    const got = canonical(JSON.parse(json));
    expect(got).toBe(canon);
    expect(digest(got)).toBe(sum);
    expect(canonical(JSON.parse(got))).toBe(got);
  });

  test.each(vectors.refused)('refused as $code: $json', ({ json, code, value }) => {
    if (value) expect(refusal(JSON.parse(json))).toBe(code);
    else if (code === 'syntax' || code === 'trailing') expect(() => JSON.parse(json) as unknown).toThrow(SyntaxError);
  });
});

test.each([
  ['undefined', undefined],
  ['a member that is undefined', { a: undefined }],
  ['a hole', new Array(1)],
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['a function', () => 0],
  ['a symbol', Symbol('a')],
  ['a bigint', 1n],
])('%s has no canonical form', (_, value) => expect(refusal(value)).toBe('type'));

test('a value within itself is too deep rather than endless', () => {
  const loop: unknown[] = [];
  loop.push(loop);
  expect(refusal(loop)).toBe('depth');
});

test(`${MAX_DEPTH} levels are written, one more is not`, () => {
  let value: unknown = 0;
  for (let i = 0; i < MAX_DEPTH; i++) value = [value];
  expect(JSON.parse(canonical(value))).toEqual(value);
  expect(refusal([value])).toBe('depth');
});

test('an object without a prototype is plain', () => {
  expect(canonical(Object.assign(Object.create(null) as object, { b: 1, a: 2 }))).toBe('{"a":2,"b":1}');
});

test.each([
  ['', true],
  ['a😀👩‍👩‍👧\u{10ffff}', true],
  ['\ud800', false],
  ['a\udc00', false],
  ['\udc00\ud800', false],
  ['😀\ud83d', false],
])('%j is well formed: %s', (s, want) => expect(wellFormed(s)).toBe(want));
