// The board as one picture: its zones lie as they do on the screen, and each is as high as its notes need.
import { layoutOf, rowsOf } from '../board/layout.ts';
import { drawCard, words, type Brush } from './card.ts';
import { curveHigh, drawCurve } from './curve.ts';
import { drawLegend } from './legend.ts';
import { moved, type Group, type Mark, type Scene } from './scene.ts';
import type { Card, Plot, Sheet } from './sheet.ts';
import { cut, isRtl } from './wrap.ts';
import { drawZone, gap, heightOf, widthOf, type Drawn } from './zone.ts';
import { p } from './words/words.ts';

const margin = 24;
const headHigh = 56;
/** How high the persona's pill is. */
const pill = 32;

/** A zone's place in a grid. */
interface Cell {
  readonly plot: Plot;
  readonly col: number;
  readonly cols: number;
  readonly row: number;
  readonly rows: number;
}

/** The grid of the map: how wide its columns are beside each other, and what lies where. */
interface Grid {
  readonly weights: readonly number[];
  /** What is left free between rows, where it is more than between columns. */
  readonly between?: number;
  readonly cells: readonly Cell[];
  /** The row that the emotion curve has to itself, one column of it above each of the grid's. */
  readonly curve?: number;
}

/** The canvas of nine, as on a wide screen. */
const canvas: Readonly<Record<string, readonly [col: number, row: number, cols: number, rows: number]>> = {
  who: [0, 0, 2, 1],
  need: [2, 0, 2, 1],
  hear: [0, 1, 1, 2],
  pains: [1, 1, 1, 1],
  gains: [2, 1, 1, 1],
  see: [3, 1, 1, 1],
  other: [1, 2, 2, 1],
  say: [3, 2, 1, 2],
  do: [0, 3, 3, 1],
};
const quadrants: Readonly<Record<string, readonly [col: number, row: number]>> = {
  tl: [0, 0],
  tr: [1, 0],
  bl: [0, 1],
  br: [1, 1],
};

/** The whole sheet as one picture: of a shape that is looked at most easily, or as wide as a window of `room` px takes. */
export function plan(sheet: Sheet, brush: Brush, when: string, room = 0): Scene {
  const drawn: Drawn = new Map(
    sheet.plots.flatMap((plot) => plot.cards.map((card) => [card, drawCard(card, brush)[0] as Group] as const)),
  );
  const wide = gridOf(sheet);
  // Where even one note beside the other is too wide for the window, zone follows zone.
  const grid = room > 0 && narrowest(wide) > 1.3 * room ? stack(wide) : wide;
  const { width, height, groups, curve } = best(grid, drawn, brush, room - 2 * margin);
  const title = sheet.title;
  const legend = drawLegend(sheet, brush, width - 2 * margin);
  const all = [
    drawHead(title, when, brush, width),
    ...groups.map((group) => moved(group, margin, headHigh)),
    ...(curve === undefined || sheet.stops === null
      ? []
      : [moved(drawCurve(sheet.stops, width - 2 * margin, brush), margin, headHigh + curve)]),
    ...(sheet.layout === 'quadrants' && grid === wide ? persona(sheet, groups, brush) : []),
    moved(legend, margin, headHigh + height + 8),
  ];
  const high = headHigh + height + 8 + legend.h + 12;
  return { width, height: Math.ceil(high), title, paper: brush.colours.felt, groups: all };
}

function gridOf(sheet: Sheet): Grid {
  const { layout, plots } = sheet;
  if (layout === 'quadrants') {
    const at = ({ area }: Plot): readonly [number, number] => quadrants[area] ?? [0, 0];
    return {
      weights: [1, 1],
      between: sheet.persona === null || sheet.persona.name === '' ? gap : pill + 16,
      cells: plots.map((plot) => ({ plot, col: at(plot)[0], cols: 1, row: at(plot)[1], rows: 1 })),
    };
  }
  if (layout === 'canvas') {
    const cells = plots.map((plot): Cell => {
      const [col, row, cols, rows] = canvas[plot.area] ?? [0, 0, 1, 1];
      return { plot, col, cols, row, rows };
    });
    return { weights: [0.62, 1, 1, 0.62], cells };
  }
  if (layout === 'journey') return sheet.stops === null ? journey(plots) : withCurve(journey(plots));
  if (layout === 'plane') return plane(plots);
  return rows(plots, 0);
}

/** Plain rows, from this row on. */
function rows(plots: readonly Plot[], from: number): Grid {
  const cells: Cell[] = [];
  let at = 0;
  rowsOf(Math.max(1, plots.length)).forEach((count, row) => {
    for (const [i, plot] of plots.slice(at, at + count).entries())
      cells.push({ plot, col: (12 / count) * i, cols: 12 / count, row: from + row, rows: 1 });
    at += count;
  });
  return { weights: new Array<number>(12).fill(1), cells };
}

/** Columns with a head each and cells below them, in rows by their title; what is in no column stands below. */
function journey(plots: readonly Plot[]): Grid {
  const columns = plots.filter(({ kind }) => kind === 'column');
  const titles: string[] = [];
  for (const { kind, column, row } of plots)
    if (kind !== 'column' && columns.some(({ id }) => id === column) && !titles.includes(row)) titles.push(row);
  const cells: Cell[] = columns.map((plot, col) => ({ plot, col, cols: 1, row: 0, rows: 1 }));
  const loose: Plot[] = [];
  for (const plot of plots) {
    if (plot.kind === 'column') continue;
    const col = columns.findIndex(({ id }) => id === plot.column);
    if (col < 0) loose.push(plot);
    else cells.push({ plot: { ...plot, prompt: '' }, col, cols: 1, row: 1 + titles.indexOf(plot.row), rows: 1 });
  }
  loose.forEach((plot, i) => cells.push({ plot, col: 0, cols: columns.length, row: 1 + titles.length + i, rows: 1 }));
  return { weights: columns.map(() => 1), cells };
}

/** The heads, the curve, and the rows below it. */
function withCurve(grid: Grid): Grid {
  return { ...grid, curve: 1, cells: grid.cells.map((cell) => (cell.row < 1 ? cell : { ...cell, row: cell.row + 1 })) };
}

/** Five by five, impact upwards and effort to the right; what lies nowhere yet below, and then the other zones. */
function plane(plots: readonly Plot[]): Grid {
  const field = plots.find(({ kind }) => kind === 'plane');
  const lies = ({ score }: Card): boolean => score.impact > 0 || score.effort > 0;
  if (field === undefined || !field.cards.some(lies)) return rows(plots, 0);
  const cells: Cell[] = [{ plot: { ...field, kind: 'column', cards: [] }, col: 0, cols: 5, row: 0, rows: 1 }];
  const nowhere: Card[] = [];
  const lying = new Map<string, Card[]>();
  for (const card of field.cards) {
    const { impact, effort } = card.score;
    if (!lies(card)) nowhere.push(card);
    else {
      const at = `${impact || 3} ${effort || 3}`;
      lying.set(at, [...(lying.get(at) ?? []), card]);
    }
  }
  const part = (title: string, cards: readonly Card[]): Plot => ({
    ...field,
    kind: 'notes',
    title,
    prompt: '',
    cards,
  });
  for (let impact = 5; impact >= 1; impact--)
    for (let effort = 1; effort <= 5; effort++)
      cells.push({
        plot: part(p.cell(impact, effort), lying.get(`${impact} ${effort}`) ?? []),
        col: effort - 1,
        cols: 1,
        row: 6 - impact,
        rows: 1,
      });
  let row = 6;
  if (nowhere.length > 0) cells.push({ plot: part(p.nowhere, nowhere), col: 0, cols: 5, row: row++, rows: 1 });
  for (const plot of plots) if (plot !== field) cells.push({ plot, col: 0, cols: 5, row: row++, rows: 1 });
  return { weights: [1, 1, 1, 1, 1], cells };
}

/** A picture of about this shape is looked at most easily, on a screen and on paper. */
const shape = 1.55;

/** The cells of a grid one below the other. */
function stack({ cells }: Grid): Grid {
  return { weights: [1], cells: cells.map(({ plot }, row) => ({ plot, col: 0, cols: 1, row, rows: 1 })) };
}

/** The share of the width that the narrowest cell has. */
function slimmest(grid: Grid): number {
  const sum = grid.weights.reduce((a, b) => a + b, 0);
  return Math.min(...grid.cells.map((cell) => part(grid, cell)), sum) / sum;
}

/** The width at which the narrowest cells hold so many notes beside each other. */
function widthAt(grid: Grid, columns: number): number {
  return widthOf(columns) / slimmest(grid) + (grid.weights.length - 1) * gap;
}

function narrowest(grid: Grid): number {
  return widthAt(grid, 1);
}

/** The grid at the width that comes nearest to the shape, or to the room there is. */
function best(
  grid: Grid,
  drawn: Drawn,
  brush: Brush,
  given: number,
): { width: number; height: number; groups: Group[]; curve?: number | undefined } {
  let found: Laid | undefined;
  for (let columns = 1; columns <= 24; columns++) {
    const room = Math.ceil(widthAt(grid, columns));
    if (found !== undefined && room > (given > 0 ? given : 6000)) break;
    const laid = lay(grid, drawn, room);
    const off = (each: Laid): number => Math.abs(Math.log(each.width / each.height / shape));
    if (found === undefined || given > 0 || off(laid) < off(found)) found = laid;
  }
  if (found === undefined) return { width: 0, height: 0, groups: [] };
  const groups = found.boxes.flatMap(({ plot, x, y, w, h }) =>
    drawZone(plot, drawn, brush, { w, h }).map((group) => moved(group, x, y)),
  );
  return { width: Math.ceil(found.width + 2 * margin), height: found.height, groups, curve: found.curve };
}

function part({ weights }: Grid, { col, cols }: Cell): number {
  return weights.slice(col, col + cols).reduce((a, b) => a + b, 0);
}

interface Laid {
  readonly width: number;
  readonly height: number;
  /** Where the emotion curve begins. */
  readonly curve?: number | undefined;
  readonly boxes: readonly { plot: Plot; x: number; y: number; w: number; h: number }[];
}

/** Where everything lies in a grid of this width. Rows are as high as the highest that ends in them needs. */
function lay(grid: Grid, drawn: Drawn, width: number): Laid {
  const { weights, cells, between = gap } = grid;
  const unit = (width - (weights.length - 1) * gap) / weights.reduce((a, b) => a + b, 0);
  const left: number[] = [];
  let x = 0;
  for (const weight of weights) {
    left.push(x);
    x += weight * unit + gap;
  }
  const wide = (cell: Cell): number => part(grid, cell) * unit + (cell.cols - 1) * gap;
  const last = (cell: Cell): number => cell.row + cell.rows - 1;
  const bottoms: number[] = [];
  const count = Math.max(0, ...cells.map((cell) => last(cell) + 1));
  const top = (row: number): number => (row === 0 ? 0 : (bottoms[row - 1] ?? 0) + between);
  for (let row = 0; row < count; row++) {
    const ending = cells.filter((cell) => last(cell) === row);
    const needs = ending.map((cell) => top(cell.row) + heightOf(cell.plot, drawn, wide(cell)));
    if (row === grid.curve) needs.push(top(row) + curveHigh);
    bottoms.push(Math.max(top(row), ...needs));
  }
  const boxes = cells.map((cell) => {
    const y = top(cell.row);
    return { plot: cell.plot, x: left[cell.col] ?? 0, y, w: wide(cell), h: (bottoms[last(cell)] ?? y) - y };
  });
  return { width, height: bottoms.at(-1) ?? 0, boxes, curve: grid.curve === undefined ? undefined : top(grid.curve) };
}

/** The title, and when this was. */
function drawHead(title: string, when: string, brush: Brush, width: number): Group {
  const { colours, measure } = brush;
  const late = measure(when, 14, 400);
  const shown = cut(title, width - 2 * margin - late - 24, (text) => measure(text, 20, 600));
  const marks: Mark[] = [
    words(brush, { x: margin, w: measure(shown, 20, 600), y: 37 }, shown, {
      size: 20,
      weight: 600,
      fill: colours.ink,
      rtl: isRtl(shown),
    }),
    words(brush, { x: width - margin - late, w: late, y: 37 }, when, { size: 14, weight: 400, fill: colours.muted }),
  ];
  return { is: 'head', name: title, x: 0, y: 0, w: width, h: headHigh, marks };
}

/** The person the map is about, at the crossing of the four, in the room between them. */
function persona(sheet: Sheet, groups: readonly Group[], brush: Brush): Group[] {
  const { colours, measure } = brush;
  const who = sheet.persona;
  const first = groups.find(({ is }) => is === 'zone');
  if (who === null || who.name === '' || first === undefined || layoutOf(sheet.plots) !== 'quadrants') return [];
  const h = pill;
  const name = cut(who.name, 240, (text) => measure(text, 16, 600));
  const titled = measure(name, 16, 600);
  const w = titled + 40;
  const x = margin + first.w + gap / 2 - w / 2;
  const y = headHigh + first.h + 8;
  const marks: Mark[] = [
    { is: 'box', x, y, w, h, r: 16, fill: colours.panel },
    words(brush, { x: x + 20, w: titled, y: y + 21.5 }, name, {
      size: 16,
      weight: 600,
      fill: colours.ink,
      rtl: isRtl(name),
    }),
  ];
  return [{ is: 'head', name: who.name, x, y, w, h, marks }];
}
