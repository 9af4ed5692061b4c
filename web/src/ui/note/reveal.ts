import type { BoardState } from '../../state/board.svelte.ts';

/** How long what a reveal brings comes into view, in milliseconds: notes that are drawn later simply stand there. */
const soft = 600;

/** Knows when a board has just gone from hidden to shown notes, so that those that come then come softly. */
class Revealing {
  #hidden = new WeakMap<BoardState, boolean>();
  #at = -Infinity;

  /** Takes in what the running phase shows; called whenever that may have changed, before notes are drawn. */
  watch(board: BoardState): void {
    const hides = board.phase?.f.rules.see === 'own';
    if (this.#hidden.get(board) === true && !hides) this.#at = performance.now();
    this.#hidden.set(board, hides);
  }

  /** Whether a note that is drawn now comes with a reveal. */
  now(board: BoardState): boolean {
    this.watch(board);
    return performance.now() - this.#at < soft;
  }
}

export const revealing = new Revealing();
