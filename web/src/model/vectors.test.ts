// What Go wrote down of the board's schema and of views, read here: both sides must mean the same.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { AnyRec, Json } from './records.ts';
import type { Change, ViewOp } from './ops.ts';
import { Replica } from './replica.ts';
import { schema, type Field, type Type } from './schema.ts';
import { defaultOf } from './values.ts';

function vectors<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../../boards/testdata/vectors/${name}`, import.meta.url), 'utf8')) as T;
}

type Described = { readonly [name: string]: Json };

/** A field as Go describes it: nothing that is zero, the default spelled out. */
function described(field: Field): Described {
  const { only, fields, elem, ...rest } = field;
  const plain = Object.fromEntries(
    Object.entries({ name: '', ...rest }).filter(([name, v]) => name === 'name' || v !== 0),
  );
  return {
    ...(plain as Described),
    ...(fields && { fields: fields.map(described) }),
    ...(elem && { elem: described(elem) }),
    default: defaultOf(field),
  };
}

/** The same without what only one of the sides tells: which audiences see a field. */
function known(field: Described): Described {
  const { only: _, fields, elem, ...rest } = field;
  return {
    ...rest,
    ...(Array.isArray(fields) && { fields: fields.map((f) => known(f as Described)) }),
    ...(elem !== undefined && { elem: known(elem as Described) }),
  };
}

test('the schema is that of Go, defaults included', () => {
  const theirs = vectors<readonly { name: string; max: number; fields: readonly Described[] }[]>('schema.json');
  const ours: readonly Type[] = schema;
  expect(ours.map(({ name, max, fields }) => ({ name, max, fields: fields.map(described) }))).toEqual(
    theirs.map(({ name, max, fields }) => ({ name, max, fields: fields.map(known) })),
  );
});

interface Story {
  readonly shared: readonly AnyRec[];
  readonly own: readonly AnyRec[];
  readonly frames: readonly { readonly own: readonly Change[]; readonly chg: readonly Change[] }[];
  readonly end: { readonly shared: string; readonly own: string; readonly digest: string };
}

test('views go the same way as in Go, change by change, to the same bytes and digest', () => {
  const stories = vectors<readonly Story[]>('view.json');
  expect(stories.length).toBeGreaterThan(0);
  for (const { shared, own, frames, end } of stories) {
    const replica = new Replica();
    const news = { kind: 'snapshot', shared, own: [own.map((rec): ViewOp => ({ op: 'put', rec }))] } as const;
    replica.open({ accepted: [], refused: [], news });
    for (const { own, chg } of frames) replica.turn({ own, chg, mine: { own: new Map(), chg: new Map() } });
    expect(replica.view.canonical('shared')).toBe(end.shared);
    expect(replica.view.canonical('own')).toBe(end.own);
    expect(replica.view.digest()).toBe(end.digest);
  }
});
