// The arithmetic of looking at a map: no page, no state.
import { least, most, type Part, type Point } from './camera.svelte.ts';

/** A length along both ways, in px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A part of the world, in its own px. */
export interface Box extends Point, Size {}

/** Where one looks: how near, and what is in the middle, in parts of the world, so that it lasts while the world grows. */
export interface View {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** A zoom that there is. */
export function within(zoom: number): number {
  return Math.min(most, Math.max(least, zoom));
}

/** Where the keys and buttons go. */
const stops = [least, 0.15, 0.2, 0.3, 0.4, 0.5, 0.67, 0.8, 1, 1.25, 1.5, most];

/** The next stop nearer or further away. */
export function step(zoom: number, nearer: boolean): number {
  // What is all but at a stop goes on to the next one.
  const found = nearer ? stops.find((stop) => stop > zoom * 1.02) : stops.findLast((stop) => stop < zoom / 1.02);
  return found ?? (nearer ? most : least);
}

/** How near a box fits into a window with this much around it, no nearer than `nearest`. */
export function fitting(box: Size, window: Size, around: number, nearest = 1): number {
  const wide = (window.width - 2 * around) / Math.max(1, box.width);
  const high = (window.height - 2 * around) / Math.max(1, box.height);
  return within(Math.min(wide, high, nearest));
}

/** What part of the window the world leaves empty at most where it is pushed to its end. */
const spare = 0.2;

/** How much lies on each side of the world, in the window's px: little, or what centres a world that is smaller. */
export function margin(world: Size, zoom: number, window: Size): Size {
  return {
    width: Math.max((window.width - world.width * zoom) / 2, window.width * spare),
    height: Math.max((window.height - world.height * zoom) / 2, window.height * spare),
  };
}

/** What of a box is in another one; null where that is nothing. */
export function common(a: Box, b: Box): Box | null {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** The box that is nearest to a point, by its key, and the point of it that is nearest. */
export function nearest<K>(at: Point, boxes: Iterable<readonly [K, Box]>): { key: K; at: Point } | null {
  let found: { key: K; at: Point } | null = null;
  let least = Infinity;
  for (const [key, { x, y, width, height }] of boxes) {
    const there = { x: Math.min(x + width, Math.max(x, at.x)), y: Math.min(y + height, Math.max(y, at.y)) };
    const away = Math.hypot(there.x - at.x, there.y - at.y);
    if (away < least) [least, found] = [away, { key, at: there }];
  }
  return found;
}

/** How far the world is scrolled so that its point `of` is at the window's point `at`, with so much around it. */
export function scrolledTo(of: Point, at: Point, zoom: number, around: Size): Point {
  return { x: of.x * zoom + around.width - at.x, y: of.y * zoom + around.height - at.y };
}

/** The world's point at the window's point `at`. */
export function pointAt(at: Point, scrolled: Point, zoom: number, around: Size): Point {
  return { x: (scrolled.x + at.x - around.width) / zoom, y: (scrolled.y + at.y - around.height) / zoom };
}

/** The furthest that others are told, either way (realtime/SPEC.md). */
const furthest = 100_000;

/** What a window shows whose middle is at a point of the world, as seen from a zone; null where that is too far away. */
export function partOf(at: Point, zone: Box, shown: Size): Part | null {
  const share = (of: number, from: number, size: number): number =>
    Math.round(((of - from) / Math.max(1, size)) * 10_000);
  const [x, y] = [share(at.x, zone.x, zone.width), share(at.y, zone.y, zone.height)];
  const [w, h] = [Math.max(1, Math.round(shown.width)), Math.max(1, Math.round(shown.height))];
  return [x, y, w, h].every((each) => Math.abs(each) <= furthest) ? [x, y, w, h] : null;
}

/** How this window shows all of what another shows: how near, and what of the world is in its middle. */
export function shownBy([x, y, w, h]: Part, zone: Box, window: Size): View {
  return {
    zoom: within(Math.min(window.width / w, window.height / h)),
    x: zone.x + (x / 10_000) * zone.width,
    y: zone.y + (y / 10_000) * zone.height,
  };
}

/** How much lies between a name and the end of what it names, how high it is, and the least room it has, in px. */
const name = { gap: 8, height: 34, least: 56 };

/**
 * Where the name of a zone stands, and how wide it may be, while the zone is in sight and its own name is not, or not whole.
 * All boxes are of the window.
 */
export function nameAt(zone: Box, own: Box, window: Size): (Point & { readonly room: number }) | null {
  const left = Math.max(zone.x, 0) + name.gap;
  const top = Math.max(zone.y, 0) + name.gap;
  const room = Math.min(zone.x + zone.width, window.width) - left - name.gap;
  if (room < name.least || Math.min(zone.y + zone.height, window.height) - top < name.height) return null;
  // Above and below its letters a heading has room that may be cut off.
  const bare = 0.25 * own.height;
  const seen =
    own.x >= 0 &&
    own.y + bare >= -4 &&
    own.x + own.width <= window.width + 2 &&
    own.y + own.height - bare <= window.height + 4;
  return seen ? null : { x: left, y: top, room };
}

/** How wide worlds are, in px: few steps, so that notes do not find new places all the time. */
const widths = [1280, 1600, 2000, 2500, 3100, 3900, 4900, 6100, 7600, 9500];

/** About what a note takes of a zone, and a zone of itself, in px. */
const note = { width: 188, height: 132 };
const head = 64;
const lowest = 320;

/** About how high a world of this width is whose zones hold so many notes, `across` of them beside each other. */
function height(width: number, notes: readonly number[], across: number): number {
  const columns = Math.max(1, Math.floor((width / across - 48) / note.width));
  let sum = 0;
  for (let i = 0; i < notes.length; i += across) {
    const fullest = Math.max(...notes.slice(i, i + across));
    sum += Math.max(lowest, head + Math.ceil(fullest / columns) * note.height);
  }
  return sum;
}

/**
 * How wide the world is best, so that its shape is near the window's; `now` stays unless it is off by two steps, so that a
 * note more or less does not lay out everything anew.
 */
export function worldWidth(notes: readonly number[], across: number, window: Size, now = 0): number {
  const aspect = window.width / Math.max(1, window.height);
  const found = widths.findIndex((width) => width / height(width, notes, across) >= aspect);
  const best = found < 0 ? widths.length - 1 : found;
  const was = widths.indexOf(now);
  return was >= 0 && Math.abs(was - best) < 2 ? now : (widths[best] ?? now);
}
