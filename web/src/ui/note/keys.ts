import type { Id, Note } from '../../model/records.ts';
import { backers, mayBack } from '../backing/backing.ts';
import { talkable } from '../menus/talk.ts';
import type { Desk } from '../board/desk.svelte.ts';
import { allBoxes } from './packing.ts';

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
  // A focus that is left over and not to be seen means no note: then these do what they do on the board.
  const meant = desk.selected.size > 0 ? desk.selected.has(note.id) : card.matches(':focus-visible');
  if (!meant && (event.key === 'f' || event.key === '+' || event.key === '-')) return;
  const arrow = arrows[event.key];
  if (arrow !== undefined && !event.ctrlKey) {
    if (event.shiftKey) desk.toggle(note.id);
    go(desk, neighbour(card, arrow));
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

/** Goes to a note: at once where it is drawn, so that fast keys miss none. */
function go(desk: Desk, id: Id | undefined): void {
  if (id === undefined) return;
  const card = document.getElementById(`note-${id}`);
  if (card === null) desk.focus(id);
  else card.focus();
}

/** The nearest note in a direction, across zones: near along the way counts once, off to the side twice. */
function neighbour(card: HTMLElement, [dx, dy]: readonly [number, number]): Id | undefined {
  const own = card.closest<HTMLElement>('[data-note]')?.dataset['note'];
  const from = centre(card.getBoundingClientRect());
  let best: Id | undefined;
  let least = Infinity;
  for (const [id, box] of boxes()) {
    if (id === own) continue;
    const to = centre(box);
    const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
    const aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
    if (along < 8 || aside > along * 3) continue;
    const far = along + 2 * aside;
    if (far < least) [best, least] = [id, far];
  }
  return best;
}

/** Notes on the page; of lists that draw only what is near, all of theirs. */
function* boxes(): Iterable<readonly [Id, DOMRect]> {
  const seen = new Set<Id>();
  for (const card of document.querySelectorAll<HTMLElement>('[data-note] > [role="group"]')) {
    const id = card.parentElement?.dataset['note'] ?? '';
    seen.add(id);
    yield [id, card.getBoundingClientRect()];
  }
  for (const [id, box] of allBoxes()) if (!seen.has(id)) yield [id, box];
}

function centre(box: DOMRect): { x: number; y: number } {
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}
