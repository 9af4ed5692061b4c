// Words that were erased for good leave this device, too.
import type { Op } from './ops.ts';
import { idOf } from './ops.ts';
import type { AnyRec, Id } from './records.ts';

/** Types whose records their author always sees, until they are erased or the author may see nothing any more. */
const held: ReadonlySet<string> = new Set(['note', 'comment', 'topic']);

/** What this page knows of a record that it has changed: its type, if it made it, and whether it gave it a name or a reason. */
export interface Known {
  readonly made?: string;
  readonly named?: boolean;
}

/**
 * Whether the words of a record are gone: a tombstone stands in its place, a name or a reason that this page gave it is, or one
 * that it made is not to be seen any more. `rec` is what the server says of it now.
 */
export function isErased(rec: AnyRec | undefined, { made, named = false }: Known = {}): boolean {
  if (rec === undefined) return made !== undefined && held.has(made);
  switch (rec.type) {
    case 'note':
      return rec.f.state === 'erased';
    case 'member':
      return named && (rec.f.name ?? '') === '';
    case 'verdict':
    case 'ack':
      return named && (rec.f.why ?? '') === '';
    default:
      return false;
  }
}

/** Whether ops touch one of these records. */
export function touches(ops: readonly Op[], ids: ReadonlySet<Id>): boolean {
  return ops.some((op) => ids.has(idOf(op)));
}
