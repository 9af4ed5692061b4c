import type { Attachment } from 'svelte/attachments';
import type { Note } from '../../model/records.ts';
import type { Desk } from '../board/desk.svelte.ts';

/** How far a mouse goes before it is a drag (px), and how long a finger rests (ms), as elsewhere (note/drag.ts). */
const slop = 5;
const rest = 350;

/** What a carried note tells on its way. */
interface Way {
  readonly may: () => boolean;
  /** It is over this point of the screen; null: it is not carried any more. */
  readonly over: (at: { readonly x: number; readonly y: number } | null) => void;
  readonly drop: (at: { readonly x: number; readonly y: number }) => void;
}

/** Lets a note be carried over the plane: at once with a mouse, after a rest with a finger. Escape puts it back. */
export function carried(desk: Desk, note: Note, way: Way): Attachment<HTMLElement> {
  return (card) => {
    let from: { x: number; y: number; id: number; ready: boolean } | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const down = (event: PointerEvent): void => {
      if (event.button !== 0 || !event.isPrimary || !way.may()) return;
      const finger = event.pointerType === 'touch';
      from = { x: event.clientX, y: event.clientY, id: event.pointerId, ready: !finger };
      if (finger) {
        timer = setTimeout(() => {
          if (from === null) return;
          from.ready = true;
          lift(event.clientX, event.clientY);
        }, rest);
      }
      addEventListener('pointermove', move);
      addEventListener('pointerup', up);
      addEventListener('pointercancel', end);
      addEventListener('keydown', escape, true);
    };

    const move = (event: PointerEvent): void => {
      if (from === null || event.pointerId !== from.id) return;
      const far = Math.hypot(event.clientX - from.x, event.clientY - from.y);
      if (!from.ready) {
        if (far > slop) end();
      } else if (desk.drag !== null || far > slop) lift(event.clientX, event.clientY);
    };

    const lift = (x: number, y: number): void => {
      desk.drag = { note: note.id, x, y, zone: null, before: null };
      way.over({ x, y });
    };

    const up = (): void => {
      const drag = desk.drag;
      end();
      if (drag === null) return;
      // The click that follows a drop is no click on the note.
      addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener('click', swallow, { capture: true }));
      way.drop(drag);
    };

    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || desk.drag === null) return;
      event.stopPropagation();
      end();
    };

    // A finger that has lifted the note must not scroll the page.
    const still = (event: TouchEvent): void => {
      if (desk.drag !== null) event.preventDefault();
    };

    const end = (): void => {
      clearTimeout(timer);
      from = null;
      if (desk.drag?.note === note.id) desk.drag = null;
      way.over(null);
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', up);
      removeEventListener('pointercancel', end);
      removeEventListener('keydown', escape, true);
    };

    card.addEventListener('pointerdown', down);
    card.addEventListener('touchmove', still, { passive: false });
    return () => {
      if (from !== null) end();
      clearTimeout(timer);
      card.removeEventListener('pointerdown', down);
      card.removeEventListener('touchmove', still);
    };
  };
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
