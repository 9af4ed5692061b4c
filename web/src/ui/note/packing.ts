import type { Attachment } from 'svelte/attachments';
import type { Id, Note } from '../../model/records.ts';

/** The least width of a note and its greatest in rem, and the space between two in px. */
const narrowest = 11;
const widest = 13.75;
const space = 12;
/** A zone that is no wider than this (rem) has one column as wide as itself; Zone.svelte's styles know the same width. */
const single = 24.75;
/** How high a note is taken to be whose height nobody has measured (px). */
const usual = 104;
/** More at once are not followed by any eye. */
const followed = 40;
/** What changes again within this time (ms) is followed by no eye either: then notes do not glide. */
const storm = 200;
/** How far out of sight a note may be and still glide (px). */
const rim = 600;
/**
 * How far out of sight (px of the window) notes are drawn where only those nearby are; they stay until they are twice as
 * far. What is seen is followed in steps.
 */
const margin = 300;
const step = 100;
/**
 * Where only those nearby are drawn, and notes change all the time, they are laid out so often (ms), on slow machines more
 * seldom; and while somebody scrolls, when they rest, or at last.
 */
const pace = 500;
const slowest = 2000;
const resting = 150;
/** How far out of sight notes already are drawn with all that is on them, and how long (ms) nothing need be idle for that. */
const rich = 100;
const patience = 1000;
/** So many get it at a time; and so many more are drawn with one frame while somebody scrolls. */
const atOnce = 10;
const few = 8;

/** How many notes are on their way. */
let flying = 0;

/** Where a note stands in its list, in px. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The part of a list that is seen, and how far around it notes are near; in its own px. */
interface Band {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly far: number;
  readonly close: number;
}

/** For a list of which only the notes near what is seen are drawn. */
export interface Sparing {
  /** How high a note is taken to be that was never drawn at this width (px). */
  guess(note: Note, width: number): number;
  /** These are near now. */
  draw(near: ReadonlySet<Id>): void;
  /** These are seen for longer than a moment. */
  see(seen: ReadonlySet<Id>): void;
  /** A note's height is known at this width (px). */
  learn(note: Note, width: number, height: number): void;
}

/** What is on its way over a list: what it is, and the note it would go before. */
export interface Preview {
  readonly moving: readonly Id[];
  /** Whether the list is the one that it is over. */
  readonly over: boolean;
  readonly before: Id | null;
}

/**
 * Where boxes of these heights stand in columns: each in turn as high up as there is room, and there first in reading
 * order. Boxes neither overlap nor leave holes. With `keep` those that have a column there stay in it.
 */
export function stack(
  heights: readonly number[],
  columns: number,
  keep?: readonly (number | undefined)[],
): { readonly places: readonly { readonly column: number; readonly y: number }[]; readonly height: number } {
  const ends = Array.from({ length: Math.max(1, columns) }, () => 0);
  const places = heights.map((height, i) => {
    const column = keep?.[i] ?? ends.indexOf(Math.min(...ends));
    const y = ends[column] ?? 0;
    ends[column] = y + height + space;
    return { column, y };
  });
  return { places, height: Math.max(0, Math.max(...ends) - space) };
}

/** What shows how notes go from zone to zone; the map of a computer brings it (flight.ts). */
interface Flight {
  leave(list: Element, ids: readonly Id[]): void;
  arrive(list: Element, ids: readonly Id[]): void;
}
let flight: Flight | undefined;

export function flyWith(those: Flight): void {
  flight = those;
}

const none: ReadonlyMap<Id, Note> = new Map();
const following = { capture: true, passive: true };

/** The heights of notes at the width they had, so that one that comes from another zone need not be measured. */
const measured = new Map<Id, { readonly width: number; readonly height: number }>();
/** The packings whose notes have changed, and whether theirs may glide. */
const changed = new Map<Packing, boolean>();
/** Those that are on the page. */
const live = new Set<Packing>();
const packings = new WeakMap<Element, Packing>();

let looking = 0;

/** Finds out what is near in lists that draw nothing else: reads with the next frame, and draws after it. */
export function lookAround(event?: Event): void {
  if (event?.type === 'scroll') scrolled = performance.now();
  looking ||= requestAnimationFrame(() => {
    const found = look();
    setTimeout(() => {
      looking = 0;
      for (const [packing, band] of found) packing.near(band);
    });
  });
}

/** The same at once, for whoever has just moved what is seen. */
export function lookNow(): void {
  for (const [packing, band] of look()) packing.near(band);
}

function look(): readonly (readonly [Packing, Band | undefined])[] {
  return [...live].filter((packing) => packing.spares).map((packing) => [packing, packing.band()] as const);
}

let seeing = false;

/** Finds out what is seen when there is time. */
function seeSoon(): void {
  if (seeing) return;
  seeing = true;
  const soon = (globalThis as { requestIdleCallback?: typeof requestIdleCallback }).requestIdleCallback;
  if (soon === undefined) setTimeout(seeNow, 200);
  else soon(seeNow, { timeout: patience });
}

function seeNow(): void {
  seeing = false;
  if (performance.now() - scrolled < resting) {
    seeing = true;
    setTimeout(seeNow, resting);
    return;
  }
  for (const packing of live) packing.see();
}

/** The packing of a zone's list. */
export function packingIn(zone: Element): Packing | undefined {
  const list = zone.querySelector('[data-packed]');
  return list === null ? undefined : packings.get(list);
}

/**
 * Lays out the notes of one zone. They are placed by hand and not by the browser's grid, so that a note which comes or
 * goes costs its list no layout, neighbours can glide aside, and a drag may ask where a drop would land.
 */
export class Packing {
  readonly #places = new Map<Id, HTMLElement>();
  readonly #of = new WeakMap<Element, Id>();
  #heights = new Map<Id, number>();
  #spots = new Map<Id, Spot>();
  #column: ReadonlyMap<Id, number> = new Map();
  #list: HTMLElement | undefined;
  #landing: HTMLElement | undefined;
  #order: readonly Id[] = [];
  #preview: Preview | null = null;
  #columns = 1;
  #room = -1;
  #width = 0;
  #cell = 0;
  #sign = 1;
  /** When its notes changed last. */
  #changed = -Infinity;
  #glide = false;
  /** Those that were not there the last time. */
  #came: readonly Id[] = [];
  /** Which heights of the list can be seen, where notes are to glide. */
  #shown: ((y: number) => boolean) | undefined;
  #sparing: Sparing | null = null;
  /** Those of a list that draws only what is near. */
  #notes: ReadonlyMap<Id, Note> = none;
  /** What was near last, and by which part of the list. */
  #band: Band | undefined;
  #near: ReadonlySet<Id> = new Set();
  #seen: ReadonlySet<Id> = new Set();
  readonly #sizes = new ResizeObserver((entries) => this.#resized(entries));

  /** For the list. */
  readonly list: Attachment<HTMLElement> = (list) => {
    this.#list = list;
    live.add(this);
    packings.set(list, this);
    list.dataset['packed'] = '';
    this.#sign = getComputedStyle(list).direction === 'rtl' ? -1 : 1;
    this.#measure(list);
    this.#sizes.observe(list);
    if (live.size === 1) for (const name of ['scroll', 'resize']) addEventListener(name, lookAround, following);
    return () => {
      this.#sizes.unobserve(list);
      live.delete(this);
      if (live.size === 0) for (const name of ['scroll', 'resize']) removeEventListener(name, lookAround, following);
      this.#list = undefined;
    };
  };

  /** For the place of a note in the list. */
  place(id: Id): Attachment<HTMLElement> {
    return (place) => {
      const note = place.firstElementChild;
      this.#places.set(id, place);
      const spot = this.#spots.get(id);
      // One that comes into sight stood there before; all others are laid out anew.
      if (this.#sparing !== null && spot !== undefined) place.style.translate = this.#at(spot);
      else {
        this.#spots.delete(id);
        flushSoon();
      }
      if (note !== null) {
        this.#of.set(note, id);
        this.#sizes.observe(note);
      }
      return () => {
        if (note !== null) this.#sizes.unobserve(note);
        if (this.#places.get(id) === place) this.#places.delete(id);
        if (this.#sparing === null) this.#heights.delete(id);
      };
    };
  }

  /** For what marks where a drop would land. */
  readonly landing: Attachment<HTMLElement> = (landing) => {
    this.#landing = landing;
    this.lay();
    return () => {
      this.#landing = undefined;
    };
  };

  /**
   * Takes in how the notes stand now, and what is on its way over them; `glide` lets them move there. With `sparing` only
   * those near what is seen are drawn, which it is told.
   */
  arrange(notes: readonly Note[], preview: Preview | null, glide: boolean, sparing: Sparing | null = null): void {
    this.#sparing = sparing;
    this.#notes = sparing === null ? none : new Map(notes.map((note) => [note.id, note]));
    const now = performance.now();
    const calm = now - this.#changed > storm || preview !== this.#preview;
    const waits = !calm && sparing !== null;
    this.#changed = now;
    this.#order = notes.map((note) => note.id);
    this.#preview = preview;
    changed.set(this, glide && calm);
    if (!waits) flushSoon();
    else waiting ??= setTimeout(flushCalmly, Math.max(0, flushed + Math.min(slowest, Math.max(pace, 4 * cost)) - now));
  }

  /** Notes are about to go. */
  leave(ids: readonly Id[]): void {
    if (this.#list !== undefined && ids.length > 0 && performance.now() - this.#changed > storm)
      flight?.leave(this.#list, ids);
  }

  /** Lets the notes that have come since it was laid out last fly in. */
  arrive(): void {
    if (this.#list !== undefined && this.#came.length > 0) flight?.arrive(this.#list, this.#came);
  }

  /** Reads off the page what laying out needs to know: before any list is changed, so that it is laid out once. */
  look(glide: boolean): void {
    const list = this.#list;
    if (list === undefined || this.#width === 0) return;
    const unknown = this.#order.filter((id) => this.#height(id) === undefined);
    // Some are measured at once, so that whoever scrolls to one finds it; many are told by the observer, all together.
    if (unknown.length <= followed) {
      for (const id of unknown) {
        const height = (this.#places.get(id)?.firstElementChild as HTMLElement | null | undefined)?.offsetHeight;
        if (height !== undefined && height > 0) this.#note(id, height);
      }
    }
    this.#glide = glide;
    this.#shown = glide ? inView(list) : undefined;
  }

  /** Whether it draws only what is near. */
  get spares(): boolean {
    return this.#sparing !== null && this.#list !== undefined;
  }

  /** The part of the list that is seen, in steps, so that it is not another one with every pixel. */
  band(): Band | undefined {
    const list = this.#list;
    if (list === undefined) return undefined;
    const box = list.getBoundingClientRect();
    const scale = box.width / list.offsetWidth || 1;
    // On the map that is panned zones do not scroll.
    const frame =
      list.closest('[data-panned]') === null ? list.closest('[data-scroll]')?.getBoundingClientRect() : undefined;
    const [left, right] = [Math.max(0, frame?.left ?? 0), Math.min(innerWidth, frame?.right ?? innerWidth)];
    const [top, bottom] = [Math.max(0, frame?.top ?? 0), Math.min(innerHeight, frame?.bottom ?? innerHeight)];
    const from = (at: number, origin: number): number => (Math.floor((at - origin) / step) * step) / scale;
    const to = (at: number, origin: number): number => (Math.ceil((at - origin) / step) * step) / scale;
    const across =
      this.#sign < 0 ? [from(-right, -box.right), to(-left, -box.right)] : [from(left, box.left), to(right, box.left)];
    const [start = 0, end = 0] = across;
    const edges = { left: start, right: end, top: from(top, box.top), bottom: to(bottom, box.top) };
    return { ...edges, far: margin / scale, close: rich / scale };
  }

  /** Says which notes are near, if they are others than before. */
  near(band: Band | undefined): void {
    if (band === undefined || this.#sparing === null) return;
    this.#band = band;
    const near = new Set<Id>();
    const coming: { readonly id: Id; readonly out: number }[] = [];
    for (const [id, { x, y }] of this.#spots) {
      const here = this.#near.has(id);
      const high = Math.max(band.top - y - this.#high(id), y - band.bottom);
      const wide = Math.max(x - band.right, band.left - x - this.#width);
      const out = Math.max(high, wide);
      if (out > (here ? 2 : 1) * band.far) continue;
      if (here) near.add(id);
      else coming.push({ id, out });
    }
    seeSoon();
    if (coming.length === 0 && near.size === this.#near.size) return;
    // While somebody scrolls, the nearest come first and the others with the frames after it, so that no frame takes long.
    const all = coming.length <= few || performance.now() - scrolled > resting;
    const next = all ? coming : coming.toSorted((a, b) => a.out - b.out).slice(0, few);
    for (const { id } of next) near.add(id);
    if (!all) lookAround();
    this.#near = near;
    this.#sparing.draw(near);
  }

  /** Says which notes are seen; those stay so while they are near. */
  see(): void {
    if (this.#band === undefined || this.#sparing === null) return;
    const { left, right, top, bottom, close } = this.#band;
    const seen = new Set<Id>();
    let fresh = 0;
    for (const id of this.#near) {
      const spot = this.#spots.get(id);
      if (spot === undefined) continue;
      const { x, y } = spot;
      const out = Math.max(top - y - this.#high(id), y - bottom, x - right, left - x - this.#width);
      if (this.#seen.has(id)) seen.add(id);
      else if (out <= close && fresh++ < atOnce) seen.add(id);
    }
    if (fresh > atOnce) seeSoon();
    if (seen.size === this.#seen.size && fresh === 0) return;
    this.#seen = seen;
    this.#sparing.see(seen);
  }

  /** Where the notes stand in the window, drawn or not. */
  *boxes(): Iterable<readonly [Id, DOMRect, HTMLElement]> {
    const list = this.#list;
    if (list === undefined) return;
    const box = list.getBoundingClientRect();
    const scale = box.width / list.offsetWidth || 1;
    for (const [id, { x, y }] of this.#spots) {
      const left = this.#sign < 0 ? box.right - (x + this.#width) * scale : box.left + x * scale;
      yield [id, new DOMRect(left, box.top + y * scale, this.#width * scale, this.#high(id) * scale), list];
    }
  }

  /** The note before which a drop at this point of the window would land, of those that are not on their way. */
  before(x: number, y: number, moving: readonly Id[]): Id | null {
    const list = this.#list;
    if (list === undefined) return null;
    const box = list.getBoundingClientRect();
    const scale = box.width / list.offsetWidth || 1;
    const at = { x: (this.#sign < 0 ? box.right - x : x - box.left) / scale, y: (y - box.top) / scale };
    const ids = this.#order.filter((id) => !moving.includes(id));
    const { places } = stack(
      ids.map((id) => this.#high(id)),
      this.#columns,
    );
    // The notes as they stand without what is carried: making room must not change what the pointer means.
    let [best, least] = [-1, Infinity];
    for (const [i, { column, y: top }] of places.entries()) {
      const left = this.#x(column);
      const bottom = top + this.#high(ids[i] ?? '');
      const away = Math.hypot(
        Math.max(left - at.x, 0, at.x - left - this.#width),
        Math.max(top - at.y, 0, at.y - bottom),
      );
      if (away < least) [best, least] = [i, away];
    }
    const found = places[best];
    if (found === undefined) return null;
    const height = this.#high(ids[best] ?? '');
    // One column is read from top to bottom, several line by line.
    const first = this.#columns === 1 ? at.y < found.y + height / 2 : at.x < this.#x(found.column) + this.#width / 2;
    const below = this.#columns > 1 && at.y > found.y + height + space;
    return first && !below ? (ids[best] ?? null) : (ids[best + 1] ?? null);
  }

  /** Where a note stands in the window, as far as it is known. */
  boxOf(id: Id): DOMRect | undefined {
    return this.#spots.has(id) ? this.#places.get(id)?.getBoundingClientRect() : undefined;
  }

  #x(column: number): number {
    return column * (this.#cell + space) + (this.#cell - this.#width) / 2;
  }

  #height(id: Id): number | undefined {
    const here = this.#heights.get(id);
    if (here !== undefined) return here;
    const was = measured.get(id);
    return was?.width === this.#width ? was.height : undefined;
  }

  /** How much room a note takes, known or guessed. */
  #high(id: Id): number {
    const known = this.#height(id);
    if (known !== undefined) return known;
    const note = this.#notes.get(id);
    return note === undefined ? usual : (this.#sparing?.guess(note, this.#width) ?? usual);
  }

  #note(id: Id, height: number): void {
    this.#heights.set(id, height);
    measured.set(id, { width: this.#width, height });
    const note = this.#notes.get(id);
    if (note !== undefined) this.#sparing?.learn(note, this.#width, height);
  }

  #measure(list: HTMLElement): void {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const room = list.clientWidth;
    const one = (list.closest('[data-zone]')?.clientWidth ?? room) <= single * rem;
    this.#columns = one ? 1 : Math.max(1, Math.floor((room + space) / (narrowest * rem + space)));
    this.#cell = (room - (this.#columns - 1) * space) / this.#columns;
    const width = one ? this.#cell : Math.min(this.#cell, widest * rem);
    if (width !== this.#width) {
      this.#width = width;
      this.#heights.clear();
      list.style.setProperty('--note-width', `${width}px`);
    }
  }

  #resized(entries: readonly ResizeObserverEntry[]): void {
    const list = this.#list;
    if (list === undefined) return;
    let [news, wider] = [false, false];
    for (const { target, borderBoxSize, contentRect } of entries) {
      if (target === list) {
        // Its height is what was written here.
        if (contentRect.width === this.#room) continue;
        this.#room = contentRect.width;
        const was = `${this.#columns} ${this.#cell}`;
        this.#measure(list);
        wider = was !== `${this.#columns} ${this.#cell}`;
        news ||= wider;
        continue;
      }
      const id = this.#of.get(target);
      const height = borderBoxSize[0]?.blockSize ?? 0;
      if (id === undefined || height === 0 || this.#heights.get(id) === height) continue;
      this.#note(id, height);
      news = true;
    }
    // Where only what is near is drawn, most heights are guesses: one put right moves its own column, not all of them.
    if (news) this.lay(this.#sparing !== null && !wider);
  }

  /** Takes in the list's width, and the heights that its notes have at it. */
  measure(): void {
    if (this.#list === undefined) return;
    this.#measure(this.#list);
    for (const id of this.#order) {
      const note = this.#places.get(id)?.firstElementChild as HTMLElement | null | undefined;
      if (note && this.#height(id) === undefined) this.#note(id, note.offsetHeight);
    }
  }

  /** Puts every note where it belongs; with `keep` in the column that it has. */
  lay(keep = false): void {
    const list = this.#list;
    if (list === undefined) return;
    const { moving, over, before } = this.#preview ?? { moving: [], over: false, before: null };
    const gap = '';
    const ids = moving.length === 0 ? [...this.#order] : this.#order.filter((id) => !moving.includes(id));
    if (over) ids.splice(before !== null && ids.includes(before) ? ids.indexOf(before) : ids.length, 0, gap);
    const carried = Math.max(usual, this.#height(moving[0] ?? '') ?? measured.get(moving[0] ?? '')?.height ?? usual);
    const { places, height } = stack(
      ids.map((id) => (id === gap ? carried : this.#high(id))),
      this.#columns,
      keep ? ids.map((id) => this.#column.get(id)) : undefined,
    );
    this.#column = new Map(ids.map((id, i) => [id, places[i]?.column ?? 0]));
    const spots = new Map<Id, Spot>(
      ids.map((id, i) => [id, { x: this.#x(places[i]?.column ?? 0), y: places[i]?.y ?? 0 }]),
    );
    const landing = spots.get(gap);
    if (landing !== undefined) {
      for (const id of moving) if (this.#places.has(id)) spots.set(id, landing);
      if (this.#landing) {
        this.#landing.style.translate = this.#at(landing);
        this.#landing.style.height = `${carried}px`;
      }
    }
    list.style.height = `${height}px`;
    const shown = this.#shown;
    const glide = this.#glide;
    this.#shown = undefined;
    this.#glide = false;
    const came: Id[] = [];
    for (const [id, spot] of spots) {
      const was = this.#spots.get(id);
      const place = this.#places.get(id);
      if (was === undefined) came.push(id);
      if (place === undefined || (was !== undefined && was.x === spot.x && was.y === spot.y)) continue;
      place.style.translate = this.#at(spot);
      const seen = shown === undefined || shown(spot.y) || (was !== undefined && shown(was.y));
      if (was !== undefined && seen && glide) this.#follow(place, was, spot);
    }
    this.#spots = spots;
    this.#came = came;
    if (this.#sparing === null) return;
    this.near(this.#band ?? this.band());
    lookAround();
    for (const tell of laid) tell();
  }

  /** Lets a note move to its place, if not too many do. */
  #follow(place: HTMLElement, was: Spot, spot: Spot): void {
    if (flying >= followed) return;
    flying++;
    // It adds to where the note stands, so that one that changes its mind on the way does not jump.
    const from = `${(was.x - spot.x) * this.#sign}px ${was.y - spot.y}px`;
    const timing = { duration: 160, easing: 'cubic-bezier(0.2, 0, 0, 1)', composite: 'add' as const };
    const there = (): number => flying--;
    place.animate([{ translate: from }, { translate: '0px 0px' }], timing).finished.then(there, there);
  }

  #at({ x, y }: Spot): string {
    return `${x * this.#sign}px ${y}px`;
  }
}

/** Who wants to know that a list which draws only what is near was laid out. */
export const laid = new Set<() => void>();

/** Where a note stands in the window, drawn or not, as far as a list has laid it out. */
export function boxOfNote(id: Id): DOMRect | undefined {
  for (const [each, box] of allBoxes()) if (each === id) return box;
  return undefined;
}

/** Where the notes of all lists stand in the window, drawn or not, and in which list. */
export function* allBoxes(): Iterable<readonly [Id, DOMRect, HTMLElement]> {
  for (const packing of live) yield* packing.boxes();
}

/** Lays out every list at its width now, for whoever cannot wait until sizes are told of. */
export function settle(): void {
  for (const packing of live) packing.measure();
  for (const packing of live) packing.lay();
}

let flushing = false;
let flushed = -Infinity;
/** How long the last time took, with the frame that showed it, and when somebody scrolled last. */
let cost = 0;
let scrolled = -Infinity;
let waiting: ReturnType<typeof setTimeout> | undefined;

/**
 * Lays out what has changed before the next frame. Lists that draw only what is near have a task each while somebody
 * scrolls: a wheel's first turn waits for what is being done.
 */
function flushSoon(): void {
  if (flushing) return;
  flushing = true;
  const apart = performance.now() - scrolled < slowest && [...changed.keys()].every((packing) => packing.spares);
  if (apart) setTimeout(flushOne);
  else queueMicrotask(flush);
}

/** Lays out one list that has changed, and after other tasks the next. */
function flushOne(): void {
  const [first] = changed;
  flushing = changed.size > 1;
  if (first === undefined) return;
  const [packing, glide] = first;
  changed.delete(packing);
  begin();
  packing.look(glide);
  packing.lay();
  if (glide) packing.arrive();
  if (flushing) setTimeout(flushOne);
}

/** Whoever waits has waited enough. */
function begin(): void {
  const began = performance.now();
  flushed = began;
  requestAnimationFrame(() => setTimeout(() => (cost = performance.now() - began)));
  clearTimeout(waiting);
  waiting = undefined;
}

/** Lays out what has changed when nobody scrolls, or has waited long enough. */
function flushCalmly(): void {
  const now = performance.now();
  if (now - scrolled > resting || now - flushed > slowest) {
    waiting = undefined;
    flushSoon();
  } else waiting = setTimeout(flushCalmly, resting);
}

/** Lays out what has changed: first everything is read, then everything is written. */
function flush(): void {
  flushing = false;
  begin();
  const all = [...changed];
  changed.clear();
  for (const [packing, glide] of all) packing.look(glide);
  for (const [packing] of all) packing.lay();
  for (const [packing, glide] of all) if (glide) packing.arrive();
}

/** Whether a height in a list can be seen in the window. */
function inView(list: HTMLElement): (y: number) => boolean {
  const box = list.getBoundingClientRect();
  const scale = box.width / list.offsetWidth || 1;
  return (y) => box.top + (y + 300) * scale > -rim && box.top + y * scale < innerHeight + rim;
}
