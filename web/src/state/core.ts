import type { Records } from '../model/board.ts';
import type { Op } from '../model/ops.ts';
import type { Standing } from '../model/policy.ts';
import type { Cells } from './cells.svelte.ts';
import type { Id } from '../model/records.ts';

/** What the parts of a board's state share. Everything is reactive where it is read in a component. */
export interface Core {
  readonly cells: Cells;
  /** The viewer. */
  who(): Standing;
  /** Members with an open connection. */
  readonly here: ReadonlySet<Id>;
  /** The server's time, in milliseconds since 1970 UTC. */
  now(): number;
  /** Does what `make` makes of the records as they show now. */
  act(make: (records: Records) => readonly Op[], undoable?: boolean): void;
}
