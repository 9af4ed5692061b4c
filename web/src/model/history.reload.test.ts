// What can be taken back outlives the page: undo after a reload does what it does without one, or nothing.
import { describe, expect, test } from 'vitest';
import { History, MOST_KEPT, PAUSE, type KeptHistory } from './history.ts';
import { idOf, type Op } from './ops.ts';
import { preview } from './pending.ts';
import type { AnyRec, Id } from './records.ts';
import { Random } from './testing/random.ts';
import { pointLength, type Edit } from './text.ts';
import { full, same, textOf } from './values.ts';

const IDS = ['a', 'b', 'c'] as const;

/** One board as two people work on it; one of them has a history. */
class Desk {
  history = new History();
  recs = new Map<Id, AnyRec>();
  now = 0;

  constructor() {
    for (const id of IDS) this.recs.set(id, { id, type: 'note', by: 'me', f: { text: 'felt' } });
  }

  readonly get = (id: Id) => {
    const rec = this.recs.get(id);
    return rec && full(rec);
  };

  do(ops: readonly Op[]): void {
    this.history.did(ops, this.get, this.now);
    this.apply(ops);
  }

  theirs(op: Op, told = true): void {
    this.apply([op]);
    if (told && op.op === 'text') this.history.rebase(op.id, op.field, op.edit);
  }

  undo(): void {
    this.apply(this.history.undo(this.get) ?? []);
  }

  redo(): void {
    this.apply(this.history.redo(this.get) ?? []);
  }

  apply(ops: readonly Op[]): void {
    for (const op of ops) {
      const rec = preview(this.recs.get(idOf(op)), op, { member: 'me' });
      if (rec) this.recs.set(idOf(op), rec);
    }
  }

  /** Another page takes over what this one has kept; meanwhile others do `away`. */
  reload(away: readonly Op[]): void {
    const kept = JSON.parse(JSON.stringify(this.history.keep(this.get))) as KeptHistory;
    for (const op of away) this.theirs(op, false);
    this.history = new History();
    this.history.restore(kept);
    this.history.back(this.get);
  }

  text(id: Id): string {
    return textOf(this.get(id) ?? { f: {} }, 'text');
  }

  get all(): unknown {
    return [...this.recs.values()];
  }
}

/** An act: mine in small letters, theirs in capitals. */
function act(random: Random, desk: Desk, letters: string): Op {
  const id = random.pick(IDS);
  switch (random.below(6)) {
    case 0:
      return { op: 'set', id, f: { emotion: random.below(5) - 2 } };
    case 1:
      return { op: desk.recs.get(id)?.del ? 'res' : 'del', id };
    case 2:
      return { op: 'set', id, f: { kind: random.pick(['quote', 'idea', 'data']) } };
    default: {
      const text = desk.text(id);
      const at = random.below(pointLength(text) + 1);
      const gone = Math.min(random.below(3), pointLength(text) - at);
      const letter = letters[random.below(letters.length)] ?? 'x';
      const edit: Edit = [...(at > 0 ? [at] : []), letter, ...(gone > 0 ? [-gone] : [])];
      return { op: 'text', id, field: 'text', edit };
    }
  }
}

describe.each(Array.from({ length: 60 }, (_, seed) => seed))('seed %i', (seed) => {
  test('with nobody else about, undo after any number of reloads is undo without one', () => {
    const random = new Random(seed);
    const [here, there] = [new Desk(), new Desk()];
    for (let i = 0; i < 80; i++) {
      here.now += random.below(2 * PAUSE);
      there.now = here.now;
      const reloads = random.below(4) === 0;
      if (reloads) there.reload([]);
      // A step that is still being typed ends with the page; so it does here.
      if (reloads) there.now = here.now += 2 * PAUSE;
      const what = random.below(5);
      if (what === 0) for (const desk of [here, there]) desk.undo();
      else if (what === 1) for (const desk of [here, there]) desk.redo();
      else if (what === 2) {
        const op = act(random, here, 'XYZ');
        for (const desk of [here, there]) desk.theirs(op);
      } else {
        const op = act(random, here, 'xyz');
        for (const desk of [here, there]) desk.do([op]);
      }
      expect(there.all).toEqual(here.all);
      expect([there.history.canUndo, there.history.canRedo]).toEqual([here.history.canUndo, here.history.canRedo]);
    }
  });

  test('whatever others did while the page was away, undo takes nothing of theirs back', () => {
    const random = new Random(1000 + seed);
    const desk = new Desk();
    const capitals = (id: Id) => [...desk.text(id)].filter((c) => c >= 'A' && c <= 'Z').length;
    for (let i = 0; i < 80; i++) {
      desk.now += random.below(2 * PAUSE);
      if (random.below(6) === 0) {
        const away = Array.from({ length: random.below(3) }, () => act(random, desk, 'XYZ'));
        const texts = new Map(IDS.map((id) => [id, desk.text(id)]));
        desk.reload(away);
        // Steps on a text that reads otherwise now are dropped.
        for (const id of IDS)
          if (texts.get(id) !== desk.text(id))
            expect(JSON.stringify(desk.history.keep(desk.get))).not.toContain(`"text","id":"${id}"`);
      }
      if (random.below(3) === 0) {
        const before = new Map(IDS.map((id) => [id, { capitals: capitals(id), rec: desk.get(id) }]));
        desk.undo();
        for (const id of IDS) {
          expect(capitals(id)).toBeGreaterThanOrEqual(before.get(id)?.capitals ?? 0);
          // A field changes only from a value that this person has given it.
          const [was, now] = [before.get(id)?.rec?.f['kind'], desk.get(id)?.f['kind']];
          if (!same(was, now)) expect(mine.get(`${id} kind`)).toContain(was);
        }
      } else if (random.below(2) === 0) {
        desk.theirs(act(random, desk, 'XYZ'));
      } else {
        const op = act(random, desk, 'xyz');
        if (op.op === 'set') {
          const key = `${op.id} kind`;
          mine.set(key, [...(mine.get(key) ?? []), op.f['kind']]);
        }
        desk.do([op]);
      }
    }
  });
  const mine = new Map<string, unknown[]>();
});

test('what is done before the server has answered stays in step', () => {
  const desk = new Desk();
  desk.do([{ op: 'text', id: 'a', field: 'text', edit: [4, ' me'] }]);
  const kept = desk.history.keep(desk.get);
  desk.history = new History();
  desk.history.restore(kept);
  desk.now += 2 * PAUSE;
  desk.do([{ op: 'text', id: 'a', field: 'text', edit: [7, '!'] }]);
  desk.history.back(desk.get);
  desk.undo();
  desk.undo();
  expect(desk.text('a')).toBe('felt');
});

test('a step whose text was edited meanwhile is dropped, the others stay', () => {
  const desk = new Desk();
  desk.do([{ op: 'set', id: 'b', f: { emotion: 1 } }]);
  desk.do([{ op: 'text', id: 'a', field: 'text', edit: [4, ' me'] }]);
  desk.reload([{ op: 'text', id: 'a', field: 'text', edit: ['X'] }]);
  desk.undo();
  expect([desk.text('a'), desk.get('b')?.f['emotion']]).toEqual(['Xfelt me', null]);
});

test('a step of which nobody knows what it was made on is dropped', () => {
  const desk = new Desk();
  desk.do([{ op: 'text', id: 'a', field: 'text', edit: [4, ' me'] }]);
  const { undo, redo } = desk.history.keep(desk.get);
  desk.history = new History();
  desk.history.restore({ undo, redo, texts: {} });
  desk.history.back(desk.get);
  expect(desk.history.canUndo).toBe(false);
});

test('what is kept is bounded: the newest steps', () => {
  const desk = new Desk();
  for (let i = 0; i < 300; i++) desk.do([{ op: 'set', id: 'a', f: { text: `${i}`.padEnd(20_000, '.') } }]);
  const kept = desk.history.keep(desk.get);
  expect(JSON.stringify(kept).length).toBeLessThan(1.2 * MOST_KEPT);
  expect(kept.undo.length).toBeGreaterThan(10);
  desk.reload([]);
  desk.undo();
  expect(desk.text('a').startsWith('298')).toBe(true);
});
