// What the marks and colours of a picture mean; only those that are in it, in as many lines as that takes.
import { letters, sideMark, words, type Brush } from './card.ts';
import type { Group, Mark } from './scene.ts';
import type { Card, Sheet, Tint } from './sheet.ts';
import { cut } from './wrap.ts';
import { p } from './words/words.ts';

/** How high a legend of one line is, and how much each further one adds. */
const high = 32;
const further = 24;

/** The legend at 0, 0. */
export function drawLegend(sheet: Sheet, brush: Brush, width: number): Group {
  const { colours, measure } = brush;
  const cards = sheet.plots.flatMap((plot) => plot.cards);
  const some = (has: (card: Card) => boolean): boolean => cards.some(has);
  const marks: Mark[] = [];
  let x = 0;
  let y = 0;
  const add = (wide: number, signs: (x: number) => readonly Mark[], means: string): void => {
    const text = cut(means, width - wide - 6, (each) => measure(each, 14, 400));
    const w = measure(text, 14, 400);
    if (x > 0 && x + wide + 6 + w > width) {
      x = 0;
      y += further;
    }
    marks.push(...signs(x).map((mark) => ({ ...mark, y: mark.y + y })));
    const at = { x: x + wide + 6, w, y: y + 21 };
    marks.push(words(brush, at, text, { size: 14, weight: 400, fill: colours.muted }));
    x += wide + 6 + w + 20;
  };
  const paper = (at: number, fill: string, stroke: string, dash = false): Mark => ({
    is: 'box',
    x: at + 1,
    y: 8,
    w: 20,
    h: 16,
    r: 3,
    fill,
    stroke,
    thick: 2,
    ...(dash && { dash: [6, 4] as const }),
  });
  /** The mark of a side, on its paper where papers are of sides. */
  const side = (of: 'team' | 'customer', behalf: boolean): readonly [number, (at: number) => readonly Mark[]] => {
    const wide = behalf ? 22 : 14;
    if (sheet.colours !== null) return [wide, (at) => sideMark({ paper: of, behalf }, colours, at, 9)];
    const { paper: fill, edge: stroke } = colours[of];
    const sample: Mark = { is: 'box', x: 1, y: 6, w: wide + 10, h: 20, r: 3, fill, stroke, thick: 1.5 };
    return [wide + 12, (at) => [{ ...sample, x: at + 1 }, ...sideMark({ paper: of, behalf }, colours, at + 6, 9)]];
  };
  const colour = (tint: Tint) => (at: number) =>
    tint.mark === ''
      ? [paper(at, tint.hue === null ? colours.panel : brush.tinted(tint.hue), colours.line)]
      : letters(tint, brush, at, 7).marks;

  for (const tint of sheet.colours ?? []) add(letters(tint, brush, 0, 0).w || 22, colour(tint), tint.name);
  if (some((card) => card.paper === 'customer' && !card.behalf)) add(...side('customer', false), p.legend.customer);
  if (some((card) => card.paper === 'team' && !card.behalf)) add(...side('team', false), p.legend.team);
  if (some((card) => card.behalf)) add(...side('customer', true), p.legend.behalf);
  const plain = sheet.colours === null ? colours.team.paper : colours.panel;
  if (some((card) => card.edge === 'dashed'))
    add(22, (at) => [paper(at, plain, colours.team.edge, true)], p.legend.dashed);
  if (some((card) => card.edge === 'sewn')) add(22, (at) => [paper(at, plain, colours.team.edge)], p.legend.sewn);
  if (some((card) => card.felt > 0))
    add(
      8,
      (at) => [{ is: 'path', x: at + 1, y: 9, d: 'M1 11l4-8', stroke: colours.thread, thick: 2.5 }],
      p.legend.felt,
    );
  return { is: 'head', name: p.legend.title, x: 0, y: 0, w: width, h: high + y, marks };
}
