import { needsReason } from '../../model/intents/insights.ts';
import type { Fields, Id } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { stateWord } from '../insights/states.ts';
import { change } from './edit.ts';

/** Gives actions another state, however it is asked for: by drag, menu, key or for several at once. */
export class Mover {
  readonly #board: BoardState;
  /** A no or a later that waits for its reason. */
  asking = $state.raw<{ readonly ids: readonly Id[]; readonly status: 'declined' | 'parked' } | null>(null);

  constructor(board: BoardState) {
    this.#board = board;
  }

  move(asked: readonly Id[], status: string): void {
    const ids = asked.filter((id) => this.#board.get(id)?.f['status'] !== status);
    if (ids.length === 0) return;
    const unsaid = ids.some((id) => this.#board.get(id)?.f['reason'] === '');
    if (needsReason.has(status) && unsaid) this.asking = { ids, status: status as 'declined' | 'parked' };
    else this.#set(ids, { status });
  }

  /** Says why, and with that does it. */
  because(reason: string, until: string): void {
    if (this.asking === null) return;
    const { ids, status } = this.asking;
    this.asking = null;
    this.#set(ids, { status, reason, ...(until !== '' && { due: until }) });
  }

  #set(ids: readonly Id[], f: Fields): void {
    const status = String(f['status']);
    // What is taken up again has no reason against it any more.
    change(this.#board, ids, needsReason.has(status) ? f : { ...f, reason: '' }, stateWord(status));
  }
}
