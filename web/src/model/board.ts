// Questions about the records of a board, answered the same way wherever they are asked.
import type { AnyRec, Id, Note, RecordOf, TypeName } from './records.ts';

/** Where intents and lists read records: what shows now, deletions included, defaults filled in. */
export interface Records {
  get(id: Id): AnyRec | undefined;
  all(): Iterable<AnyRec>;
}

/** Whether a record is of a type; its fields are then those of the schema, as the server promises. */
export function isOf<T extends TypeName>(rec: AnyRec | undefined, type: T): rec is RecordOf<T> & AnyRec {
  return rec?.type === type;
}

/** All records of a type, deleted ones left out, in no order. */
export function allOf<T extends TypeName>(records: Records, type: T): RecordOf<T>[] {
  const found: RecordOf<T>[] = [];
  for (const rec of records.all()) if (isOf(rec, type) && !rec.del) found.push(rec);
  return found;
}

/** Sorts by order key and then by id; "" comes last. */
export function byOrder<R extends { readonly id: Id }>(order: (rec: R) => string): (a: R, b: R) => number {
  return (a, b) => {
    const [x, y] = [order(a) || '~', order(b) || '~'];
    if (x !== y) return x < y ? -1 : 1;
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  };
}

export const noteOrder = byOrder<Note>((note) => note.f.place.order);

/** The notes of a zone as they stand on the board. */
export function notesIn(records: Records, zone: Id): Note[] {
  return allOf(records, 'note')
    .filter((note) => note.f.place.zone === zone)
    .sort(noteOrder);
}
