import type { Action } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { called, memberOf } from '../board/names.ts';
import { day } from '../words/words.ts';

/** What an action is called in a list. */
export function calledAction(action: Action): string {
  return action.f.title || 'Not yet worded';
}

/** What was decided, in one line: who does it by when, or why not. */
export function decided(board: BoardState, { f }: Action): string {
  if (f.spot) return 'Fixed now';
  if (f.status === 'declined') return `No, because ${f.reason || '…'}`;
  if (f.status === 'parked') return f.due === '' ? 'Parked' : `Parked until ${day(f.due)}`;
  const again = f.status === 'reopened' ? 'Open again: ' : '';
  return `${again}${called(memberOf(board, f.owner)) || 'Nobody yet'}, ${f.due === '' ? 'no date yet' : `by ${day(f.due)}`}`;
}
