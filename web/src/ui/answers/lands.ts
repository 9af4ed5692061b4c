import type { BoardState } from '../../state/board.svelte.ts';

/** Whether there are words of the viewer's own on the board. */
export function spoke(board: BoardState): boolean {
  return board.list('note').some((note) => note.f.behalf === board.me?.member || board.isMine(note));
}

/** Whether who comes back is shown what became of their words before the board: the session is over. */
export function lands(board: BoardState): boolean {
  return board.session?.f.state === 'closed' && board.me?.role === 'client' && spoke(board);
}
