// The list's headings and what stands below each.
import { groupsOf } from '../sort/groups.ts';
import type { Id, Note, Zone } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import type { Desk } from '../board/desk.svelte.ts';
import { takesNotes } from '../board/layout.ts';
import { kept } from '../parts/kept.ts';
import { said } from '../words/words.ts';
import { s } from './words/words.ts';

/** In which order the notes are listed. */
export type Order = 'map' | 'newest' | 'theme';

/** The order this device was last asked for. */
export function likedOrder(): Order {
  const liked = kept('list');
  return liked === 'newest' || liked === 'theme' ? liked : 'map';
}

/** The notes of a zone among which one goes up and down: those that are shown, where they stand as on the map. */
export function listed(desk: Desk, zone: Id): readonly Note[] {
  if (likedOrder() !== 'map') return [];
  return desk.board.notesIn(zone).filter((note) => desk.dimmed?.(note) !== true);
}

/** What a note is linked with: the other one, and how that is said. */
export interface Linked {
  readonly other: Note;
  readonly says: string;
}

/** A heading and its notes. */
export interface Section {
  readonly id: Id;
  readonly title: string;
  /** 2, or 3 below a heading of a column. */
  readonly level: 2 | 3;
  /** The zone, where the heading is one's. */
  readonly zone?: Zone;
  readonly notes: readonly Note[];
}

/** What is known to be youngest first; what has no time, or none yet, as it stands on the map: own ones first, others last. */
export function byAge(notes: readonly Note[]): readonly Note[] {
  const age = ({ at, by }: Note): number => at ?? (by === undefined ? -Infinity : Infinity);
  return notes.toSorted((a, b) => (age(a) === age(b) ? 0 : age(b) - age(a)));
}

/** The notes of a board under the headings of an order. */
export function sectionsOf(board: BoardState, order: Order): readonly Section[] {
  if (order === 'theme') return themesOf(board);
  return board.zones.flatMap((zone): Section[] => {
    const cell = board.zones.some((each) => each.id === zone.f.column);
    if (cell) return [];
    const below = board.zones.filter((each) => each.f.column === zone.id);
    return [sectionOf(board, zone, 2, order), ...below.map((each) => sectionOf(board, each, 3, order))];
  });
}

function sectionOf(board: BoardState, zone: Zone, level: 2 | 3, order: Order): Section {
  const notes = takesNotes(zone) ? board.notesIn(zone.id) : [];
  return { id: zone.id, title: said(zone.f.title), level, zone, notes: order === 'newest' ? byAge(notes) : notes };
}

function themesOf(board: BoardState): readonly Section[] {
  const notes = board.zones.flatMap((zone) => board.notesIn(zone.id));
  const { free, groups } = groupsOf(board.themes, notes);
  const named = groups.map(({ theme, notes }, at): Section => {
    const title = theme.f.name.trim() || s.unnamed(at + 1);
    return { id: theme.id, title, level: 2, notes };
  });
  return [...named, { id: 'free', title: s.free, level: 2, notes: free }];
}
