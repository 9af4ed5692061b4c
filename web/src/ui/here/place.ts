import type { Id, Note } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import type { Part } from '../canvas/camera.svelte.ts';

/**
 * Whether presence may name a note: everybody sees it, with its author. The server asks the same; what it will not
 * tell is not sent. One's own notes are left out: which of them others may see with their author, this page does not know.
 */
export function nameable(board: BoardState, note: Note | undefined): boolean {
  if (note?.by === undefined || note.f.state !== 'revealed' || board.isMine(note) || note.f.anon) return false;
  const rules = board.phase?.f.rules;
  return rules?.see === 'all' && rules.authors === 'named';
}

/** The place that an element stands for: its note, where that may be named, or else its zone. */
export function placeOf(board: BoardState, element: Element | null | undefined): Id | undefined {
  const note = element?.closest<HTMLElement>('[data-note]')?.dataset['note'];
  if (note !== undefined && nameable(board, board.note(note))) return note;
  return element?.closest<HTMLElement>('[data-zone]')?.dataset['zone'] ?? board.note(note ?? '')?.f.place.zone;
}

/** Above and below the middle that a note may lie, in pixels: between two there is a gap. */
const about: readonly number[] = [0, -40, 40, -80, 80];

/** The place near the middle of a box on the screen. */
export function middleOf(board: BoardState, { left, top, width, height }: DOMRect): Id | undefined {
  const at = (dy: number): Element | null => document.elementFromPoint(left + width / 2, top + height / 2 + dy);
  for (const dy of about) {
    const place = placeOf(board, at(dy));
    if (place !== undefined && board.note(place) !== undefined) return place;
  }
  return placeOf(board, at(0));
}

/** Where somebody else is, as far as it is told: a zone, and perhaps a note in it. */
export interface Place {
  readonly zone: Id;
  readonly note: Id;
  /** How much of the map they see, where theirs is zoomed. */
  readonly view?: Part;
}

function placeIn(board: BoardState, id: Id | undefined): Place | null {
  const note = board.note(id ?? '');
  if (note !== undefined) return { zone: note.f.place.zone, note: note.id };
  const zone = board.zones.find((each) => each.id === id);
  return zone === undefined ? null : { zone: zone.id, note: '' };
}

/** Where a member is: at the note they write in or carry, at what they have in view, or where they point. */
export function whereIs(board: BoardState, member: Id): Place | null {
  const seen = board.presence.get(member);
  if (seen === undefined) return null;
  const at = placeIn(board, seen.at);
  if (at !== null && seen.view !== undefined) return { ...at, view: seen.view };
  for (const id of [seen.note, seen.at]) {
    const found = placeIn(board, id);
    if (found !== null && found.note !== '') return found;
  }
  const zone = [seen.at, seen.zone].find((id) => board.zones.some((each) => each.id === id));
  return zone === undefined ? null : { zone, note: '' };
}
