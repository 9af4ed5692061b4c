import type { Member } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { called } from '../board/names.ts';
import { toasts } from '../parts/toasts.svelte.ts';
import { t } from '../words/words.ts';
import { s } from './words/words.ts';

/** Lets somebody in who waits. */
export function admit(board: BoardState, member: Member): void {
  board.letIn(member);
  toasts.show(s.list.come(called(member)));
}

/** Does not let somebody in; they may wait again. */
export function turnAway(board: BoardState, member: Member): void {
  board.decline(member.id, true);
  toasts.show(s.list.turned(called(member)), { label: t.undo, run: () => board.decline(member.id, false) });
}

/** What of somebody's shows their name, and a facilitator deletes with them: it tells nothing of whose else is. */
export function writtenBy(board: BoardState, member: Member): readonly string[] {
  return (['note', 'comment'] as const).flatMap((type) =>
    board
      .list(type)
      .filter((rec) => rec.by === member.id && rec.del !== true)
      .map(({ id }) => id),
  );
}
