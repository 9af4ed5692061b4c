import type { Action, Insight } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { called, memberOf } from '../board/names.ts';
import { day } from '../words/words.ts';
import { s } from './words/words.ts';

/** What an action is called in a list. */
export function calledAction(action: Action): string {
  return action.f.title || s.unworded;
}

/** What an insight is called. */
export function calledInsight(insight: Insight): string {
  return insight.f.statement.trim() || s.unworded;
}

/** States that are said in a list: who has promised something says so with a name and a day. */
const { in_progress, done, verified, reopened } = s.decided;
const said: ReadonlyMap<string, string> = new Map(Object.entries({ in_progress, done, verified, reopened }));

/** What was decided, in one line: how far it is, and who does it by when, or why not. */
export function decided(board: BoardState, action: Action): string {
  const { f } = action;
  if (f.spot) return s.decided.fixed;
  if (f.status === 'declined') return s.decided.no(f.reason || '…');
  if (f.status === 'parked') return f.due === '' ? s.decided.parked : s.decided.parkedUntil(day(f.due));
  return [said.get(f.status) ?? '', promised(board, action)].filter(Boolean).join(' · ');
}

/** Who does it, and by when. */
export function promised(board: BoardState, { f }: Action): string {
  return s.decided.promised(called(memberOf(board, f.owner)) || s.nobody, f.due === '' ? '' : day(f.due));
}
