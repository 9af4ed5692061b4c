import type { Action } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { called, memberOf } from '../board/names.ts';
import { day } from '../words/words.ts';

/** What an action is called in a list. */
export function calledAction(action: Action): string {
  return action.f.title || 'Not yet worded';
}

/** States that are said in a list: who has promised something says so with a name and a day. */
const said: ReadonlyMap<string, string> = new Map([
  ['in_progress', 'In progress'],
  ['done', 'Done'],
  ['verified', 'Verified'],
  ['reopened', 'Open again'],
]);

/** What was decided, in one line: how far it is, and who does it by when, or why not. */
export function decided(board: BoardState, action: Action): string {
  const { f } = action;
  if (f.spot) return 'Fixed now';
  if (f.status === 'declined') return `No, because ${f.reason || '…'}`;
  if (f.status === 'parked') return f.due === '' ? 'Parked' : `Parked until ${day(f.due)}`;
  return [said.get(f.status) ?? '', promised(board, action)].filter(Boolean).join(' · ');
}

/** Who does it, and by when. */
export function promised(board: BoardState, { f }: Action): string {
  return `${called(memberOf(board, f.owner)) || 'Nobody yet'}, ${f.due === '' ? 'no date yet' : `by ${day(f.due)}`}`;
}
