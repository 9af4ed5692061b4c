// Rows as ops of one act, so that one undo takes them all back.
import { notesIn, type Records } from '../../model/board.ts';
import { addNote, type NewNote } from '../../model/intents/notes.ts';
import { endKey, room } from '../../model/intents/keys.ts';
import type { Op } from '../../model/ops.ts';
import { n as keys } from '../../model/order.ts';
import type { Id, Role } from '../../model/records.ts';

/** A note to be, and when it was said, if the paste tells. */
export interface Bringing extends NewNote {
  readonly id: Id;
  readonly date: string;
}

/** Writes notes at the ends of their zones, in their order. */
export function addNotes(records: Records, role: Role, notes: readonly Bringing[]): Op[] {
  const ordered = new Map<Id, string>();
  for (const zone of new Set(notes.map((note) => note.zone))) {
    const here = notes.filter((note) => note.zone === zone);
    const last = endKeyOf(records, zone);
    const dealt = room(last, '', here.length, Infinity) ?? keys('', '', here.length);
    for (const [i, { id }] of here.entries()) ordered.set(id, dealt[i] ?? endKey([last]));
  }
  return notes.flatMap((note) =>
    addNote({ get: records.get, all: () => [] }, role, note.id, note).map((op): Op => {
      if (op.op !== 'put') return op;
      const place = { zone: note.zone, order: ordered.get(note.id) ?? '' };
      // What was said another day was not said in the session.
      const source = note.date === '' ? {} : { source: { type: 'other', ref: '', date: note.date } };
      return { ...op, rec: { ...op.rec, f: { ...op.rec.f, place, ...source } } };
    }),
  );
}

function endKeyOf(records: Records, zone: Id): string {
  return notesIn(records, zone).reduce((last, { f }) => (f.place.order > last ? f.place.order : last), '');
}
