import type { Records } from '../board.ts';
import { idOf, type Op } from '../ops.ts';
import { preview, type Around, type Author } from '../pending.ts';
import type { AnyRec, Fields, FieldsOf, Id, RecordOf, TypeName } from '../records.ts';
import { full } from '../values.ts';

/** A board in memory that takes every op as it would show before the server answers. */
export class Board implements Records {
  readonly recs = new Map<Id, AnyRec>();
  author: Author = { member: 'me', role: 'facilitator' };
  readonly #around: Around = {
    get: (id) => this.recs.get(id),
    one: (type) => [...this.recs.values()].find((rec) => rec.type === type),
  };

  get(id: Id): AnyRec | undefined {
    const rec = this.recs.get(id);
    return rec && full(rec);
  }

  all(): AnyRec[] {
    return [...this.recs.values()].map(full);
  }

  /** Puts a record there as it is. */
  put(id: Id, type: TypeName, f: Fields = {}, more: Partial<AnyRec> = {}): void {
    this.recs.set(id, { id, type, f, ...more });
  }

  do(ops: readonly Op[]): readonly Op[] {
    for (const op of ops) {
      const rec = preview(this.recs.get(idOf(op)), op, this.author, this.#around);
      if (rec) this.recs.set(idOf(op), rec);
    }
    return ops;
  }

  f(id: Id): Fields {
    return this.get(id)?.f ?? {};
  }
}

/** Rules that let everybody do everything, but for `more`. */
export function rules(more: Partial<FieldsOf<'phase'>['rules']> = {}): FieldsOf<'phase'>['rules'] {
  const all = ['facilitator', 'team', 'client'] as const;
  return { write: all, edit: 'all', move: all, see: 'all', authors: 'named', presence: 'cursors', ...more };
}

/** A record of a type with these fields, the rest by default. */
export function rec<T extends TypeName>(
  type: T,
  f: Partial<FieldsOf<T>> = {},
  more: Partial<AnyRec> = {},
): RecordOf<T> {
  // The schema fills in what is missing.
  return full({ id: type, type, f: f as Fields, ...more }) as unknown as RecordOf<T>;
}
