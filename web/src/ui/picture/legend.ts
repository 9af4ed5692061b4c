// What the marks of a picture mean, in one line; only those that are in it.
import { sideMark, words, type Brush } from './card.ts';
import type { Group, Mark } from './scene.ts';
import type { Card, Sheet } from './sheet.ts';
import { p } from './words/words.ts';

export const legendHigh = 32;

/** The legend at 0, 0. */
export function drawLegend(sheet: Sheet, brush: Brush, width: number): Group {
  const { colours, measure } = brush;
  const cards = sheet.plots.flatMap((plot) => plot.cards);
  const some = (has: (card: Card) => boolean): boolean => cards.some(has);
  const marks: Mark[] = [];
  let x = 0;
  const add = (wide: number, signs: (x: number) => readonly Mark[], text: string): void => {
    const w = measure(text, 14, 400);
    if (x + wide + 6 + w > width) return;
    marks.push(...signs(x));
    marks.push(words(brush, { x: x + wide + 6, w, y: 21 }, text, { size: 14, weight: 400, fill: colours.muted }));
    x += wide + 6 + w + 20;
  };
  const edge = (dash: boolean) => (at: number) => [
    {
      is: 'box' as const,
      x: at + 1,
      y: 8,
      w: 20,
      h: 16,
      r: 3,
      fill: colours.team.paper,
      stroke: colours.team.edge,
      thick: 2,
      ...(dash && { dash: [6, 4] as const }),
    },
  ];
  const side = (paper: 'team' | 'customer', behalf: boolean) => (at: number) =>
    sideMark({ paper, behalf }, colours, at, 9);
  if (some((card) => card.paper === 'customer' && !card.behalf)) add(14, side('customer', false), p.legend.customer);
  if (some((card) => card.paper === 'team' && !card.behalf)) add(14, side('team', false), p.legend.team);
  if (some((card) => card.behalf)) add(22, side('customer', true), p.legend.behalf);
  if (some((card) => card.edge === 'dashed')) add(22, edge(true), p.legend.dashed);
  if (some((card) => card.edge === 'sewn')) add(22, edge(false), p.legend.sewn);
  if (some((card) => card.felt > 0))
    add(
      8,
      (at) => [{ is: 'path', x: at + 1, y: 9, d: 'M1 11l4-8', stroke: colours.thread, thick: 2.5 }],
      p.legend.felt,
    );
  return { is: 'head', name: p.legend.title, x: 0, y: 0, w: width, h: legendHigh, marks };
}
