// One zone as groups: its surface and heading, and its notes in columns, each where there is room highest up.
import { cardWidth, words, type Brush } from './card.ts';
import { moved, type Group, type Mark } from './scene.ts';
import type { Card, Plot } from './sheet.ts';
import { cut, isRtl } from './wrap.ts';
import { p } from './words/words.ts';

export const gap = 12;
export const headHigh = 40;
const pad = 16;

/** The notes of a zone, drawn once, wherever they come to lie. */
export type Drawn = ReadonlyMap<Card, Group>;

/** How many notes lie beside each other in a zone of this width. */
export function columnsIn(width: number): number {
  return Math.max(1, Math.floor((width - 2 * pad + gap) / (cardWidth + gap)));
}

/** The width of a zone with so many notes beside each other. */
export function widthOf(columns: number): number {
  return columns * (cardWidth + gap) - gap + 2 * pad;
}

/** How high a zone of this width must be. */
export function heightOf(plot: Plot, drawn: Drawn, width: number): number {
  const tops = new Array<number>(columnsIn(width)).fill(0);
  for (const card of plot.cards) place(tops, drawn.get(card)?.h ?? 0);
  const notes = Math.max(0, ...tops);
  return headOf(plot) + (notes > 0 ? notes - gap + 8 + pad : plot.kind === 'column' ? 0 : 44);
}

function headOf(plot: Plot): number {
  return plot.title === '' && plot.prompt === '' ? 12 : headHigh;
}

/** Where the next note of this height goes; it takes the place. */
export function place(tops: number[], high: number): { column: number; y: number } {
  let column = 0;
  tops.forEach((top, at) => {
    if (top < (tops[column] ?? 0)) column = at;
  });
  const y = tops[column] ?? 0;
  tops[column] = y + Math.ceil((high + gap) / 4) * 4;
  return { column, y };
}

/** A zone of this size at 0, 0. `quiet` leaves its surface out. */
export function drawZone(
  plot: Plot,
  drawn: Drawn,
  brush: Brush,
  size: { readonly w: number; readonly h: number },
  quiet = false,
): Group[] {
  const { colours } = brush;
  const marks: Mark[] = [];
  if (!quiet) marks.push({ is: 'box', x: 0, y: 0, ...size, r: 12, fill: colours.zone });
  marks.push(...heading(plot, brush, size.w));
  const groups: Group[] = [{ is: 'zone', name: plot.title, x: 0, y: 0, ...size, marks }];
  const count = columnsIn(size.w);
  const tops = new Array<number>(count).fill(0);
  // The columns share what is left over, as on the screen.
  const track = (size.w - 2 * pad + gap) / count;
  for (const card of plot.cards) {
    const note = drawn.get(card);
    if (note === undefined) continue;
    const { column, y } = place(tops, note.h);
    const x = pad + column * track + (track - gap - cardWidth) / 2;
    groups.push(moved(note, x, headOf(plot) + 8 + y));
  }
  return groups;
}

/** A zone's title, what it asks, and how many notes it has. */
export function heading(plot: Plot, brush: Brush, width: number, x = pad): Mark[] {
  const { colours, measure } = brush;
  if (headOf(plot) !== headHigh) return [];
  const marks: Mark[] = [];
  const room = width - 2 * x;
  const n = plot.cards.length;
  const count = n === 0 ? '' : p.number(n);
  const taken = count === '' ? 0 : measure(count, 14, 400) + 12;
  const title = cut(plot.title, room - taken, (text) => measure(text, 16, 600));
  const titled = measure(title, 16, 600);
  marks.push(
    words(brush, { x, w: titled, y: 26 }, title, { size: 16, weight: 600, fill: colours.ink, rtl: isRtl(title) }),
  );
  const prompt = cut(plot.prompt, room - taken - titled - 10, (text) => measure(text, 14, 400));
  if (prompt !== '')
    marks.push(
      words(brush, { x: x + titled + 10, w: measure(prompt, 14, 400), y: 26 }, prompt, {
        size: 14,
        weight: 400,
        fill: colours.muted,
        rtl: isRtl(prompt),
      }),
    );
  if (count !== '')
    marks.push(
      words(brush, { x: x + room - taken + 12, w: taken, y: 26 }, count, {
        size: 14,
        weight: 400,
        fill: colours.muted,
      }),
    );
  return marks;
}
