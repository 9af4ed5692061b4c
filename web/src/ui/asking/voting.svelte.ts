import type { Id, Member } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';

/** Whose dots are given at this device: one's own, or those of somebody in the room without a device (B-66). */
class Voting {
  #for = $state<Id>('');

  choose(member: Id): void {
    this.#for = member;
  }

  /** The person voted for; undefined while people vote for themselves. */
  whose(board: BoardState): Member | undefined {
    return this.among(board).find((member) => member.id === this.#for);
  }

  /** The people without a device that this viewer may vote for in the running phase. */
  among(board: BoardState): readonly Member[] {
    return board.room.deviceless.filter((member) => board.ask.mayFor(member));
  }
}

export const voting = new Voting();
