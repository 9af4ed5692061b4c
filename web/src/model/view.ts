// What one viewer may see of a board, as the server tells it.
import { canonical, digest } from './canon.ts';
import type { ViewOp } from './ops.ts';
import type { AnyRec, Fields, Id } from './records.ts';
import { apply, EditError, type Edit } from './text.ts';
import { sparse, textOf } from './values.ts';

/** `shared` is the same for everybody of one audience; `own` shadows it for this viewer alone. */
export type Part = 'shared' | 'own';

/** Says that an op does not fit the view: frames were lost, or one of the two sides is wrong. Ask for a snapshot. */
export class ViewError extends Error {
  override readonly name = 'ViewError';
}

/** A map from record id to record, in two parts: `own[id] ?? shared[id]`. Records are never changed, only replaced. */
export class View {
  #shared = new Map<Id, AnyRec>();
  #own = new Map<Id, AnyRec>();
  #digest: string | undefined;

  get(id: Id): AnyRec | undefined {
    return this.#own.get(id) ?? this.#shared.get(id);
  }

  /** Which part shows record `id`. */
  partOf(id: Id): Part | undefined {
    return this.#own.has(id) ? 'own' : this.#shared.has(id) ? 'shared' : undefined;
  }

  /** The ids of everything that shows, in no order. */
  ids(): Set<Id> {
    return new Set([...this.#shared.keys(), ...this.#own.keys()]);
  }

  /** The records of one part, sorted by id. */
  records(part: Part): AnyRec[] {
    return [...this.#map(part).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Forgets everything and takes these instead. */
  replace(shared: readonly AnyRec[], own: readonly AnyRec[] = []): void {
    this.#shared = new Map(shared.map((rec) => [rec.id, rec]));
    this.#own = new Map(own.map((rec) => [rec.id, rec]));
    this.#digest = undefined;
  }

  /** Takes one op in; throws {@link ViewError} where it does not fit. */
  apply(part: Part, op: ViewOp): void {
    const map = this.#map(part);
    if (part === 'shared') this.#digest = undefined;
    if (op.op === 'put') {
      map.set(op.rec.id, op.rec);
      return;
    }
    if (op.op === 'gone') {
      map.delete(op.id);
      return;
    }
    const rec = map.get(op.id);
    if (rec === undefined) throw new ViewError(`${op.op} on a record that is not in ${part}`);
    map.set(op.id, changed(rec, op));
  }

  /** Replaces the content of a text field, where its record shows: for bases that are known better than the view. */
  patchText(id: Id, field: string, content: string): boolean {
    const part = this.partOf(id);
    const rec = this.get(id);
    if (part === undefined || rec === undefined) return false;
    this.#map(part).set(id, withFields(rec, { [field]: content }));
    if (part === 'shared') this.#digest = undefined;
    return true;
  }

  /** The canonical JSON of one part. */
  canonical(part: Part): string {
    return canonical(this.records(part));
  }

  /** The digest of the shared part, to compare with the server's. */
  digest(): string {
    return (this.#digest ??= digest(this.canonical('shared')));
  }

  /** The digests of both parts. */
  digests(): readonly [shared: string, own: string] {
    return [this.digest(), digest(this.canonical('own'))];
  }

  #map(part: Part): Map<Id, AnyRec> {
    return part === 'shared' ? this.#shared : this.#own;
  }
}

function changed(rec: AnyRec, op: Extract<ViewOp, { op: 'set' | 'text' }>): AnyRec {
  return op.op === 'set' ? withFields(rec, op.f) : withEdit(rec, op.field, op.edit);
}

/** A copy of the record with these fields. */
export function withFields(rec: AnyRec, f: Fields): AnyRec {
  return { ...rec, f: sparse(rec.type, { ...rec.f, ...f }) };
}

/** A copy of the record with a text field edited; throws {@link ViewError} where the edit does not fit. */
export function withEdit(rec: AnyRec, field: string, edit: Edit): AnyRec {
  try {
    return withFields(rec, { [field]: apply(textOf(rec, field), edit) });
  } catch (error) {
    if (error instanceof EditError) throw new ViewError(`edit of ${field} does not fit`, { cause: error });
    throw error;
  }
}
