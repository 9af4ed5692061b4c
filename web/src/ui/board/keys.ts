import type { Desk } from './desk.svelte.ts';

/** What keys write into, or choose from. A box that is ticked takes none of ours. */
const fields = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';

/**
 * Keys that work anywhere on the board, as ui/keys/keys.ts lists them: undo, redo, a new note, looking for something, the
 * list, help, what people signal in a session, and for who leads the clock and the steps.
 */
export function boardKeys(event: KeyboardEvent, desk: Desk): void {
  if (event.defaultPrevented) return;
  const on = event.target as HTMLElement;
  const writing = on.closest(fields) !== null;
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    // A field that others write into, too, has no history of its own; the browser would take back their words.
    if (writing && on.closest('[data-merged]') === null) return;
    if (key === 'y' || (key === 'z' && event.shiftKey)) desk.board.redo();
    else if (key === 'z') desk.board.undo();
    else return;
  } else if (writing || event.altKey || on.closest('dialog, [popover]') !== null) return;
  else if (key === 'n') document.querySelector<HTMLElement>('[data-composer]')?.focus();
  else if (key === '/') desk.find();
  else if (key === '?') desk.help = true;
  else if (key === 'l') turn(desk, on);
  else if (key === 'escape' && desk.selected.size > 0) desk.selected.clear();
  else if (!selectionKey(key, desk) && !sessionKey(event, key, desk)) return;
  event.preventDefault();
}

/** Shows the list, or the map again, and stands there on the same note. */
function turn(desk: Desk, on: HTMLElement): void {
  // Whoever has just left the composer is on the way to what they wrote.
  const coming = on === document.body && desk.wanted !== null && desk.board.note(desk.wanted) ? desk.wanted : undefined;
  const at =
    on.closest<HTMLElement>('[data-note]')?.dataset['note'] ?? coming ?? (desk.zone && desk.seat(desk.zone.id));
  desk.look(desk.view === 'list' ? 'map' : 'list');
  const next = at ?? desk.board.zones.map((zone) => desk.seat(zone.id)).find((id) => id !== undefined);
  if (next !== undefined) desk.focus(next);
}

/** Does with the notes that are selected what a key does with the one that has the focus (note/keys.ts). */
function selectionKey(key: string, desk: Desk): boolean {
  const [first] = desk.selected;
  if (first === undefined) return false;
  const at = document.getElementById(`note-${first}`)?.getBoundingClientRect() ?? new DOMRect();
  if (key === 'delete' || key === 'backspace') desk.remove([...desk.selected]);
  else if (key === 'm') desk.menu = { note: first, part: 'move', at };
  else if (key === 'g' && desk.maySort) desk.menu = { note: first, part: 'goes', at };
  else return false;
  return true;
}

/** Does what a key means for the session; a key that is held down is one press. */
function sessionKey({ repeat, shiftKey }: KeyboardEvent, key: string, desk: Desk): boolean {
  const { run, room, me } = desk.board;
  const takesPart = me !== null && me.role !== 'viewer' && !run.drives;
  if (repeat) return false;
  if (key === 'a') desk.toggleAgenda();
  else if (key === 'd' && takesPart) room.toggleReady();
  else if (key === 'h' && takesPart) room.toggleHand();
  else if (key === 't' && run.drives && run.left !== null) run[run.paused ? 'resume' : 'pause']();
  else if (key === 'pagedown' && shiftKey && run.drives && run.after) run.go(run.after.id);
  else if (key === 'pageup' && shiftKey && run.drives && run.before) run.go(run.before.id);
  else return false;
  return true;
}
