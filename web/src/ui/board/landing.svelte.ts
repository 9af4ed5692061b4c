import { untrack } from 'svelte';
import type { Desk } from './desk.svelte.ts';

/** Leads to what the address names, once the board is there: #note-…, #insight-… or #action-…, as exports link them. */
export function landing(desk: Desk): void {
  let done = false;
  $effect(() => {
    if (done || !desk.board.ready || desk.board.me === null) return;
    done = true;
    const found = /^#(note|insight|action)-([0-9a-f-]{36})$/.exec(location.hash);
    if (found === null) return;
    const [, kind, id = ''] = found;
    untrack(() => {
      const note = desk.board.note(id);
      if (kind === 'note' && note) desk.goTo(note);
      else if (kind !== 'note' && desk.board.get(id) !== undefined && desk.board.can.insights) {
        desk.drawer = { show: kind === 'insight' ? 'insight' : 'action', id };
      }
    });
  });
}
