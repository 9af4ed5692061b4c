import type { BoardState } from '../../state/board.svelte.ts';
import { ApiError, gatherAgain } from '../../state/api.ts';
import { toasts } from '../parts/toasts.svelte.ts';
import { w } from './words/words.ts';

/** Brings a map that is made of other boards up to date with them, and says what changed (B-79). */
export async function gatherNow(board: BoardState): Promise<void> {
  try {
    const { added, changed, gone } = await gatherAgain(board.id);
    const parts = [
      added > 0 ? w.gathered.added(added) : '',
      changed > 0 ? w.gathered.changed(changed) : '',
      gone > 0 ? w.gathered.gone(gone) : '',
    ].filter((part) => part !== '');
    toasts.show(parts.length === 0 ? w.gathered.same : `${parts.join(', ')}.`);
  } catch (error) {
    toasts.show(error instanceof ApiError ? error.message : w.offline);
  }
}
