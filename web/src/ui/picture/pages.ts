// The board on paper: A4 across, zone after zone. A zone begins on a new page unless the rest of this one holds all of
// it; a note is torn only where no page has room for it.
import { cardWidth, drawCard, words, type Brush } from './card.ts';
import { drawLegend } from './legend.ts';
import { moved, type Group, type Mark, type Scene } from './scene.ts';
import { named, type Sheet } from './sheet.ts';
import { cut, isRtl } from './wrap.ts';
import { gap, heading, headHigh, place } from './zone.ts';
import { p } from './words/words.ts';

/** A4 across at 96 dots per inch. */
export const page = { width: 1123, height: 794 } as const;
const margin = 38;
const top = 72;
const foot = page.height - 44;
const columns = 5;

/** All pages of a sheet; one at least. */
export function pages(sheet: Sheet, brush: Brush, when: string): Scene[] {
  const all: Group[][] = [];
  const legend = drawLegend(sheet, brush, page.width - 2 * margin - 90);
  // Its last line is beside the page's number.
  const under = foot + 32 - legend.h;
  const bottom = under - 12;
  let y = bottom;
  const turn = (): Group[] => {
    const next: Group[] = [];
    all.push(next);
    y = top;
    return next;
  };
  const width = page.width - 2 * margin;
  const track = (width + gap) / columns;
  const most = bottom - top - headHigh;

  for (const plot of sheet.plots.map((each) => named(each, sheet.plots))) {
    const parts = plot.cards.flatMap((card) => drawCard(card, brush, most));
    if (parts.length === 0) continue;
    let rest = parts;
    let first = true;
    while (rest.length > 0) {
      const whole = fill(rest, bottom - y - headHigh);
      // It begins here only if all of it is here.
      const here = all.at(-1) !== undefined && first && whole.count === rest.length;
      const groups = here ? (all.at(-1) as Group[]) : turn();
      const { count, at, high } = here ? whole : fill(rest, most);
      const title = first ? plot.title : p.more(plot.title);
      const marks: Mark[] = heading({ ...plot, title, prompt: first ? plot.prompt : '' }, brush, width, 0);
      groups.push(moved({ is: 'zone', name: title, x: 0, y: 0, w: width, h: headHigh + high, marks }, margin, y));
      rest.slice(0, count).forEach((note, i) => {
        const { column, y: below } = at[i] ?? { column: 0, y: 0 };
        groups.push(moved(note, margin + column * track + (track - gap - cardWidth) / 2, y + headHigh + below));
      });
      y += headHigh + high + 20;
      rest = rest.slice(count);
      first = false;
    }
  }
  if (all.length === 0) turn();
  return all.map((groups, i) => ({
    ...page,
    title: sheet.title,
    paper: brush.colours.panel,
    groups: [head(sheet, when, brush), ...groups, moved(legend, margin, under), number(i + 1, all.length, brush)],
  }));
}

/** How many of these notes find room in so much height, and where. */
function fill(
  notes: readonly Group[],
  room: number,
): { count: number; at: readonly { column: number; y: number }[]; high: number } {
  const tops = new Array<number>(columns).fill(0);
  const at: { column: number; y: number }[] = [];
  let high = 0;
  for (const { h } of notes) {
    const next = place([...tops], h);
    if (next.y + h > room) break;
    place(tops, h);
    high = Math.max(high, next.y + h);
    at.push(next);
  }
  return { count: at.length, at, high };
}

function head(sheet: Sheet, when: string, brush: Brush): Group {
  const { colours, measure } = brush;
  const width = page.width - 2 * margin;
  const late = measure(when, 14, 400);
  const title = cut(sheet.title, width - late - 24, (text) => measure(text, 20, 600));
  const marks: Mark[] = [
    words(brush, { x: margin, w: measure(title, 20, 600), y: 44 }, title, {
      size: 20,
      weight: 600,
      fill: colours.ink,
      rtl: isRtl(title),
    }),
    words(brush, { x: margin + width - late, w: late, y: 44 }, when, { size: 14, weight: 400, fill: colours.muted }),
    { is: 'box', x: margin, y: 58, w: width, h: 1, r: 0, fill: colours.line },
  ];
  return { is: 'head', name: sheet.title, x: margin, y: 20, w: width, h: 40, marks };
}

function number(nth: number, of: number, brush: Brush): Group {
  const text = p.page(nth, of);
  const w = brush.measure(text, 14, 400);
  const x = page.width - margin - w;
  const y = foot;
  const mark = words(brush, { x, w, y: y + 21 }, text, { size: 14, weight: 400, fill: brush.colours.muted });
  return { is: 'head', name: text, x, y, w, h: 32, marks: [mark] };
}
