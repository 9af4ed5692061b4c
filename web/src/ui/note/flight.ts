import type { Id } from '../../model/records.ts';

/** More at once are not followed by any eye. */
const most = 40;
const timing = { duration: 180, easing: 'cubic-bezier(0.2, 0, 0, 1)' };

/** Where notes stood that have just left their zone, until the next frame: whichever zone takes them lets them fly in. */
const left = new Map<Id, DOMRect>();
let clearing = 0;

/** Remembers where notes stood that leave a list; called before the page changes. */
export function leave(list: Element, ids: readonly Id[]): void {
  if (ids.length > most || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  for (const id of ids) {
    const note = list.querySelector(`[data-note="${CSS.escape(id)}"]:not(.away)`);
    if (note !== null) left.set(id, note.getBoundingClientRect());
  }
  clearing ||= requestAnimationFrame(() => {
    clearing = 0;
    left.clear();
  });
}

/** Lets notes that have come into a list fly there from where they stood; called when they have their places. */
export function arrive(list: Element, ids: readonly Id[]): void {
  for (const id of ids) {
    const from = left.get(id);
    const place = list.querySelector<HTMLElement>(`[data-note="${CSS.escape(id)}"]`);
    if (from === undefined || place === null) continue;
    left.delete(id);
    const to = place.getBoundingClientRect();
    if (seen(from) || seen(to)) fly(place, from, within(to, place));
  }
}

function seen(box: DOMRect): boolean {
  return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}

/** The part of a place that can be seen in its zone; the zone's head where it cannot. */
function within(box: DOMRect, place: HTMLElement): DOMRect {
  const frame = place.closest('[data-zone]')?.getBoundingClientRect();
  if (frame === undefined || (box.top < frame.bottom - 16 && box.bottom > frame.top + 16)) return box;
  const top = Math.min(Math.max(box.top, frame.top + 8), frame.bottom - 40);
  return new DOMRect(box.left, top, box.width, 32);
}

/** A copy of the paper flies above everything, where no zone cuts it off; the note itself appears once it is there. */
function fly(place: HTMLElement, from: DOMRect, to: DOMRect): void {
  const card = place.firstElementChild;
  if (card === null) return;
  const { backgroundColor, border, borderRadius } = getComputedStyle(card);
  const copy = document.createElement('div');
  copy.setAttribute('aria-hidden', 'true');
  const style = { position: 'fixed', zIndex: '7', top: '0', left: '0', pointerEvents: 'none', transformOrigin: '0 0' };
  const look = { width: `${from.width}px`, height: `${from.height}px`, backgroundColor, border, borderRadius };
  Object.assign(copy.style, style, look);
  document.body.append(copy);
  const at = (box: DOMRect): string => `translate(${box.x}px, ${box.y}px)`;
  const gone = (): void => copy.remove();
  copy.animate([{ transform: at(from) }, { transform: at(to), opacity: 0.7 }], timing).finished.then(gone, gone);
  place.animate([{ opacity: 0 }, { opacity: 0, offset: 0.8 }, { opacity: 1 }], timing);
}
