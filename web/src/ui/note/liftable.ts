import type { Attachment } from 'svelte/attachments';
import type { Note } from '../../model/records.ts';
import type { Desk } from '../board/desk.svelte.ts';

/** Lets a note be dragged. How that goes is loaded when somebody first tries; menus and keys do all of it, too. */
export function liftable(desk: Desk, note: Note): Attachment<HTMLElement> {
  return (card) => {
    const down = (event: PointerEvent): void => {
      if (event.button !== 0 || !event.isPrimary || desk.editing === note.id || !desk.board.can.move(note)) return;
      if (event.target instanceof Element && event.target.closest('button, textarea') !== null) return;
      void import('./drag.ts').then(({ press }) => press(desk, note.id, event));
    };
    // A finger that has lifted the note must not scroll the page.
    const still = (event: TouchEvent): void => {
      if (desk.drag !== null) event.preventDefault();
    };
    card.addEventListener('pointerdown', down);
    card.addEventListener('touchmove', still, { passive: false });
    return () => {
      card.removeEventListener('pointerdown', down);
      card.removeEventListener('touchmove', still);
    };
  };
}
