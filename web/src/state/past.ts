// The HTTP API of a board's history, of what was deleted lately, and of its duplicates.
import type { ViewOp } from '../model/ops.ts';
import type { Id } from '../model/records.ts';
import { call, path } from './api.ts';

/** One step of a history. Who did it, and when (milliseconds since 1970 UTC), is missing where it is not told. */
export interface PastStep {
  readonly t?: number;
  readonly by?: Id;
  readonly ops: readonly ViewOp[];
}

/** A history: the moment it begins with, and its steps. */
export interface Told {
  /** There was more before the start. */
  readonly earlier: boolean;
  readonly start: readonly ViewOp[];
  readonly steps: readonly PastStep[];
}

export function history(board: Id): Promise<Told> {
  return call('GET', `${path(board)}/history`);
}

/** A note in the bin. When (milliseconds since 1970 UTC) and by whom it was deleted is missing where that is not told. */
export interface Binned {
  readonly id: Id;
  readonly t?: number;
  readonly by?: Id;
  /** It comes back with all that went in the last ten minutes. */
  readonly lately?: boolean;
}

/** The notes in one's bin, those deleted last first; for the team and facilitators. */
export async function deleted(board: Id): Promise<readonly Binned[]> {
  return (await call<{ readonly notes: readonly Binned[] }>('GET', `${path(board)}/deleted`)).notes;
}

export function duplicate(board: Id, title: string, notes: boolean): Promise<{ readonly id: Id }> {
  return call('POST', `${path(board)}/duplicate`, { title, notes });
}
