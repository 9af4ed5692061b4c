import type { Id } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { called } from '../board/names.ts';
import { s } from './words/words.ts';

/** Who can own an insight or an action: the team, and nobody yet. */
export function ownersOf(board: BoardState): readonly (readonly [Id, string])[] {
  const team = board.members.filter(({ f }) => f.side === 'team' && f.role !== 'none' && f.role !== 'viewer');
  return [['', s.nobody], ...team.map((member) => [member.id, called(member)] as const)];
}
