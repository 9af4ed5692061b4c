import type { BoardState } from '../../state/board.svelte.ts';

/** The session comes to its close: it has been read back or is being, its last step runs, or it is over. */
export function closing(board: BoardState): boolean {
  const { phase, phases } = board;
  if (board.session?.f.state === 'closed') return true;
  if (phase === undefined) return false;
  const at = phases.findIndex((each) => each.id === phase.id);
  const back = phases.findIndex((each) => each.f.output === 'readback');
  return at >= (back < 0 ? Math.max(phases.length - 1, 1) : back);
}
