// The emotion curve: where its points lie, and its line and band as paths. A column below the least number of answers
// has no figures (B-59); line and band leave a gap there rather than guess.
import type { Id, Phase, Result } from '../../model/records.ts';

/** The best and the worst one can feel. */
export const best = 2;
export const worst = -2;

/** What is known of one column. */
export interface Stop {
  readonly column: Id;
  /** People who answered; 0 where nobody did. */
  readonly n: number;
  /** The median, its least and its greatest answer; undefined where too few answered. */
  readonly felt?: { readonly mid: number; readonly low: number; readonly high: number };
}

/** A point in the picture, and how far the answers reach above (less y) and below it. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly top: number;
  readonly bottom: number;
}

/** The phase that asks how each step felt: the running one, else the last whose results are in, else one to come. */
export function curvePhase(phases: readonly Phase[], running: Phase | undefined): Phase | undefined {
  const asks = (phase: Phase | undefined): phase is Phase => phase?.f.ask.kind === 'curve';
  if (asks(running)) return running;
  const all = phases.filter(asks);
  return all.findLast(({ f }) => f.results.length > 0) ?? all[0];
}

/** Whether what came of it may be looked at: not while it is asked. */
export function curveShown(phase: Phase | undefined, running: Phase | undefined): phase is Phase {
  return phase !== undefined && (phase.id !== running?.id || phase.f.closed) && phase.f.results.length > 0;
}

/** The columns with what came of the question, in their order. */
export function stopsOf(columns: readonly Id[], results: readonly Result[]): readonly Stop[] {
  return columns.map((column): Stop => {
    const row = results.find(({ item, q }) => item === column && q === 0);
    if (row === undefined) return { column, n: 0 };
    const { n, mid, low, high } = row;
    return mid === null || low === null || high === null
      ? { column, n }
      : { column, n, felt: { mid: mid / 2, low, high } };
  });
}

/** The columns with the lowest median: the moments of truth. None where the curve is flat or has one point alone. */
export function dips(stops: readonly Stop[]): readonly Id[] {
  const known = stops.flatMap((stop) => (stop.felt === undefined ? [] : [{ column: stop.column, mid: stop.felt.mid }]));
  const least = Math.min(...known.map(({ mid }) => mid));
  return known.every(({ mid }) => mid === least)
    ? []
    : known.filter(({ mid }) => mid === least).map(({ column }) => column);
}

/** The middle of the nth of `count` columns that share a width, `gap` apart. */
export function middle(nth: number, count: number, width: number, gap: number): number {
  const each = (width - gap * (count - 1)) / count;
  return nth * (each + gap) + each / 2;
}

/** How far down a value lies in a picture with `rim` above the best and below the worst. */
export function yOf(value: number, height: number, rim: number): number {
  return rim + ((best - value) / (best - worst)) * (height - 2 * rim);
}

/** The whole value that is nearest to a height in the picture. */
export function valueAt(y: number, height: number, rim: number): number {
  const value = best - ((y - rim) / (height - 2 * rim)) * (best - worst);
  return Math.max(worst, Math.min(best, Math.round(value))) + 0; // no −0
}

/** Points that stand next to each other without a gap between. */
export function runsOf<P>(points: readonly (P | undefined)[]): readonly (readonly P[])[] {
  const runs: P[][] = [];
  let open: P[] | undefined;
  for (const point of points) {
    if (point === undefined) open = undefined;
    else if (open === undefined) runs.push((open = [point]));
    else open.push(point);
  }
  return runs;
}

/** The line through the medians; a point alone makes no line. */
export function linePath(points: readonly (Point | undefined)[]): string {
  return runsOf(points)
    .filter((run) => run.length > 1)
    .map((run) =>
      through(
        run.map(({ x, y }) => ({ x, y })),
        'M',
      ),
    )
    .join('');
}

/** The area between the least and the greatest answers; a point alone has its own mark (Curve.svelte draws it). */
export function bandPath(points: readonly (Point | undefined)[]): string {
  return runsOf(points)
    .filter((run) => run.length > 1)
    .map((run) => {
      const over = run.map(({ x, top }) => ({ x, y: top }));
      const under = run.map(({ x, bottom }) => ({ x, y: bottom })).reverse();
      return `${through(over, 'M')}${through(under, 'L')}Z`;
    })
    .join('');
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

/**
 * A smooth path that never swings past its points (monotone cubic, after Fritsch and Carlson): the curve is nowhere
 * lower or higher than somebody's median.
 */
function through(spots: readonly Spot[], start: 'M' | 'L'): string {
  const first = spots[0];
  if (first === undefined) return '';
  const slopes = slopesOf(spots);
  let path = `${start}${round(first.x)} ${round(first.y)}`;
  for (let i = 1; i < spots.length; i++) {
    const [a, b] = [spots[i - 1] ?? first, spots[i] ?? first];
    const third = (b.x - a.x) / 3;
    const from = `${round(a.x + third)} ${round(a.y + third * (slopes[i - 1] ?? 0))}`;
    const to = `${round(b.x - third)} ${round(b.y - third * (slopes[i] ?? 0))}`;
    path += `C${from} ${to} ${round(b.x)} ${round(b.y)}`;
  }
  return path;
}

function slopesOf(spots: readonly Spot[]): number[] {
  const rises = spots.slice(1).map((b, i) => {
    const a = spots[i] ?? b;
    return (b.y - a.y) / (b.x - a.x);
  });
  return spots.map((_, i) => {
    const [before, after] = [rises[i - 1], rises[i]];
    if (before === undefined || after === undefined || before * after <= 0) return 0; // ends and turning points lie flat
    return (2 * before * after) / (before + after);
  });
}

function round(at: number): number {
  return Math.round(at * 10) / 10;
}
