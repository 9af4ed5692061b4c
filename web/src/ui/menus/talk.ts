import type { Id } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';

/** Whether there is anything to read or to say in the comments on a record. */
export function talkable(board: BoardState, on: Id): boolean {
  if (board.phase?.f.rules.see !== 'all') return false;
  return board.can.comment || board.room.comments(on).length > 0;
}
