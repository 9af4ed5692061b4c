import type { Id } from '../../model/records.ts';
import type { Desk } from './desk.svelte.ts';

/** Tells the others where this person's pointer is in a zone, where the step shows pointers. A finger is none. */
export function point(desk: Desk, zone: Id, event: PointerEvent & { currentTarget: HTMLElement }): void {
  const { board } = desk;
  if (event.pointerType === 'touch' || desk.shy || board.phase?.f.rules.presence !== 'cursors') return;
  const box = event.currentTarget.getBoundingClientRect();
  const part = (at: number, from: number, size: number): number =>
    Math.max(0, Math.min(10000, Math.round(((at - from) / size) * 10000)));
  board.sendPresence({
    // Presence replaces what was said before: whoever writes goes on writing while the mouse moves.
    ...(desk.editing === null ? {} : { note: desk.editing, typing: true }),
    zone,
    x: part(event.clientX, box.left, box.width),
    y: part(event.clientY, box.top, box.height),
  });
}
