import type { Member } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { called } from '../board/names.ts';
import { toasts } from '../parts/toasts.svelte.ts';
import { t } from '../words/words.ts';
import { s } from './words/words.ts';

/** The greater role that somebody asks for who is on the board already; undefined of who waits outside. */
export function more({ f }: Member): 'client' | 'team' | undefined {
  return f.role !== 'none' && (f.waits === 'client' || f.waits === 'team') ? f.waits : undefined;
}

/** What who waits is called: they have no pseudonym yet. */
export function nameAtDoor(member: Member): string {
  return called(member) || s.list.somebody;
}

/** Lets somebody in who waits, or gives them the role they ask for. */
export function admit(board: BoardState, member: Member): void {
  const [name, asked] = [nameAtDoor(member), more(member)];
  board.letIn(member);
  toasts.show(asked === undefined ? s.list.come(name) : s.list.allowed[asked](name));
}

/** Does not let somebody in, or leaves them as they are; they may wait again. */
export function turnAway(board: BoardState, member: Member): void {
  board.decline(member.id, true);
  const name = nameAtDoor(member);
  toasts.show(more(member) === undefined ? s.list.turned(name) : s.list.stays(name), {
    label: t.undo,
    run: () => board.decline(member.id, false),
  });
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
