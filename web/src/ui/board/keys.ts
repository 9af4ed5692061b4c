import type { Desk } from './desk.svelte.ts';

/** Keys that work anywhere on the board: undo, redo, "n" for a new note, Escape to leave a selection. */
export function boardKeys(event: KeyboardEvent, desk: Desk): void {
  if (event.defaultPrevented) return;
  const on = event.target as HTMLElement;
  const writing = on.closest('input, textarea, select, [contenteditable]') !== null;
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    // A field that others write into, too, has no history of its own; the browser would take back their words.
    if (writing && on.closest('[data-merged]') === null) return;
    if (key === 'y' || (key === 'z' && event.shiftKey)) desk.board.redo();
    else if (key === 'z') desk.board.undo();
    else return;
  } else if (writing || event.altKey || on.closest('dialog, [popover]') !== null) return;
  else if (key === 'n') document.querySelector<HTMLElement>('[data-composer]')?.focus();
  else if (key === 'escape' && desk.selected.size > 0) desk.selected.clear();
  else return;
  event.preventDefault();
}
