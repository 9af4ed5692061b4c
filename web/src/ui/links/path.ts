// The shapes of lines between notes: beside the notes that lie in between where there is room, behind them where not.

/** A box on the screen. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A way: straight from point to point. */
export type Way = readonly Point[];

/** Half of the gap between two notes, in px: there a line runs beside both. */
const beside = 6;
/** How many px of a detour are better than one px behind a note. */
const dear = 6;

/** Where two notes are joined: from edge to edge along the line between their middles; null where one lies on the other. */
export function ends(a: Box, b: Box): readonly [Point, Point] | null {
  const [from, to] = [middle(a), middle(b)];
  const [start, end] = [edge(a, to), edge(b, from)];
  const along = (to.x - from.x) * (end.x - start.x) + (to.y - from.y) * (end.y - start.y);
  return along <= 0 ? null : [start, end];
}

function middle({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Where the way from a box's middle to a point leaves the box. */
function edge(box: Box, to: Point): Point {
  const { x, y } = middle(box);
  const [dx, dy] = [to.x - x, to.y - y];
  const share = Math.min(
    dx === 0 ? Infinity : box.width / 2 / Math.abs(dx),
    dy === 0 ? Infinity : box.height / 2 / Math.abs(dy),
    1,
  );
  return { x: x + dx * share, y: y + dy * share };
}

/** The way from one note to another that is behind the others as little as can be, at least `off` px beside notes; null where one lies on the other. */
export function route(a: Box, b: Box, others: readonly Box[], off = beside): Way | null {
  const straight = ends(a, b);
  if (straight === null) return null;
  let best: Way = straight;
  let least = cost(straight, others);
  if (least === length(straight)) return straight;
  for (const way of [...around(a, b, off), ...around(turned(a), turned(b), off).map((each) => each.map(swap))]) {
    const found = cost(way, others);
    if (found < least) [best, least] = [way, found];
  }
  return best;
}

/** The ways out at a side, along a gap between columns, and in at a side. */
function around(a: Box, b: Box, off: number): Way[] {
  const gaps = [a, b].flatMap(({ x, width }) => [x - off, x + width + off]);
  return gaps.flatMap((x): Way[] => {
    const [start, end] = [side(a, x), side(b, x)];
    return start === null || end === null ? [] : [[start, { x, y: start.y }, { x, y: end.y }, end]];
  });
}

function side(box: Box, x: number): Point | null {
  const { y } = middle(box);
  if (x < box.x) return { x: box.x, y };
  return x > box.x + box.width ? { x: box.x + box.width, y } : null;
}

function turned({ x, y, width, height }: Box): Box {
  return { x: y, y: x, width: height, height: width };
}

function swap({ x, y }: Point): Point {
  return { x: y, y: x };
}

function length(way: Way): number {
  return pairs(way).reduce((sum, [from, to]) => sum + Math.hypot(to.x - from.x, to.y - from.y), 0);
}

function cost(way: Way, others: readonly Box[]): number {
  let sum = length(way);
  for (const [from, to] of pairs(way)) for (const box of others) sum += dear * within(from, to, box);
  return sum;
}

function pairs(way: Way): (readonly [Point, Point])[] {
  return way.slice(1).map((to, i) => [way[i] ?? to, to]);
}

/** How much of the way from one point to another is in a box. */
function within(from: Point, to: Point, box: Box): number {
  let [first, last] = [0, 1];
  for (const [at, by, low, size] of [
    [from.x, to.x - from.x, box.x, box.width],
    [from.y, to.y - from.y, box.y, box.height],
  ] as const) {
    if (by === 0) {
      if (at <= low || at >= low + size) return 0;
      continue;
    }
    const [one, two] = [(low - at) / by, (low + size - at) / by];
    first = Math.max(first, Math.min(one, two));
    last = Math.min(last, Math.max(one, two));
  }
  return first < last ? (last - first) * Math.hypot(to.x - from.x, to.y - from.y) : 0;
}

/** The boxes that a way is behind. */
export function hiding(way: Way, others: readonly Box[]): readonly Box[] {
  return others.filter((box) => pairs(way).some(([from, to]) => within(from, to, box) > 0));
}

/** A soft line for a reason: a bow where it is straight, else with round corners. */
export function bow(way: Way): string {
  const [from, to, ...more] = way;
  if (from === undefined || to === undefined) return '';
  if (more.length === 0) {
    const bend = Math.min(24, Math.hypot(to.x - from.x, to.y - from.y) / 6);
    return `M${num(from)}Q${num(aside(from, to, 0.5, bend))} ${num(to)}`;
  }
  const corners = way.slice(1, -1).map((corner, i) => {
    const [before, after] = [way[i] ?? corner, way[i + 2] ?? corner];
    return `L${num(near(corner, before))}Q${num(corner)} ${num(near(corner, after))}`;
  });
  return `M${num(from)}${corners.join('')}L${num(way.at(-1) ?? to)}`;
}

/** The point of the way from a corner that is where its rounding begins. */
function near(corner: Point, to: Point): Point {
  const far = Math.hypot(to.x - corner.x, to.y - corner.y);
  const share = far === 0 ? 0 : Math.min(beside, far / 2) / far;
  return { x: corner.x + (to.x - corner.x) * share, y: corner.y + (to.y - corner.y) * share };
}

/** A jagged line for a contradiction. */
export function jagged(way: Way): string {
  const high = way.length > 2 ? 3 : 5;
  const parts = pairs(way).map(([from, to]) => {
    const far = Math.hypot(to.x - from.x, to.y - from.y);
    const steps = far < 14 ? 1 : Math.max(2, Math.round(far / 14));
    const points = Array.from({ length: steps - 1 }, (_, i) =>
      aside(from, to, (i + 1) / steps, i % 2 === 0 ? high : -high),
    );
    return [...points, to].map((point) => `L${num(point)}`).join('');
  });
  return way[0] === undefined ? '' : `M${num(way[0])}${parts.join('')}`;
}

/** Where the word of a line stands: over no note, upright if there is room, as near to the line's middle as can be. */
export function wordAt(way: Way, size: { readonly width: number; readonly height: number }, notes: readonly Box[]) {
  const places = pairs(way).flatMap(([from, to]) => {
    const count = Math.max(2, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 10));
    const up = from.x === to.x;
    return Array.from({ length: count + 1 }, (_, i) => ({ ...aside(from, to, i / count, 0), up }));
  });
  const half = places.length / 2;
  const nearest = places
    .map((place, i) => ({ ...place, off: Math.abs(i - half) }))
    .toSorted((one, two) => one.off - two.off);
  const free = ({ x, y }: Point, width: number, height: number): boolean =>
    notes.every(
      (box) =>
        x + width / 2 <= box.x ||
        x - width / 2 >= box.x + box.width ||
        y + height / 2 <= box.y ||
        y - height / 2 >= box.y + box.height,
    );
  const level = nearest.find((place) => free(place, size.width, size.height));
  if (level !== undefined) return { x: level.x, y: level.y, turned: false };
  const upright = nearest.find((place) => place.up && free(place, 2 * beside - 2, size.width));
  return upright === undefined ? null : { x: upright.x, y: upright.y, turned: true };
}

function aside(from: Point, to: Point, share: number, by: number): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const far = Math.hypot(dx, dy) || 1;
  return { x: from.x + dx * share - (dy / far) * by, y: from.y + dy * share + (dx / far) * by };
}

function num({ x, y }: Point): string {
  return `${Math.round(x)} ${Math.round(y)}`;
}
