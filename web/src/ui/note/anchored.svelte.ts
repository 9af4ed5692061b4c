import { tick, untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type { Id, Note } from '../../model/records.ts';

/**
 * The order in which a zone draws its notes while one of them is being edited: those that stand there keep their places,
 * and what comes is put behind them. A field that is moved in the page loses its caret, and a phone its keyboard.
 */
export function keepPlaces(drawn: readonly Id[], now: readonly Note[]): readonly Note[] {
  const place = new Map(drawn.map((id, i) => [id, i]));
  const placed = (note: Note): number => place.get(note.id) ?? drawn.length;
  return now.toSorted((a, b) => placed(a) - placed(b));
}

/**
 * An attachment for what scrolls a zone's notes: when they change, by a reveal most of all, what is looked at stays where
 * it is on the screen. That is the note with the focus, or the first in sight of a list that has been scrolled.
 */
export function anchored(notes: () => readonly Note[]): Attachment<HTMLElement> {
  return (list) => {
    // Asking the list itself how far it is scrolled would lay the page out once more with every change.
    let scrolled = list.scrollTop > 0;
    const scroll = (): void => {
      scrolled = list.scrollTop > 0;
    };
    list.addEventListener('scroll', scroll, { passive: true });
    $effect.pre(() => {
      notes();
      const at = untrack(() => anchorOf(list, scrolled));
      if (at === undefined) return;
      const top = at.getBoundingClientRect().top;
      void tick().then(() => {
        if (!at.isConnected) return;
        // Notes say their height when they are measured, and what is observed last is told last: then all of them stand.
        const measured = new ResizeObserver(() => {
          measured.disconnect();
          const box = list.scrollHeight > list.clientHeight ? list : list.closest('[data-map]');
          box?.scrollBy({ top: at.getBoundingClientRect().top - top, behavior: 'instant' });
        });
        measured.observe(at);
      });
    });
    return () => list.removeEventListener('scroll', scroll);
  };
}

function anchorOf(list: HTMLElement, scrolled: boolean): HTMLElement | undefined {
  const focused = document.activeElement?.closest<HTMLElement>('[data-note]') ?? undefined;
  if (focused !== undefined && list.contains(focused)) return focused;
  if (!scrolled) return undefined;
  const edge = list.getBoundingClientRect().top;
  return [...list.querySelectorAll<HTMLElement>('[data-note]')].find(
    (note) => note.getBoundingClientRect().bottom > edge,
  );
}
