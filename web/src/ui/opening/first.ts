import type { Id } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { closing } from '../closing/close.ts';
import { keep, kept } from '../parts/kept.ts';

/** Whether the opening card has been shown on this device. */
export function shown(board: Id): boolean {
  return kept(`about.${board}`) !== null;
}

/** Remembers that it has been. */
export function setShown(board: Id): void {
  keep(`about.${board}`, '1');
}

/** Whether the opening card says something about this board. */
export function telling({ info, members }: BoardState): boolean {
  if (info === undefined) return false;
  const { goal, level, ground, previous } = info.f;
  const watched = members.some((member) => member.f.role === 'viewer');
  return goal !== '' || level !== 'none' || ground.length > 0 || previous !== '' || watched;
}

/** Whether a strip above the map has anything to say (Strips.svelte); it is loaded only then. */
export function strips(board: BoardState): boolean {
  const { info, session } = board;
  if (!board.ready || info === undefined || session === undefined) return false;
  if (info.f.rehearsal || session.f.state !== 'running' || closing(board)) return true;
  return !board.run.facilitates && !shown(board.id);
}
