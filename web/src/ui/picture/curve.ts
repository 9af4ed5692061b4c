// The journey's emotion curve, as on the screen: a line through the medians and a band from the least to the greatest
// answer, with rings around moments of truth.
import { bandPath, best, dips, linePath, middle, worst, yOf, type Point, type Stop } from '../journey/curve.ts';
import { s } from '../journey/words/words.ts';
import type { Brush } from './card.ts';
import type { Group, Mark } from './scene.ts';
import { gap } from './zone.ts';

/** How high it is drawn. */
export const curveHigh = 136;
const rim = 18;

/** A circle around a point, as a path. */
function circle(x: number, y: number, r: number): Pick<Mark & { is: 'path' }, 'is' | 'x' | 'y' | 'd'> {
  return { is: 'path', x, y, d: `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z` };
}

/** The curve at 0, 0, over columns that share this width. */
export function drawCurve(stops: readonly Stop[], width: number, { colours }: Brush): Group {
  const low = dips(stops);
  const y = (value: number): number => yOf(value, curveHigh, rim);
  const points = stops.map(({ felt }, i): Point | undefined =>
    felt === undefined
      ? undefined
      : { x: middle(i, stops.length, width, gap), y: y(felt.mid), top: y(felt.high), bottom: y(felt.low) },
  );
  const { paper, edge } = colours.customer;
  const marks: Mark[] = [
    { is: 'box', x: 0, y: 0, w: width, h: curveHigh, r: 12, fill: colours.zone },
    ...[best, 0, worst].map((value): Mark => ({
      is: 'box',
      x: 12,
      y: y(value) - 0.5,
      w: width - 24,
      h: 1,
      r: 0,
      fill: value === 0 ? colours.line : colours.felt,
    })),
    { is: 'path', x: 0, y: 0, d: bandPath(points), fill: paper },
    { is: 'path', x: 0, y: 0, d: linePath(points), stroke: edge, thick: 3 },
  ];
  for (const [i, point] of points.entries()) {
    if (point === undefined) continue;
    const { x, top, bottom } = point;
    const dip = low.includes(stops[i]?.column ?? '');
    if (bottom > top) marks.push({ is: 'path', x, y: top, d: `M0 0L0 ${bottom - top}`, stroke: edge, thick: 1.5 });
    if (dip) marks.push({ ...circle(x, point.y, 11), stroke: colours.thread, thick: 2 });
    marks.push({
      ...circle(x, point.y, 5.5),
      fill: dip ? colours.thread : edge,
      stroke: colours.panel,
      thick: 2,
    });
  }
  return { is: 'zone', name: s.felt, x: 0, y: 0, w: width, h: curveHigh, marks };
}
