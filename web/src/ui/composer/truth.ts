import type { BoardState } from '../../state/board.svelte.ts';
import { called, memberOf } from '../board/names.ts';
import { t } from '../words/words.ts';

/**
 * One line that says who will read the note being written and whether its author shows, and `whose` words a scribe says
 * it is. It is true, or it is empty.
 */
export function truth(board: BoardState, anon: boolean, whose = ''): string {
  const rules = board.phase?.f.rules;
  if (rules === undefined || board.me === null) return '';
  if (rules.see === 'own') return anon ? t.truth.privateAnon : t.truth.private;
  if (anon) return t.truth.anon;
  if (rules.authors === 'hidden') return t.truth.hidden;
  const as = called(memberOf(board, board.me.member));
  return as === '' ? t.truth.unnamed : t.truth.named(whose === '' ? as : t.note.behalf(as, whose));
}
