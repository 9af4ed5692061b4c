import type { Comment } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';

/** The comments of others that call on this viewer, wherever they stand, the first first (B-82). */
export function mentionsOf(board: BoardState): readonly Comment[] {
  const me = board.me?.member ?? '';
  const mine = board.list('comment').filter((each) => each.f.mentions.includes(me) && !board.isMine(each));
  return mine.toSorted((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity) || 0);
}
