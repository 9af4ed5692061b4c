import { flushSync, untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type { Id } from '../../model/records.ts';
import type { Desk } from '../board/desk.svelte.ts';
import { allBoxes, boxOfNote, lookNow, settle } from '../note/packing.ts';
import { keep, kept } from '../parts/kept.ts';
import type { Part, Point, Stage } from './camera.svelte.ts';
import {
  common,
  fitting,
  margin,
  nearest,
  partOf,
  pointAt,
  scrolledTo,
  shownBy,
  step,
  within,
  type Box,
  type Size,
  type View,
} from './views.ts';

/** What stays free around what is fitted into the window, in px. */
const around = 24;
/** How long a view rests before it is kept, in ms. */
const rest = 300;

/**
 * The map on the screen: a scroller, in it as much room as the world takes at this zoom with a
 * little around it, in that the world. Panning is the browser's own scrolling, so the compositor does it; zooming is one transform.
 */
export class MapStage implements Stage {
  readonly #desk: Desk;
  #scroller: HTMLElement | undefined;
  #sizer: HTMLElement | undefined;
  #world: HTMLElement | undefined;
  #window: Size = $state.raw({ width: 0, height: 0 });
  #high = 0;
  #width = 0;
  /** Where the map was put, with the parts of a pixel that a scroller forgets. */
  #put: Point = { x: 0, y: 0 };
  #keeping: ReturnType<typeof setTimeout> | undefined;
  readonly #sizes = new ResizeObserver(() => this.#resized());
  /** How wide the world is, by what is on it. */
  readonly #wide: () => number;

  constructor(desk: Desk, wide: () => number) {
    this.#desk = desk;
    this.#wide = wide;
  }

  /** The window onto the map, in px. */
  get window(): Size {
    return this.#window;
  }

  // It is attached once, whatever it reads on the way.
  readonly scroller: Attachment<HTMLElement> = (scroller) => untrack(() => this.#attach(scroller));

  #attach(scroller: HTMLElement): () => void {
    this.#scroller = scroller;
    this.#sizer = scroller.firstElementChild as HTMLElement;
    this.#world = this.#sizer.firstElementChild as HTMLElement;
    this.#measure();
    this.#desk.camera.stage = this;
    this.#sizes.observe(scroller.parentElement ?? scroller);
    this.#sizes.observe(this.#world);
    const scrolled = (): void => this.#keepSoon();
    scroller.addEventListener('scroll', scrolled, { passive: true });
    const was = this.#desk.camera.zoom === null ? this.#kept() : undefined;
    if (was !== undefined) queueMicrotask(() => this.#show(was));
    return () => {
      scroller.removeEventListener('scroll', scrolled);
      this.#sizes.disconnect();
      clearTimeout(this.#keeping);
      if (this.#desk.camera.stage === this) this.#desk.camera.stage = null;
    };
  }

  fit(): void {
    this.#glide(() => {
      this.#enter();
      const world = this.#size();
      this.#look({ x: 0, y: 0, ...world }, 1);
    });
  }

  home(): void {
    if (this.#desk.camera.zoom === null) return;
    this.#desk.camera.zoom = null;
    this.#keepSoon();
    flushSync();
    this.#apply();
  }

  to(zoom: number, at?: Point): void {
    const box = this.#scroller?.parentElement?.getBoundingClientRect();
    if (box === undefined) return;
    const here = at ?? { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    const point = { x: here.x - box.left, y: here.y - box.top };
    const before = this.#desk.camera.zoom;
    if (before === null) return this.#enterAt(zoom, here, point);
    const of = pointAt(point, this.#scrolled(), before, this.#margin(before));
    this.#set(within(zoom), of, point);
  }

  /** Goes to the next stop nearer or further away; from the map that fits the window, out is everything and in is 1. */
  step(nearer: boolean, at?: Point): void {
    const { zoom } = this.#desk.camera;
    if (zoom === null) return nearer ? this.to(1, at) : this.fit();
    const next = step(zoom, nearer);
    this.#glide(() => this.to(next, at));
  }

  toZone(id: Id): void {
    this.#glide(() => {
      this.#enter();
      const box = this.#zone(id);
      if (box) this.#look(box, 1);
    });
  }

  toNotes(ids: readonly Id[]): void {
    this.#glide(() => {
      this.#enter();
      const boxes = ids.flatMap((id) => {
        const note = this.#world?.querySelector(`[data-note="${CSS.escape(id)}"]`)?.getBoundingClientRect();
        const box = note ?? boxOfNote(id);
        return box ? [this.#within(box)] : [];
      });
      if (boxes.length === 0) return;
      const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
      const right = Math.max(...boxes.map((box) => box.x + box.width));
      const bottom = Math.max(...boxes.map((box) => box.y + box.height));
      this.#look({ x: x - 60, y: y - 60, width: right - x + 120, height: bottom - y + 120 }, 1);
    });
  }

  part(id: Id): Part | null {
    const { zoom } = this.#desk.camera;
    const zone = this.#zone(id);
    if (zoom === null || zone === undefined) return null;
    const middle = { x: this.#window.width / 2, y: this.#window.height / 2 };
    const at = pointAt(middle, this.#scrolled(), zoom, this.#margin(zoom));
    return partOf(at, zone, { width: this.#window.width / zoom, height: this.#window.height / zoom });
  }

  toPart(id: Id, part: Part): void {
    this.#glide(() => {
      this.#enter();
      const zone = this.#zone(id);
      if (zone === undefined) return;
      const { zoom, x, y } = shownBy(part, zone, this.#window);
      this.#set(zoom, { x, y }, { x: this.#window.width / 2, y: this.#window.height / 2 });
    });
  }

  #zone(id: Id): Box | undefined {
    const zone = this.#world?.querySelector(`[data-zone="${CSS.escape(id)}"]`);
    return zone ? this.#boxOf(zone) : undefined;
  }

  /** Pans by so many px of the window. */
  pan(by: Point): void {
    this.#scroller?.scrollBy({ left: by.x, top: by.y, behavior: 'instant' });
  }

  /** The world's width has changed: what is in the middle stays there. */
  reflow(): void {
    if (this.#desk.camera.zoom === null || this.#world === undefined) return;
    const view = this.#view();
    this.#apply();
    this.#settle();
    if (view !== undefined) this.#show(view);
  }

  /** Leaves the map that fits the window; notes find their places in a world of its own width. */
  #enter(): void {
    if (this.#desk.camera.zoom !== null) return;
    this.#desk.camera.zoom = 1;
    flushSync();
    this.#apply();
    this.#settle();
  }

  /** The note in sight that is nearest to a point of the window stays there while the map leaves the window's size. */
  #enterAt(zoom: number, at: Point, point: Point): void {
    const note = nearest(at, this.#inSight());
    const before = note === null ? undefined : boxOfNote(note.key);
    if (note === null || before === undefined) return this.#enterAtZone(zoom, at, point);
    const part = { x: (note.at.x - before.x) / before.width, y: (note.at.y - before.y) / before.height };
    this.#enter();
    const box = boxOfNote(note.key);
    if (box === undefined) return;
    const { x, y, width, height } = this.#within(box);
    const there = { x: note.at.x + point.x - at.x, y: note.at.y + point.y - at.y };
    this.#set(within(zoom), { x: x + part.x * width, y: y + part.y * height }, there);
  }

  /** What of each note is in sight where zones scroll. */
  *#inSight(): Iterable<readonly [Id, Box]> {
    const lists = new Map<HTMLElement, DOMRect>();
    for (const [id, box, list] of allBoxes()) {
      const seen = lists.get(list) ?? (list.closest('[data-scroll]') ?? list).getBoundingClientRect();
      lists.set(list, seen);
      const part = common(box, seen);
      if (part !== null) yield [id, part];
    }
  }

  /** The same of the zone, where there are no notes. */
  #enterAtZone(zoom: number, at: Point, point: Point): void {
    const thing = document.elementFromPoint(at.x, at.y)?.closest('[data-zone]');
    const was = thing?.getBoundingClientRect();
    const part = was && { x: (at.x - was.left) / was.width, y: (at.y - was.top) / was.height };
    this.#enter();
    const box = thing?.isConnected === true ? this.#boxOf(thing) : undefined;
    const world = this.#size();
    const of =
      box === undefined || part === undefined
        ? { x: world.width / 2, y: world.height / 2 }
        : { x: box.x + part.x * box.width, y: box.y + part.y * box.height };
    this.#set(within(zoom), of, point);
  }

  /** Notes say their heights and the world its own only with the next frame; what is to be looked up must be there now. */
  #settle(): void {
    settle();
    this.#measure();
    this.#apply();
  }

  #look(box: Box, nearest: number): void {
    const zoom = fitting(box, this.#window, around, nearest);
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    this.#set(zoom, middle, { x: this.#window.width / 2, y: this.#window.height / 2 });
  }

  #set(zoom: number, of: Point, at: Point): void {
    this.#desk.camera.zoom = zoom;
    this.#apply();
    this.#scroll(scrolledTo(of, at, zoom, this.#margin(zoom)));
    lookNow();
    this.#keepSoon();
  }

  #scroll(to: Point): void {
    this.#scroller?.scrollTo({ left: to.x, top: to.y, behavior: 'instant' });
    this.#put = to;
  }

  #scrolled(): Point {
    const { scrollLeft: x = 0, scrollTop: y = 0 } = this.#scroller ?? {};
    const same = Math.abs(x - this.#put.x) < 1 && Math.abs(y - this.#put.y) < 1;
    return same ? this.#put : { x, y };
  }

  /** Lets the world move to where `change` puts it. */
  #glide(change: () => void): void {
    const world = this.#world;
    const before = this.#desk.camera.zoom;
    const was = this.#scrolled();
    change();
    const after = this.#desk.camera.zoom;
    if (world === undefined || before === null || after === null) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const now = this.#scrolled();
    const from = `translate(${now.x - was.x}px, ${now.y - was.y}px) scale(${before})`;
    const timing = { duration: 180, easing: 'cubic-bezier(0.2, 0, 0, 1)' };
    world.animate([{ transform: from }, { transform: `scale(${after})` }], timing);
  }

  /** A part of the page in the world's own measure. */
  #boxOf(element: Element): Box {
    return this.#within(element.getBoundingClientRect());
  }

  /** The same of a part of the window. */
  #within(box: DOMRect): Box {
    const world = this.#world?.getBoundingClientRect();
    const zoom = this.#desk.camera.zoom ?? 1;
    const [left, top] = [box.left - (world?.left ?? 0), box.top - (world?.top ?? 0)];
    return { x: left / zoom, y: top / zoom, width: box.width / zoom, height: box.height / zoom };
  }

  #margin(zoom: number): Size {
    return margin(this.#size(), zoom, this.#window);
  }

  #size(): Size {
    return { width: this.#width, height: this.#high };
  }

  #measure(): void {
    const box = this.#desk.camera.zoom === null ? this.#scroller?.parentElement : this.#scroller;
    const { clientWidth: width = 0, clientHeight: height = 0 } = box ?? {};
    if (width !== this.#window.width || height !== this.#window.height) this.#window = { width, height };
    this.#high = this.#world?.offsetHeight ?? 0;
  }

  #resized(): void {
    const was = this.#window;
    const view = this.#view();
    this.#measure();
    this.#apply();
    // A world that only grows leaves what is seen where it is.
    if (view === undefined || (was.width === this.#window.width && was.height === this.#window.height)) return;
    this.#show(view);
  }

  #apply(): void {
    const { zoom } = this.#desk.camera;
    const [sizer, world] = [this.#sizer, this.#world];
    if (sizer === undefined || world === undefined) return;
    if (zoom === null) {
      for (const style of [sizer.style, world.style]) {
        for (const name of ['width', 'height', 'left', 'top', 'transform']) style.removeProperty(name);
      }
      return;
    }
    this.#width = this.#wide();
    const { width, height } = this.#margin(zoom);
    world.style.width = `${this.#width}px`;
    world.style.left = `${width}px`;
    world.style.top = `${height}px`;
    world.style.transform = `scale(${zoom})`;
    sizer.style.width = `${this.#width * zoom + 2 * width}px`;
    sizer.style.height = `${this.#high * zoom + 2 * height}px`;
  }

  #show({ zoom, x, y }: View): void {
    this.#enter();
    const world = this.#size();
    const at = { x: this.#window.width / 2, y: this.#window.height / 2 };
    this.#set(within(zoom), { x: x * world.width, y: y * world.height }, at);
  }

  #view(): View | undefined {
    const { zoom } = this.#desk.camera;
    const world = this.#size();
    if (zoom === null || this.#scroller === undefined || world.height === 0) return undefined;
    const middle = { x: this.#window.width / 2, y: this.#window.height / 2 };
    const of = pointAt(middle, this.#scrolled(), zoom, this.#margin(zoom));
    return { zoom, x: of.x / world.width, y: of.y / world.height };
  }

  #keepSoon(): void {
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => {
      const view = this.#view();
      keep(this.#key, view === undefined ? '' : JSON.stringify(view));
    }, rest);
  }

  get #key(): string {
    return `view.${this.#desk.board.id}`;
  }

  #kept(): View | undefined {
    try {
      const { zoom, x, y } = JSON.parse(kept(this.#key) ?? 'null') as View;
      return [zoom, x, y].every(Number.isFinite) ? { zoom, x, y } : undefined;
    } catch {
      return undefined; // nothing, or nothing that we wrote
    }
  }
}
