// What Go wrote down of giving back to a rewound history, read here: both sides must mean the same.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { align, broughtBack, ownPart, type Stroke } from './merge.ts';
import type { Op } from './ops.ts';
import { Past } from './past.ts';
import type { TextKey } from './pending.ts';
import type { AnyRec } from './records.ts';
import { giveBack, giveBackIfMissing, lossesOf, wordsLost, type Step } from './recover.ts';
import { apply, type Edit } from './text.ts';

interface Vectors {
  readonly align: readonly { readonly a: string; readonly b: string; readonly edit: Edit }[];
  readonly own: readonly {
    readonly base: string;
    readonly strokes: readonly Stroke[];
    readonly part: Edit;
    readonly now: string;
    readonly back: Edit;
  }[];
  readonly plan: readonly {
    readonly steps: readonly Step[];
    readonly bases: Readonly<Record<TextKey, string>>;
    readonly typed: Readonly<Record<TextKey, Edit>>;
    readonly last: readonly AnyRec[];
    readonly now: readonly AnyRec[];
    readonly doubtful: boolean;
    readonly asks: readonly (readonly Op[])[];
    readonly waiting: readonly string[];
    readonly unfit: readonly string[];
  }[];
}

const url = new URL('../../../boards/testdata/vectors/recover.json', import.meta.url);
const vectors = JSON.parse(readFileSync(url, 'utf8')) as Vectors;

test.each(vectors.align)('align %#', ({ a, b, edit }) => {
  expect(align(a, b)).toEqual(edit);
  expect(apply(a, edit)).toBe(b);
});

test.each(vectors.own)('own part %#', ({ base, strokes, part, now, back }) => {
  expect(ownPart(base, strokes)).toEqual(part);
  expect(broughtBack(base, part, now)).toEqual(back);
});

test.each(vectors.plan)('plan %#', (c) => {
  const [last, now] = [c.last, c.now].map((list) => new Map(list.map((rec) => [rec.id, rec])));
  const lacking = { deeds: [{ lane: 'named', n: 1, steps: c.steps } as const], bases: c.bases };
  const typed = new Map(Object.entries(c.typed) as [TextKey, Edit][]);
  const losses = lossesOf(lacking, (id) => last?.get(id), typed);
  const plan = (c.doubtful ? giveBackIfMissing : giveBack)(losses, (id) => now?.get(id));
  expect(plan.asks).toEqual(c.asks);
  expect(plan.waiting.map(({ id }) => id)).toEqual(c.waiting);
  expect(plan.unfit.map(wordsLost)).toEqual(c.unfit);
});

describe('a past', () => {
  const rec = (text: string): AnyRec => ({ id: 'x', type: 'note', f: { text } });
  const typing = (past: Past, n: number, text: string, edit: Edit) =>
    past.did('named', n, [{ op: 'text', id: 'x', field: 'text', edit }], { rec: () => rec(text), text: () => text });

  test('holds a thousand mutations, and of texts what they were before the oldest', () => {
    const past = new Past();
    let text = '';
    for (let n = 1; n <= 1500; n++) {
      typing(past, n, text, [text.length, 'a']);
      text += 'a';
    }
    const { deeds, bases } = past.keep();
    expect(deeds).toHaveLength(1000);
    expect(deeds[0]?.n).toBe(501);
    expect(bases).toEqual({ 'x/text': 'a'.repeat(500) });
    const { bases: before } = past.takeAfter('named', 1400);
    expect(before).toEqual({ 'x/text': 'a'.repeat(1400) });
    expect(past.highest('named')).toBe(1400);
  });

  test('holds about a mebibyte', () => {
    const past = new Past();
    for (let n = 1; n <= 100; n++) typing(past, n, '', ['a'.repeat(50_000)]);
    expect(past.keep().deeds.length).toBeLessThan(22);
    expect(past.highest('named')).toBe(100);
    expect(past.bytes).toBeLessThanOrEqual(1 << 20);
  });

  test('is the same again after it was kept', () => {
    const [one, two] = [new Past(), new Past()];
    typing(one, 1, 'ab', [1, 'x']);
    typing(one, 2, 'axbc', [4, 'y']);
    two.restore(JSON.parse(JSON.stringify(one.keep())) as ReturnType<Past['keep']>);
    typing(one, 3, 'axbcyz', [-1]);
    typing(two, 3, 'axbcyz', [-1]);
    expect(two.keep()).toEqual(one.keep());
    expect(two.takeAfter('named', 1)).toEqual(one.takeAfter('named', 1));
  });
});
