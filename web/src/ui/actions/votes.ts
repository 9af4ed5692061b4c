import type { Action, Id, Result } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { themesOf } from '../insights/themes.ts';
import { s } from './words/words.ts';

/** What customers and the team voted for, apart: the two never add up to one number. */
export interface Votes {
  /** null where a side is too few to be shown alone. */
  readonly customers: number | null;
  readonly team: number | null;
  /** All dots, where the sides cannot be told apart. */
  readonly all: number;
}

/**
 * The dots behind an action: its own, or those of the insights or else the themes it answers, by the newest vote that had
 * them among its items. Undefined where nobody voted on any of them.
 */
export function votesOf(board: BoardState, action: Action): Votes | undefined {
  const asked: readonly ReadonlySet<Id>[] = [new Set([action.id]), new Set(action.f.insights), themesOf(board, action)];
  const votes = board.phases.filter(({ f }) => f.ask.kind === 'dots' && f.results.length > 0);
  for (const phase of votes.toReversed()) {
    for (const items of asked) {
      const rows = phase.f.results.filter((row) => items.has(row.item));
      if (rows.length > 0) return summed(rows);
    }
  }
  return undefined;
}

function summed(rows: readonly Result[]): Votes {
  const of = (side: 'customers' | 'team'): number | null =>
    rows.some((row) => row[side] === null) ? null : rows.reduce((sum, row) => sum + (row[side] ?? 0), 0);
  return { customers: of('customers'), team: of('team'), all: rows.reduce((sum, row) => sum + row.sum, 0) };
}

/** Votes in words; the sides apart. */
export function votesIn({ customers, team, all }: Votes): string {
  const { dots } = s.votes;
  if (customers === null && team === null) return dots(all);
  const parts = [];
  if (customers !== null) parts.push(s.votes.customers(dots(customers)));
  if (team !== null) parts.push(s.votes.team(dots(team)));
  return parts.join(' · ');
}
