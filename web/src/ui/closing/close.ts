import type { BoardState } from '../../state/board.svelte.ts';

/** The session is at its close: it is read back, its last step runs, or it is over. */
export function closing(board: BoardState): boolean {
  const { phase, phases } = board;
  if (board.session?.f.state === 'closed' || phase?.f.output === 'readback') return true;
  return phase !== undefined && phases.length > 1 && phases.at(-1)?.id === phase.id;
}
