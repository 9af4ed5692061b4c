import { isEvidence } from '../../model/strength.ts';
import type { Zone } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { s } from './words/words.ts';

/** What is missing in a zone, as a sentence; '' for a zone that is not asked of customers: ideas, promises. */
export function gapIn(zone: Zone): string {
  return s.gaps[zone.f.title.trim().toLowerCase()] ?? '';
}

/** The zones in which no customer has said anything, while somewhere on the map somebody has written. */
export function gapsOf(board: BoardState): readonly Zone[] {
  if (board.phase?.f.rules.see !== 'all') return [];
  const zones = board.zones.filter((zone) => gapIn(zone) !== '');
  if (zones.every((zone) => board.notesIn(zone.id).length === 0)) return [];
  return zones.filter((zone) => !board.notesIn(zone.id).some(isEvidence));
}
