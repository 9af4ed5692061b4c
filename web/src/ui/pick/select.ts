import type { Id, Note } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import type { Desk } from '../board/desk.svelte.ts';
import { called, memberOf } from '../board/names.ts';
import { t } from '../words/words.ts';

/** Whose note it is, as far as this step shows it; null where it does not. */
export function personOf(board: BoardState, note: Note): { readonly key: string; readonly name: string } | null {
  const { anon, behalf, whose, voice } = note.f;
  if (anon) return null;
  if (behalf === '' && whose !== '') return { key: `of ${whose}`, name: whose };
  const member = memberOf(board, behalf !== '' ? behalf : note.by);
  if (member !== undefined && called(member) !== '') return { key: member.id, name: called(member) };
  return voice === '' ? null : { key: `under ${voice}`, name: t.note.voice(voice) };
}

/** The notes one sees: on a phone those of the zone that is shown; what a search leaves pale is not meant. */
export function seen(desk: Desk): readonly Note[] {
  const { board, zone } = desk;
  const zones = desk.phone && desk.view === 'map' && zone !== undefined ? [zone] : board.zones;
  return zones.flatMap(({ id }) => board.notesIn(id)).filter((note) => desk.dimmed?.(note) !== true);
}

/** Selects these notes and no others. */
export function select(desk: Desk, notes: readonly Note[]): void {
  const ids = new Set<Id>(notes.map(({ id }) => id));
  for (const id of [...desk.selected]) if (!ids.has(id)) desk.selected.delete(id);
  for (const id of ids) desk.selected.add(id);
}
