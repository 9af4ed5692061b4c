import { isOf } from '../../model/board.ts';
import type { AnyRec, Note } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { called, memberOf } from '../board/names.ts';
import { within } from '../words/within.ts';
import { t } from '../words/words.ts';

/** Something on the wall: a theme with what is in it, or a note, by whom where that may show. */
export interface Shown {
  readonly title: string;
  readonly notes: readonly { readonly id: string; readonly text: string; readonly side: string; readonly by: string }[];
}

/** Whether everybody may read a note: what its facilitator alone sees (held, waiting, deleted) is not for the wall. */
export function open(board: BoardState, note: Note): boolean {
  return !note.del && note.f.state === 'revealed' && board.phase?.f.rules.see === 'all';
}

/** Whose words a note holds, as the whole room may know it: no more than this step and the note's own promise allow. */
export function author(board: BoardState, note: Note): string {
  const authors = board.phase?.f.rules.authors ?? 'hidden';
  if (note.f.anon || authors === 'hidden' || note.f.signed === 'hidden') return '';
  if (authors === 'pseudonym' || note.f.signed === 'pseudonym')
    return note.f.voice === '' ? '' : t.note.voice(note.f.voice);
  if (note.f.behalf !== '') return called(memberOf(board, note.f.behalf));
  return note.f.whose !== '' ? within(note.f.whose) : called(memberOf(board, note.by));
}

/** What is being walked through, as everybody may see it; undefined while nothing is. */
export function shown(board: BoardState): Shown | undefined {
  const rec: AnyRec | undefined = board.run.spotlight;
  const line = (note: Note) => ({
    id: note.id,
    text: note.f.text,
    side: note.f.side,
    by: author(board, note),
  });
  if (isOf(rec, 'note')) return open(board, rec) ? { title: '', notes: [line(rec)] } : undefined;
  if (!isOf(rec, 'theme') || board.phase?.f.rules.see !== 'all') return undefined;
  const notes = board.notesOf(rec.id).filter((note) => open(board, note));
  return { title: rec.f.name, notes: notes.map(line) };
}
