import { expect, test } from 'vitest';
import { byOrder, noteOrder } from '../model/board.ts';
import type { AnyRec, Note, Theme } from '../model/records.ts';
import { Cells } from './cells.svelte.ts';

const zones = ['a', 'b', 'c'];
const themes = ['', 't', 'u'];

/** Numbers that come again with the same seed. */
function chance(seed: number): (below: number) => number {
  let at = seed;
  return (below) => {
    at = (Math.imul(at, 1664525) + 1013904223) >>> 0;
    return Math.floor((at / 2 ** 32) * below);
  };
}

function note(id: string, any: (below: number) => number): AnyRec {
  const place = { zone: zones[any(3)] ?? '', order: `a${any(40)}` };
  const f = { place, theme: themes[any(3)] ?? '', state: any(5) === 0 ? 'held' : 'revealed', text: `${any(9)}` };
  return {
    id,
    type: 'note',
    f,
    at: any(1000),
    ...(any(5) === 0 ? { del: true, ...(any(2) === 0 ? { as: 'undone' } : {}) } : {}),
  } as AnyRec;
}

const seed = Date.now() % 1_000_000;

test(`after any changes the lists are what filtering and sorting all records gives (seed ${seed})`, () => {
  const any = chance(seed);
  for (let round = 0; round < 20; round++) {
    const cells = new Cells();
    const all = new Map<string, AnyRec>();
    for (let step = 0; step < 200; step++) {
      const id = `${any(9) === 0 ? 'theme' : 'n'}${any(30)}`;
      const theme = { id, type: 'theme', f: { name: 'x', order: `b${any(9)}` } } as unknown as AnyRec;
      const now = any(7) === 0 ? undefined : id.startsWith('theme') ? theme : note(id, any);
      if (now === undefined) all.delete(id);
      else all.set(id, now);
      cells.put(id, now);
      if (any(3) === 0) compare(cells, [...all.values()]);
    }
  }
});

function compare(cells: Cells, all: readonly AnyRec[]): void {
  const ids = (list: readonly { readonly id: string }[]): string => list.map(({ id }) => id).join();
  const notes = all.filter((rec) => rec.type === 'note' && !rec.del) as unknown as Note[];
  const naive = (wanted: (note: Note) => boolean): string => ids(notes.filter(wanted).sort(noteOrder));
  for (const zone of zones) expect(ids(cells.notesIn(zone))).toBe(naive((each) => each.f.place.zone === zone));
  for (const theme of ['t', 'u']) expect(ids(cells.notesOf(theme))).toBe(naive((each) => each.f.theme === theme));
  expect(ids(cells.held('held'))).toBe(naive((each) => each.f.state === 'held'));
  const gone = all.filter((rec) => rec.type === 'note' && rec.del).sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(ids(cells.bin())).toBe(ids(gone.filter((rec) => rec.as === undefined)));
  expect(ids(cells.undone())).toBe(ids(gone.filter((rec) => rec.as === 'undone')));
  const made = all.filter((rec) => rec.type === 'theme') as unknown as Theme[];
  expect(ids(cells.list('theme'))).toBe(ids(made.toSorted(byOrder((each) => each.f.order))));
}
