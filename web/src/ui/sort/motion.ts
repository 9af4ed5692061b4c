// Notes that change their place fly there, so that one sees where they went.
import { span } from '../note/packed.ts';

interface Spot {
  readonly box: DOMRect;
  readonly list: Element | null;
}

/** More at once are not followed by any eye. */
const most = 24;

/** Where each note stands now. */
export function spots(root: HTMLElement | undefined): ReadonlyMap<string, Spot> {
  const found = new Map<string, Spot>();
  for (const note of root?.querySelectorAll<HTMLElement>('[data-note]') ?? []) {
    found.set(note.dataset['note'] ?? '', { box: note.getBoundingClientRect(), list: note.closest('[data-drop]') });
  }
  return found;
}

/** Lets the notes that stand elsewhere than `before` move there: within their list in place, between lists above all. */
export function fly(root: HTMLElement | undefined, before: ReadonlyMap<string, Spot>): void {
  if (root === undefined || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const inView = (box: DOMRect): boolean =>
    box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const notes = [...root.querySelectorAll<HTMLElement>('[data-note]')];
  // What has just been drawn is not measured yet, and would be in nobody's way.
  const fresh = notes.filter((note) => note.style.gridRowEnd === '');
  const heights = fresh.map((note) => note.firstElementChild?.getBoundingClientRect().height ?? 0);
  for (const [i, note] of fresh.entries()) span(note, heights[i] ?? 0);
  let flying = 0;
  for (const note of notes) {
    const was = before.get(note.dataset['note'] ?? '');
    if (was === undefined) continue;
    const box = note.getBoundingClientRect();
    const list = note.closest('[data-drop]');
    if (Math.hypot(box.x - was.box.x, box.y - was.box.y) < 2 || !(inView(was.box) || inView(box))) continue;
    if (list === was.list) {
      const from = `translate(${was.box.x - box.x}px, ${was.box.y - box.y}px)`;
      note.animate([{ transform: from }, { transform: 'none' }], {
        duration: 180,
        easing: 'cubic-bezier(0.2, 0, 0, 1)',
      });
    } else if (flying++ < most) over(note, was.box, within(box, list));
  }
}

/** The part of a place that can be seen in its list; the list's head where it cannot. */
function within(box: DOMRect, list: Element | null): DOMRect {
  const frame = list?.getBoundingClientRect();
  if (frame === undefined || (box.top < frame.bottom - 16 && box.bottom > frame.top + 16)) return box;
  return new DOMRect(frame.x + 8, frame.y + 8, box.width, 32);
}

/** A copy of the note flies above everything, where no list cuts it off; the note itself appears once it has arrived. */
function over(note: HTMLElement, from: DOMRect, to: DOMRect): void {
  const card = note.firstElementChild;
  const copy = document.createElement('div');
  copy.className = `flight ${card?.classList.contains('customer') === true ? 'customer' : 'team'}`;
  copy.textContent = note.querySelector('.words')?.textContent ?? '';
  copy.setAttribute('aria-hidden', 'true');
  copy.style.width = `${from.width}px`;
  copy.style.height = `${Math.min(from.height, 160)}px`;
  document.body.append(copy);
  const timing = { duration: 180, easing: 'cubic-bezier(0.2, 0, 0, 1)' };
  note.animate([{ opacity: 0 }, { opacity: 0, offset: 0.8 }, { opacity: 1 }], timing);
  const at = (box: DOMRect): string => `translate(${box.x}px, ${box.y}px)`;
  copy.animate([{ transform: at(from) }, { transform: at(to), opacity: 0.7 }], timing).finished.then(
    () => copy.remove(),
    () => copy.remove(),
  );
}
