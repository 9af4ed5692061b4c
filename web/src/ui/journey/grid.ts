// The journey's grid out of its zones: columns in their order, and the cells below them in rows by their title.
import type { Id, Zone } from '../../model/records.ts';

/** A row: what its cells are called and ask. */
export interface Row {
  readonly title: string;
  readonly prompt: string;
}

/** The zones of a journey as they lie. */
export interface Grid {
  readonly columns: readonly Zone[];
  readonly rows: readonly Row[];
  /** Zones that stand in no column. */
  readonly loose: readonly Zone[];
}

/** The rows are those of the first column, then whatever others have besides. */
export function gridOf(zones: readonly Zone[]): Grid {
  const columns = zones.filter((zone) => zone.f.kind === 'column');
  const rows: Row[] = [];
  for (const column of columns) {
    for (const { f } of cellsOf(zones, column.id)) {
      if (!rows.some((row) => row.title === f.title)) rows.push({ title: f.title, prompt: f.prompt });
    }
  }
  const heads = new Set(columns.map((column) => column.id));
  return { columns, rows, loose: zones.filter((zone) => zone.f.kind !== 'column' && !heads.has(zone.f.column)) };
}

/** The cells of a column. */
export function cellsOf(zones: readonly Zone[], column: Id): readonly Zone[] {
  return zones.filter((zone) => zone.f.kind !== 'column' && zone.f.column === column);
}

/** The cell of a column in a row, undefined where it has none. */
export function cellOf(zones: readonly Zone[], column: Id, row: string): Zone | undefined {
  return cellsOf(zones, column).find((zone) => zone.f.title === row);
}

/** The cell to look at in another column: of the same row, else its first. */
export function beside(zones: readonly Zone[], from: Zone | undefined, column: Id): Zone | undefined {
  return (from && cellOf(zones, column, from.f.title)) ?? cellsOf(zones, column)[0];
}

/** Where a column goes that is moved by `step`: before which one (null: to the end), or undefined if it cannot move. */
export function stepTo(columns: readonly Zone[], id: Id, step: -1 | 1): Id | null | undefined {
  const at = columns.findIndex((column) => column.id === id);
  if (at < 0 || at + step < 0 || at + step >= columns.length) return undefined;
  return columns[step < 0 ? at - 1 : at + 2]?.id ?? null;
}
