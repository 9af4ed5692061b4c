import type { Id } from '../../model/records.ts';
import { moveNotes } from '../../model/intents.ts';
import type { Desk } from '../board/desk.svelte.ts';
import { packingIn } from './packing.ts';

/** How far a mouse goes before it is a drag (px), and how long a finger rests (ms). */
const slop = 5;
const rest = 350;
/** Nearer than this to an edge (px), what lies below scrolls, at most so far a frame. */
const rim = 48;
const pace = 14;

/**
 * A pointer went down on a note: a mouse or pen drags it at once, a finger after a rest, so that it can still scroll.
 * Whatever is selected with the note goes along. Everything this does, the menu does too.
 */
export function press(desk: Desk, note: Id, down: PointerEvent): void {
  const { clientX, clientY, pointerId } = down;
  const touch = down.pointerType === 'touch';
  let ready = !touch;
  let at = { x: clientX, y: clientY };
  let frame = 0;
  const stop = new AbortController();
  const { signal } = stop;
  const timer = touch ? setTimeout(lift, rest) : undefined;

  function lift(): void {
    ready = true;
    follow();
    if (touch) navigator.vibrate?.(10);
    desk.board.sendPresence({ note, drag: true });
  }

  function follow(): void {
    desk.drag = { note, ...at, ...target(at.x, at.y, desk.meant(note)) };
    frame ||= requestAnimationFrame(scroll);
  }

  // While the pointer rests near an edge, what is below it goes on moving.
  function scroll(): void {
    frame = 0;
    if (desk.drag === null || !nudge(at.x, at.y)) return;
    follow();
  }

  function move(event: PointerEvent): void {
    if (event.pointerId !== pointerId) return;
    // The button came up while this was still being loaded.
    if (!touch && event.buttons === 0) return end();
    at = { x: event.clientX, y: event.clientY };
    const far = Math.hypot(at.x - clientX, at.y - clientY) > slop;
    if (!ready) {
      if (far) end();
    } else if (desk.drag !== null) follow();
    else if (far) lift();
  }

  function up(event: PointerEvent): void {
    if (event.pointerId !== pointerId) return;
    const drag = desk.drag;
    const ids = desk.meant(note);
    if (drag !== null) {
      // The click that follows a drop is no click on the note.
      addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener('click', swallow, { capture: true }));
      if (drag.place !== undefined) desk.drop?.(ids, drag.place, drag.onto);
      else if (drag.zone !== null) {
        const { zone, before } = drag;
        if (!stays(desk, ids, zone, before))
          desk.board.act((records) => moveNotes(records, ids, { zone, before }, desk.board.can.move));
        desk.selected.clear();
      }
    }
    end();
  }

  function escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || desk.drag === null) return;
    event.stopPropagation();
    end();
  }

  function end(): void {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    stop.abort();
    if (desk.drag?.note !== note) return;
    desk.drag = null;
    desk.board.sendPresence({});
  }

  addEventListener('pointermove', move, { signal });
  addEventListener('pointerup', up, { signal });
  addEventListener('pointercancel', end, { signal });
  addEventListener('keydown', escape, { signal, capture: true });
}

/** Whether notes stand where they are dropped: one that was put back has not been moved. */
function stays(desk: Desk, ids: readonly Id[], zone: Id, before: Id | null): boolean {
  const here = desk.board.notesIn(zone).map((note) => note.id);
  const others = here.filter((id) => !ids.includes(id));
  const at = before === null ? -1 : others.indexOf(before);
  others.splice(at < 0 ? others.length : at, 0, ...ids);
  return others.length === here.length && others.every((id, i) => id === here[i]);
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Moves on what lies below a point near its edge: the zone's notes, or the map. Whether there was anything to move. */
function nudge(x: number, y: number): boolean {
  const below = document.elementFromPoint(x, y);
  const zone = below?.closest<HTMLElement>('[data-zone], [data-drop]');
  let moved = false;
  for (const list of [zone?.querySelector('[data-scroll]'), below?.closest('[data-map]')]) {
    const box = list?.getBoundingClientRect();
    if (list == null || box === undefined) continue;
    const by = { left: push(x, box.left, box.right), top: push(y, box.top, box.bottom), behavior: 'instant' as const };
    if (by.left === 0 && by.top === 0) continue;
    const was = [list.scrollLeft, list.scrollTop];
    list.scrollBy(by);
    moved ||= list.scrollLeft !== was[0] || list.scrollTop !== was[1];
  }
  return moved;
}

/** How far to go on at this place between two edges: the nearer to one, the faster. */
function push(at: number, from: number, to: number): number {
  if (to - from < 3 * rim) return 0;
  const [start, end] = [from + rim - at, at - (to - rim)];
  return start > 0
    ? -Math.ceil((Math.min(start, rim) / rim) * pace)
    : end > 0
      ? Math.ceil((Math.min(end, rim) / rim) * pace)
      : 0;
}

/**
 * Where a drop at this point would land: the zone below it and the note it goes before (null: at the end), or, while
 * notes are sorted, the place and the note there.
 */
function target(
  x: number,
  y: number,
  moving: readonly Id[],
): { zone: Id | null; before: Id | null; place?: string | undefined; onto?: Id | undefined } {
  const below = document.elementFromPoint(x, y);
  const zone = below?.closest<HTMLElement>('[data-zone], [data-drop]');
  if (zone === undefined || zone === null) return { zone: null, before: null };
  if (zone.dataset['drop'] !== undefined) {
    const onto = below?.closest<HTMLElement>('[data-note]')?.dataset['note'];
    const other = onto === undefined || moving.includes(onto) ? undefined : onto;
    return { zone: null, before: null, place: zone.dataset['drop'], onto: other };
  }
  return { zone: zone.dataset['zone'] ?? null, before: packingIn(zone)?.before(x, y, moving) ?? null };
}
