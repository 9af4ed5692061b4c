import type { BoardState } from '../../state/board.svelte.ts';
import { called } from '../board/names.ts';
import { t } from '../words/words.ts';

/** Who leads, as others say it: the holder of the baton, or while nobody has it the only facilitator there is. */
export function leader(board: BoardState): string {
  const { holder } = board.run;
  if (holder !== undefined) return called(holder);
  const hosts = board.members.filter((member) => member.f.role === 'facilitator');
  return (hosts.length === 1 && called(hosts[0])) || t.session.host;
}
