import type { Id } from '../../model/records.ts';
import type { Presence } from '../../sync/frames.ts';
import { nameable } from '../here/place.ts';
import type { Desk } from './desk.svelte.ts';

/** How far beside a note a pointer still means it, in px: between two there is a gap. */
const beside = 20;

/** The note that was pointed at last. */
let last: HTMLElement | null = null;

/** Tells the others where this person's pointer is in a zone, where the step shows pointers. A finger is none. */
export function point(desk: Desk, zone: Id, event: PointerEvent & { currentTarget: HTMLElement }): void {
  const { board } = desk;
  if (event.pointerType === 'touch' || desk.shy || board.phase?.f.rules.presence !== 'cursors') return;
  const [x, y] = partsOf(event.currentTarget.getBoundingClientRect(), event);
  board.sendPresence({
    // Presence replaces what was said before: whoever writes goes on writing while the mouse moves.
    ...(desk.editing === null ? {} : { note: desk.editing, typing: true }),
    zone,
    x,
    y,
    ...noteUnder(desk, event),
  });
}

/** Where a point of the window is in a box, 0…10000 both ways. */
function partsOf(box: DOMRect, { clientX, clientY }: MouseEvent): [x: number, y: number] {
  const part = (at: number, from: number, size: number): number =>
    Math.max(0, Math.min(10000, Math.round(((at - from) / size) * 10000)));
  return [part(clientX, box.left, box.width), part(clientY, box.top, box.height)];
}

/** The note under the pointer: in everybody's window it stands elsewhere. Whether it may be told, the server asks again. */
function noteUnder(desk: Desk, event: PointerEvent & { currentTarget: HTMLElement }): Presence {
  const under = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-note]') : null;
  const near = under ?? last;
  last = null;
  if (near === null || !event.currentTarget.contains(near)) return {};
  const box = near.getBoundingClientRect();
  const away = (at: number, from: number, to: number): boolean => at < from - beside || at > to + beside;
  const { clientX: x, clientY: y } = event;
  if (under === null && (away(x, box.left, box.right) || away(y, box.top, box.bottom))) return {};
  last = near;
  const note = desk.board.note(near.dataset['note'] ?? '');
  // Which of one's own the others see with their author, only the server knows.
  if (note === undefined || (!desk.board.isMine(note) && !nameable(desk.board, note))) return {};
  const [u, v] = partsOf(box, event);
  return { over: note.id, u, v };
}
