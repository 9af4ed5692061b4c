import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as text from './text.ts';
import { Random } from './testing/random.ts';

const vectors = JSON.parse(
  readFileSync(new URL('../../../boards/testdata/vectors/text.json', import.meta.url), 'utf8'),
) as {
  apply: { s: string; e: text.Edit; out: string | null }[];
  parse: { json: string; edit: text.Edit | null; lax?: boolean }[];
  compose: { a: text.Edit; b: text.Edit; ab: text.Edit }[];
  transform: { a: text.Edit; b: text.Edit; left: text.Edit; right: text.Edit }[];
  invert: { s: string; e: text.Edit; inverse: text.Edit }[];
  caret: { e: text.Edit; pos: number[] }[];
  length: { e: text.Edit; base: number; insert: number; delta: number }[];
};

const codeOf = (call: () => unknown): unknown => {
  try {
    return call();
  } catch (error) {
    return error instanceof text.EditError ? error.code : error;
  }
};

describe('vectors shared with Go', () => {
  test.each(vectors.apply)('$e on $s', ({ s, e, out }) => expect(codeOf(() => text.apply(s, e))).toBe(out ?? 'range'));

  test.each(vectors.parse)('parse $json', ({ json, edit, lax }) => {
    if (lax) return; // JSON.parse loses what the server's decoder refuses
    const got = codeOf(() => text.parse(JSON.parse(json)));
    if (got instanceof SyntaxError) expect(edit).toBeNull();
    else expect(got).toEqual(edit ?? 'format');
  });

  test.each(vectors.compose)('$a then $b', ({ a, b, ab }) => expect(text.compose(a, b)).toEqual(ab));

  test.each(vectors.transform)('$a after $b', ({ a, b, left, right }) => {
    expect(text.transform(a, b, 'left')).toEqual(left);
    expect(text.transform(a, b, 'right')).toEqual(right);
  });

  test.each(vectors.invert)('$e taken back on $s', ({ s, e, inverse }) => expect(text.invert(e, s)).toEqual(inverse));

  test.each(vectors.caret)('carets under $e', ({ e, pos }) =>
    expect(pos.map((_, i) => text.mapCaret(i, e))).toEqual(pos),
  );

  test.each(vectors.length)('lengths of $e', ({ e, base, insert, delta }) =>
    expect([text.baseLen(e), text.insertLen(e), text.delta(e)]).toEqual([base, insert, delta]),
  );
});

test('at most 10,000 components are read', () => {
  expect(text.parse(new Array(text.MAX_COMPONENTS).fill(1))).toEqual([]);
  expect(codeOf(() => text.parse(new Array(text.MAX_COMPONENTS + 1).fill(1)))).toBe('format');
});

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 32);

describe(`laws, SEED=${seed}`, () => {
  const CASES = 3000;
  const alphabet = [...'aaab \né\u0301\u200d\u2028ß中\ue000👩👧😀🇩🇪'] as [string, ...string[]];

  class Cases extends Random {
    size = 2;
    text(limit = this.size): string {
      return Array.from({ length: this.below(limit + 1) }, () => this.pick(alphabet)).join('');
    }
    edit(fits: string): text.Edit {
      let left = text.pointLength(fits);
      const parts: text.Component[] = [];
      for (let i = this.below(this.size); i > 0; i--) {
        const n = Math.min(left, 1 + this.below(3));
        const part = this.pick<text.Component>([this.text(2), n, -n]);
        if (typeof part === 'number') left -= n;
        parts.push(part);
      }
      return text.edit(...parts);
    }
  }

  /** Sizes grow with the number of the case, so that the first failure is a small one. */
  const law = (name: string, holds: (g: Cases) => void) =>
    test(name, () => {
      const g = new Cases(seed);
      for (let i = 0; i < CASES; i++) {
        g.size = 2 + Math.floor((i * 10) / CASES);
        holds(g);
      }
    });
  const show = (...values: unknown[]) => values.map((v) => JSON.stringify(v)).join(' ');

  law('transform converges (TP1)', (g) => {
    const s = g.text();
    const [a, b] = [g.edit(s), g.edit(s)];
    const viaA = text.apply(text.apply(s, a), text.transform(b, a, 'right'));
    const viaB = text.apply(text.apply(s, b), text.transform(a, b, 'left'));
    expect(viaA, show(s, a, b)).toBe(viaB);
  });

  law('compose is both in turn', (g) => {
    const s = g.text();
    const a = g.edit(s);
    const mid = text.apply(s, a);
    const b = g.edit(mid);
    const ab = text.compose(a, b);
    expect(text.apply(s, ab), show(s, a, b)).toBe(text.apply(mid, b));
    expect(text.parse(ab), show(s, a, b)).toEqual(ab);
  });

  law('invert takes back', (g) => {
    const s = g.text();
    const e = g.edit(s);
    expect(text.apply(text.apply(s, e), text.invert(e, s)), show(s, e)).toBe(s);
  });

  law('diff makes the other text, whatever the caret', (g) => {
    const a = g.text();
    const b = g.below(2) === 0 ? g.text() : text.apply(a, g.edit(a));
    const caret = g.below(3) === 0 ? undefined : g.below(text.pointLength(b) + 2);
    const e = text.diff(a, b, caret);
    expect(text.apply(a, e), show(a, b, caret, e)).toBe(b);
    expect(text.parse(e), show(a, b, caret)).toEqual(e);
  });

  law('diff with the caret finds exactly what was typed', (g) => {
    const s = g.text();
    const at = g.below(text.pointLength(s) + 1);
    const typed = g.text(3);
    expect(text.diff(s, text.apply(s, [at, typed]), at + text.pointLength(typed)), show(s, at, typed)).toEqual(
      text.edit(at, typed),
    );
  });

  law('offsets of a text field are translated both ways', (g) => {
    const s = g.text();
    const points = [...s];
    for (let point = 0; point <= points.length; point++) {
      const offset = points.slice(0, point).join('').length;
      expect(text.pointToUtf16(s, point), show(s, point)).toBe(offset);
      expect(text.utf16ToPoint(s, offset), show(s, offset)).toBe(point);
    }
    expect(text.pointLength(s)).toBe(points.length);
  });
});

// This failure is why history is folded one entry at a time.
test('transforming against a composed history diverges', () => {
  const [a, b, x]: text.Edit[] = [[1, 'a'], [-1], ['x']];
  const now = text.apply(text.apply('p', a!), b!);
  const folded = text.transform(text.transform(x!, a!, 'right'), b!, 'right');
  expect(text.apply(now, folded)).toBe('xa');
  expect(text.apply(now, text.transform(x!, text.compose(a!, b!), 'right'))).toBe('ax');
});

describe('diff', () => {
  test.each<[string, string, string, number | undefined, text.Edit]>([
    ['nothing', 'a', 'a', 1, []],
    ['an equal letter before the caret', 'aab', 'aaab', 1, ['a']],
    ['an equal letter without a caret', 'aab', 'aaab', undefined, [2, 'a']],
    ['backspace among equal letters', 'aaa', 'aa', 1, [1, -1]],
    ['a word replaced by hand', 'the cat sat', 'the dog sat', 7, [4, 'dog', -3]],
    [
      'both ends leave the middle alone',
      'a cat on the mat',
      'the cat on the rug',
      undefined,
      ['the', -1, 12, 'rug', -3],
    ],
    ['an emoji for another of the same half', '😀', '😁', 1, ['😁', -1]],
    ['a member of a family', '👩‍👩', '👩‍👧', undefined, [2, '👧', -1]],
  ])('%s', (_, a, b, caret, want) => expect(text.diff(a, b, caret)).toEqual(want));

  test('of long texts with nothing in common replaces the span', () => {
    const [a, b] = [`<${'a'.repeat(3000)}>`, `<${'bc'.repeat(1500)}>`];
    expect(text.diff(a, b)).toEqual([1, 'bc'.repeat(1500), -3000]);
  });

  test('of more distinct pairs than there are stand-ins still makes the other text', () => {
    const many = Array.from({ length: 6500 }, (_, i) => String.fromCodePoint(0x10000 + i)).join('');
    const e = text.diff(`x${many}y`, 'y😀x');
    expect(text.apply(`x${many}y`, e)).toBe('y😀x');
  });

  test('merges two people at different places', () => {
    const base = 'We wait for tickets. Nobody says why.';
    const mine = text.diff(base, 'We wait hours for tickets. Nobody says why 😀.');
    const theirs = text.diff(base, 'We wait for my tickets. Nobody says why.');
    expect(text.apply(text.apply(base, theirs), text.transform(mine, theirs, 'right'))).toBe(
      'We wait hours for my tickets. Nobody says why 😀.',
    );
  });
});

test.each([
  ['insert at the caret goes after it', [3, 'ab'], 3, 3],
  ['insert before', ['😀b'], 3, 5],
  ['delete around', [1, -4], 3, 1],
] as [string, text.Edit, number, number][])('caret: %s', (_, e, pos, want) => expect(text.mapCaret(pos, e)).toBe(want));

test('an offset within a pair counts as after it', () => expect(text.utf16ToPoint('a😀b', 2)).toBe(2));
