import type { Note } from '../../model/records.ts';
import { backers, mayBack } from '../backing/backing.ts';
import { talkable } from '../menus/talk.ts';
import type { Desk } from '../board/desk.svelte.ts';

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What the keyboard does on a note that has the focus. Keys with a modifier are left to the board and the browser. */
export function noteKeys(event: KeyboardEvent, desk: Desk, note: Note, openMenu: () => void): void {
  if (event.target !== event.currentTarget || event.altKey || event.metaKey) return;
  const { board } = desk;
  const card = event.currentTarget as HTMLElement;
  const at = card.getBoundingClientRect();
  const arrow = arrows[event.key];
  if (arrow !== undefined && !event.ctrlKey) {
    if (event.shiftKey) desk.toggle(note.id);
    neighbour(card, arrow)?.focus();
  } else if (event.key === 'F10' && event.shiftKey) openMenu();
  else if (event.ctrlKey) return;
  else if (event.key === 'Enter' || event.key === 'e') {
    desk.edit(note);
  } else if (event.key === 'm') {
    if (board.can.move(note)) desk.menu = { note: note.id, part: 'move', at };
  } else if (event.key === 'g') {
    if (desk.maySort && board.can.move(note)) desk.menu = { note: note.id, part: 'goes', at };
  } else if (event.key === 'c') {
    if (talkable(board, note.id)) desk.commenting = note.id;
  } else if (event.key === '+' || event.key === '-') {
    // The dots stand at the note; its buttons know what may be given.
    const [less, more] = card.querySelectorAll<HTMLElement>('[data-dots] button');
    (event.key === '+' ? more : less)?.click();
  } else if (event.key === '.' || event.key === 'ContextMenu') openMenu();
  else if (event.key === ' ') {
    desk.toggle(note.id);
  } else if (event.key === 'f') {
    if (board.can.felt(note)) board.toggleFelt(note.id);
  } else if (event.key === 'b') {
    if (mayBack(board, note) || backers(board, note).length > 0) desk.backing = note.id;
  } else if (event.key === 'Delete' || event.key === 'Backspace') desk.remove(desk.meant(note.id));
  else if (event.key === 'Escape' && desk.selected.size > 0) desk.selected.clear();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** The nearest note in a direction, across zones: near along the way counts once, off to the side twice. */
function neighbour(card: HTMLElement, [dx, dy]: readonly [number, number]): HTMLElement | undefined {
  const from = centre(card);
  let best: HTMLElement | undefined;
  let least = Infinity;
  for (const other of document.querySelectorAll<HTMLElement>('[data-note] > [role="group"]')) {
    if (other === card) continue;
    const to = centre(other);
    const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
    const aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
    if (along < 8 || aside > along * 3) continue;
    const far = along + 2 * aside;
    if (far < least) [best, least] = [other, far];
  }
  return best;
}

function centre(element: HTMLElement): { x: number; y: number } {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}
