import type { Note } from '../../model/records.ts';
import type { Desk } from '../board/desk.svelte.ts';
import { noteKeys } from '../note/keys.ts';
import { announcer } from '../parts/toasts.svelte.ts';
import { s } from './words/words.ts';

/** Puts a note one place up (-1) or down (1) among those that are listed with it, if it may be moved and there is room. */
export function shift(desk: Desk, note: Note, listed: readonly Note[], by: -1 | 1): void {
  const { board } = desk;
  const at = listed.findIndex((each) => each.id === note.id);
  const other = listed[at + by];
  if (!board.can.move(note)) return;
  if (other === undefined) {
    if (at >= 0) announcer.say(s.ends[by < 0 ? 'first' : 'last']);
    return;
  }
  const all = board.notesIn(note.f.place.zone).filter((each) => each.id !== note.id);
  const place = all.findIndex((each) => each.id === other.id) + (by < 0 ? 0 : 1);
  board.moveNote(note.id, { zone: note.f.place.zone, before: all[place]?.id ?? null });
  announcer.say(s.at(at + by + 1, listed.length));
  desk.focus(note.id);
}

/** Goes to the next note of the list, or the one before: across headings, past what is left out. */
function go(card: HTMLElement, to: 'next' | 'before' | 'first' | 'last'): HTMLElement | undefined {
  const cards = [...document.querySelectorAll<HTMLElement>('[data-outline] [data-note] > [role="group"]')];
  if (to === 'first' || to === 'last') return cards.at(to === 'first' ? 0 : -1);
  return cards[cards.indexOf(card) + (to === 'next' ? 1 : -1)];
}

const ways = { ArrowUp: 'before', ArrowDown: 'next', Home: 'first', End: 'last' } as const;

/** What the keyboard does on a note of the list: it goes up and down, Alt moves the note; all else is as on the map. */
export function rowKeys(event: KeyboardEvent, desk: Desk, note: Note, listed: readonly Note[], menu: () => void): void {
  const way = event.key in ways ? ways[event.key as keyof typeof ways] : undefined;
  if (event.target !== event.currentTarget || way === undefined || event.ctrlKey || event.metaKey)
    return noteKeys(event, desk, note, menu);
  const card = event.currentTarget as HTMLElement;
  if (event.altKey) {
    if (way === 'before' || way === 'next') shift(desk, note, listed, way === 'before' ? -1 : 1);
  } else {
    if (event.shiftKey) desk.toggle(note.id);
    const to = go(card, way);
    to?.focus({ preventScroll: true });
    to?.scrollIntoView({ block: 'nearest' });
  }
  event.preventDefault();
  event.stopPropagation();
}
