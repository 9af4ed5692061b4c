// Groups of notes.
import { allOf, isOf, type Records } from '../board.ts';
import type { Op } from '../ops.ts';
import type { Id } from '../records.ts';
import { clean } from '../values.ts';
import { endKey, put } from './keys.ts';

/** Puts notes into a theme, or with '' into none. */
export function group(records: Records, ids: readonly Id[], theme: Id): Op[] {
  return ids
    .map((id) => records.get(id))
    .filter((rec) => isOf(rec, 'note'))
    .flatMap((note): Op[] => (note.f.theme === theme ? [] : [{ op: 'set', id: note.id, f: { theme } }]));
}

/** Makes one theme of two: the notes of `from` join `into` and its name. */
export function mergeThemes(records: Records, from: Id, into: Id): Op[] {
  const [gone, stays] = [records.get(from), records.get(into)];
  if (!isOf(gone, 'theme') || !isOf(stays, 'theme') || from === into) return [];
  const notes = allOf(records, 'note').filter((note) => note.f.theme === from);
  const ids = notes.map((note) => note.id);
  return [...group(records, ids, into), { op: 'del', id: from }];
}

/** Makes a theme of notes. */
export function groupNew(records: Records, id: Id, ids: readonly Id[], name: string): Op[] {
  const order = endKey(allOf(records, 'theme').map((theme) => theme.f.order));
  return [put(id, 'theme', { name: clean('text', name), order }), ...group(records, ids, id)];
}
