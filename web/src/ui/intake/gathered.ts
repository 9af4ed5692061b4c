import type { BoardState } from '../../state/board.svelte.ts';
import { ApiError, gatherAgain } from '../../state/api.ts';
import { toasts } from '../parts/toasts.svelte.ts';
import { notes, offline } from './words.ts';

/** Brings a map that is made of other boards up to date with them, and says what changed (B-79). */
export async function gatherNow(board: BoardState): Promise<void> {
  try {
    const { added, changed, gone } = await gatherAgain(board.id);
    const parts = [
      added > 0 ? `${notes(added)} new` : '',
      changed > 0 ? `${notes(changed)} changed` : '',
      gone > 0 ? `${notes(gone)} gone` : '',
    ].filter((part) => part !== '');
    toasts.show(parts.length === 0 ? 'Nothing has changed on the boards it is made of.' : `${parts.join(', ')}.`);
  } catch (error) {
    toasts.show(error instanceof ApiError ? error.message : offline);
  }
}
