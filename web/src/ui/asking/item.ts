import type { AnyRec, Id } from '../../model/records.ts';
import { isOf } from '../../model/board.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import type { Desk } from '../board/desk.svelte.ts';
import { said } from '../words/words.ts';

/** What an option of a question is called: a note by its words, a theme by its name or, while it has none, by its notes. */
export function titleOf(board: BoardState, rec: AnyRec | undefined): string {
  if (isOf(rec, 'note')) return rec.f.text;
  if (isOf(rec, 'theme')) {
    const notes = board.notesOf(rec.id).map((note) => note.f.text);
    return rec.f.name.trim() === '' ? notes.slice(0, 3).join(' · ') : rec.f.name;
  }
  if (isOf(rec, 'insight')) return rec.f.statement;
  if (isOf(rec, 'action')) return rec.f.title;
  return isOf(rec, 'zone') ? said(rec.f.title) : '';
}

/** Options as they stand on the board: notes by their zones. */
export function inOrder(board: BoardState, options: readonly AnyRec[]): readonly AnyRec[] {
  if (!options.every((option) => option.type === 'note')) return options;
  const all = new Set(options.map((option) => option.id));
  return board.zones.flatMap((zone) => board.notesIn(zone.id)).filter((note) => all.has(note.id));
}

/** What shows the notes behind an option, or undefined where nothing does. */
export function behind(desk: Desk, id: Id): (() => void) | undefined {
  const { board } = desk;
  const rec = board.get(id);
  if (isOf(rec, 'note')) return () => desk.goTo(rec);
  if (isOf(rec, 'theme')) {
    return () => (desk.behind = { title: titleOf(board, rec), notes: () => board.notesOf(id) });
  }
  if (isOf(rec, 'insight') && board.can.insights) return () => (desk.drawer = { show: 'insight', id });
  return undefined;
}

/** How many answers it takes before a scale or a curve shows anything (B-59). */
export function leastOf(board: BoardState): number {
  return board.info?.f.least ?? 3;
}
