import type { Id, Member } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';

/** Whose dots are given at this device: one's own, or those of somebody in the room without a device (B-66). */
class Voting {
  #for = $state.raw<{ readonly phase: Id | undefined; readonly member: Id } | null>(null);

  /** Holds for the running phase alone: in the next one nobody means to give somebody else's dots unasked. */
  choose(board: BoardState, member: Id): void {
    this.#for = { phase: board.phase?.id, member };
  }

  /** The person voted for; undefined while people vote for themselves. */
  whose(board: BoardState): Member | undefined {
    const chosen = this.#for?.phase === board.phase?.id ? this.#for?.member : undefined;
    return this.among(board).find((member) => member.id === chosen);
  }

  /** The people without a device that this viewer may vote for in the running phase. */
  among(board: BoardState): readonly Member[] {
    return board.room.deviceless.filter((member) => board.ask.mayFor(member));
  }
}

export const voting = new Voting();
