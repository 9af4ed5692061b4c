// Changing several actions at once, with one way back.
import { setFields } from '../../model/intents/notes.ts';
import { setAll } from '../../model/intents/insights.ts';
import type { Fields, Id } from '../../model/records.ts';
import { limits } from '../../model/schema.ts';
import { valueOf } from '../../model/values.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { toasts } from '../parts/toasts.svelte.ts';
import { s } from './words/words.ts';

/** Sets the same fields of all of them and says so; one undo sets back what each had. */
export function change(board: BoardState, ids: readonly Id[], f: Fields, done: string): void {
  const before = ids.flatMap((id) => {
    const rec = board.get(id);
    return rec === undefined
      ? []
      : [[id, Object.fromEntries(Object.keys(f).map((name) => [name, valueOf(rec, name)]))] as const];
  });
  for (const part of parts(ids)) board.act((records) => setAll(records, part, f));
  const back = (): void => {
    for (const part of parts(before)) {
      board.act((records) => part.flatMap(([id, was]) => setFields(records, id, was)));
    }
  };
  toasts.show(ids.length === 1 ? done : s.changed(done, ids.length), { label: s.undo, run: back });
}

/** As many at a time as one change may hold. */
function parts<T>(all: readonly T[]): readonly (readonly T[])[] {
  const size = limits.ops;
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}
