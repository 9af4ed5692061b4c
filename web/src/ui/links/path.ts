// The shapes of lines between notes.

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

/** A soft bow for a reason. */
export function bow(from: Point, to: Point): string {
  const bend = Math.min(24, Math.hypot(to.x - from.x, to.y - from.y) / 6);
  const at = aside(from, to, 0.5, bend);
  return `M${num(from)}Q${num(at)} ${num(to)}`;
}

/** A jagged line for a contradiction. */
export function jagged(from: Point, to: Point): string {
  const steps = Math.max(2, Math.round(Math.hypot(to.x - from.x, to.y - from.y) / 14));
  const points = Array.from({ length: steps - 1 }, (_, i) => aside(from, to, (i + 1) / steps, i % 2 === 0 ? 5 : -5));
  return `M${num(from)}${points.map((point) => `L${num(point)}`).join('')}L${num(to)}`;
}

/** Where the word of a line stands. */
export function wordAt(from: Point, to: Point, kind: 'because' | 'contradicts'): Point {
  const bend = kind === 'because' ? Math.min(24, Math.hypot(to.x - from.x, to.y - from.y) / 6) / 2 : 0;
  return aside(from, to, 0.5, bend);
}

function aside(from: Point, to: Point, share: number, by: number): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const far = Math.hypot(dx, dy) || 1;
  return { x: from.x + dx * share - (dy / far) * by, y: from.y + dy * share + (dx / far) * by };
}

function num({ x, y }: Point): string {
  return `${Math.round(x)} ${Math.round(y)}`;
}
