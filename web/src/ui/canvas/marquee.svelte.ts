import type { Id } from '../../model/records.ts';
import type { Desk } from '../board/desk.svelte.ts';
import { allBoxes } from '../note/packing.ts';
import { announcer } from '../parts/toasts.svelte.ts';
import type { Point } from './camera.svelte.ts';
import { c } from './words/words.ts';

/** A frame on the screen, in the window's px. */
interface Frame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A frame drawn on the empty board: the notes that it touches are selected. */
export class Marquee {
  readonly #desk: Desk;
  readonly #root: () => HTMLElement | undefined;
  box: Frame | null = $state.raw(null);
  #from: Point = { x: 0, y: 0 };
  #before: readonly Id[] = [];
  /** What can be touched, as it stood when the frame was begun. */
  #notes: readonly (Frame & { readonly id: Id })[] = [];
  #stop: AbortController | undefined;

  constructor(desk: Desk, root: () => HTMLElement | undefined) {
    this.#desk = desk;
    this.#root = root;
  }

  /** Begins a frame; `add`: to what is selected already. `stop` ends what follows the pointer. */
  begin(from: Point, add: boolean, stop: AbortController): void {
    this.#from = from;
    this.#before = [...this.#desk.selected];
    if (!add) this.#desk.selected.clear();
    this.#notes = this.#seen();
    this.#stop = stop;
    addEventListener('keydown', this.#escape, { signal: stop.signal, capture: true });
    document.getSelection()?.removeAllRanges();
    this.to(from);
    this.#kept = add ? this.#before : [];
  }

  #kept: readonly Id[] = [];

  to({ x, y }: Point): void {
    const [left, right] = [Math.min(x, this.#from.x), Math.max(x, this.#from.x)];
    const [top, bottom] = [Math.min(y, this.#from.y), Math.max(y, this.#from.y)];
    this.box = { left, top, right, bottom };
    const touched = new Set(this.#kept);
    for (const note of this.#notes) {
      if (note.left < right && note.right > left && note.top < bottom && note.bottom > top) touched.add(note.id);
    }
    const { selected } = this.#desk;
    for (const id of [...selected]) if (!touched.has(id)) selected.delete(id);
    for (const id of touched) selected.add(id);
  }

  end(): void {
    if (this.box !== null) announcer.say(c.selected(this.#desk.selected.size));
    this.#over();
  }

  /** Nothing has been selected by it. */
  cancel(): void {
    if (this.box === null) return;
    this.#desk.selected.clear();
    for (const id of this.#before) this.#desk.selected.add(id);
    this.#over();
  }

  #over(): void {
    this.box = null;
    this.#notes = [];
    this.#stop?.abort();
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.cancel();
  };

  /** Notes that can be seen, cut to what their zone shows of them. */
  #seen(): readonly (Frame & { readonly id: Id })[] {
    const root = this.#root();
    const map = root?.getBoundingClientRect();
    const frames = new Map<Element, DOMRect | undefined>();
    const frameOf = (list: Element): DOMRect | undefined => {
      if (!frames.has(list))
        frames.set(list, getComputedStyle(list).overflowY === 'visible' ? map : list.getBoundingClientRect());
      return frames.get(list);
    };
    return [...allBoxes()].flatMap(([id, { left, top, right, bottom }, list]) => {
      const scroll = root?.contains(list) === true ? list.closest('[data-scroll]') : null;
      const zone = scroll === null ? undefined : frameOf(scroll);
      if (zone === undefined) return [];
      const cut = { left, right, top: Math.max(top, zone.top), bottom: Math.min(bottom, zone.bottom) };
      return cut.top < cut.bottom ? [{ id, ...cut }] : [];
    });
  }
}
