import type { Ack, Id } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';

/** What contributors have said of an action. */
export interface Acks {
  readonly helped: number;
  readonly notYet: number;
  readonly whys: readonly { readonly says: Ack['f']['says']; readonly why: string }[];
}

/** What has been said of an action, those with a reason why not first. */
export function acksOf(board: BoardState, action: Id): Acks {
  const acks = board.list('ack').filter(({ f }) => f.action === action);
  const helped = acks.filter(({ f }) => f.says === 'helped');
  const notYet = acks.filter(({ f }) => f.says === 'not_yet');
  const whys = [...notYet, ...helped].filter(({ f }) => f.why.trim() !== '');
  return { helped: helped.length, notYet: notYet.length, whys: whys.map(({ f: { says, why } }) => ({ says, why })) };
}
