import type { Attachment } from 'svelte/attachments';
import type { Id, Note } from '../../model/records.ts';
import type { Desk } from '../board/desk.svelte.ts';

/** How far a mouse goes before it is a drag (px), and how long a finger rests (ms). */
const slop = 5;
const rest = 350;
/** Nearer than this to a zone's edge (px), the zone scrolls. */
const rim = 40;
/** Half the gap between notes (px): a drop between two belongs to one of them. */
const gap = 6;

/**
 * Lets a note be dragged: at once with a mouse or pen, after a rest with a finger, so that a finger can still scroll.
 * Whatever is selected with the note goes along. Everything this does, the menu does too.
 */
export function draggable(desk: Desk, note: Note): Attachment<HTMLElement> {
  return (card) => {
    let start: { x: number; y: number; id: number; ready: boolean } | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const down = (event: PointerEvent): void => {
      if (event.button !== 0 || !event.isPrimary || desk.editing === note.id || !desk.board.can.move(note)) return;
      if (event.target instanceof Element && event.target.closest('button, textarea') !== null) return;
      const touch = event.pointerType === 'touch';
      start = { x: event.clientX, y: event.clientY, id: event.pointerId, ready: !touch };
      if (touch) {
        timer = setTimeout(() => {
          if (start === null) return;
          start.ready = true;
          lift(event.clientX, event.clientY);
          navigator.vibrate?.(10);
        }, rest);
      }
      addEventListener('pointermove', move);
      addEventListener('pointerup', up);
      addEventListener('pointercancel', cancel);
      addEventListener('keydown', escape, true);
    };

    const move = (event: PointerEvent): void => {
      if (start === null || event.pointerId !== start.id) return;
      const far = Math.hypot(event.clientX - start.x, event.clientY - start.y);
      if (!start.ready) {
        if (far > slop) end();
      } else if (desk.drag !== null || far > slop) lift(event.clientX, event.clientY);
    };

    const lift = (x: number, y: number): void => {
      desk.drag = { note: note.id, x, y, ...target(x, y, desk.meant(note.id)) };
      desk.board.sendPresence({ note: note.id, drag: true });
    };

    const up = (): void => {
      const drag = desk.drag;
      end();
      if (drag === null) return;
      // The click that follows a drop is no click on the note.
      addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener('click', swallow, { capture: true }));
      const ids = desk.meant(note.id);
      if (drag.place !== undefined) return desk.drop?.(ids, drag.place, drag.onto);
      if (drag.zone === null) return;
      if (ids.length > 1) desk.board.moveNotes(ids, drag.zone);
      else desk.board.moveNote(note.id, { zone: drag.zone, before: drag.before });
      desk.selected.clear();
    };

    const escape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && desk.drag !== null) {
        event.stopPropagation();
        end();
      }
    };

    // A finger that has lifted the note must not scroll the page.
    const still = (event: TouchEvent): void => {
      if (desk.drag !== null) event.preventDefault();
    };

    const cancel = (): void => end();
    const end = (): void => {
      clearTimeout(timer);
      start = null;
      if (desk.drag?.note === note.id) {
        desk.drag = null;
        desk.board.sendPresence({});
      }
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', up);
      removeEventListener('pointercancel', cancel);
      removeEventListener('keydown', escape, true);
    };

    card.addEventListener('pointerdown', down);
    card.addEventListener('touchmove', still, { passive: false });
    return () => {
      end();
      card.removeEventListener('pointerdown', down);
      card.removeEventListener('touchmove', still);
    };
  };
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
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
  // Near an edge the zone's notes move on below the pointer, or the map where zones grow instead.
  for (const list of [zone.querySelector('[data-scroll]'), zone.closest('[data-map]')]) {
    const box = list?.getBoundingClientRect();
    if (box === undefined) continue;
    if (y < box.top + rim) list?.scrollBy(0, -12);
    else if (y > box.bottom - rim) list?.scrollBy(0, 12);
    if (x > box.right - rim) list?.scrollBy(12, 0);
    else if (x < box.left + rim) list?.scrollBy(-12, 0);
  }
  if (zone.dataset['drop'] !== undefined) {
    const onto = below?.closest<HTMLElement>('[data-note]')?.dataset['note'];
    const other = onto === undefined || moving.includes(onto) ? undefined : onto;
    return { zone: null, before: null, place: zone.dataset['drop'], onto: other };
  }
  const cards = [...zone.querySelectorAll<HTMLElement>('[data-note]')].filter(
    (card) => !moving.includes(card.dataset['note'] ?? ''),
  );
  for (const [i, card] of cards.entries()) {
    const box = card.getBoundingClientRect();
    const over = x > box.left - gap && x < box.right + gap && y > box.top - gap && y < box.bottom + gap;
    if (!over) continue;
    const before = x < box.left + box.width / 2 ? card : cards[i + 1];
    return { zone: zone.dataset['zone'] ?? null, before: before?.dataset['note'] ?? null };
  }
  return { zone: zone.dataset['zone'] ?? null, before: null };
}
