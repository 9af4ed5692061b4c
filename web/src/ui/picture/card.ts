// One note as a group of marks: the note of the screen (NoteText, NoteLines, NoteFoot), with all of its words.
import { faces, lock, reactions, signs, thread } from './marks.ts';
import type { Group, Mark, Measure, Palette, Words } from './scene.ts';
import type { Card, Tint } from './sheet.ts';
import { isRtl, wrap } from './wrap.ts';
import { t } from '../words/words.ts';
import { p } from './words/words.ts';

/** A note is this wide, in px, as on the screen. */
export const cardWidth = 200;
const least = 104;
const pad = 14;
const foot = 24;
const small = 14;

/** The paper of a hue, as a view by colours sets it. */
export type Tinted = (hue: number) => string;

/** What drawing takes. */
export interface Brush {
  readonly colours: Palette;
  readonly measure: Measure;
  readonly tinted: Tinted;
}

/** A line of a note before it has a place. */
interface Line {
  readonly text: string;
  readonly size: number;
  readonly high: number;
  readonly fill: string;
  readonly sign?: 'lock' | 'thread';
  /** Room above it. */
  readonly above: number;
}

/** One word of a line, at `x` where it starts for a reader of its direction. */
export function words(
  { measure }: Brush,
  at: { readonly x: number; readonly y: number; readonly w: number },
  text: string,
  look: Pick<Words, 'size' | 'weight' | 'fill'> & { readonly rtl?: boolean },
): Words {
  const { rtl = false, ...rest } = look;
  const width = measure(text, rest.size, rest.weight);
  return { is: 'words', x: rtl ? at.x + at.w : at.x, y: at.y, text, width, rtl, ...rest };
}

/**
 * A note at 0, 0; or, where it is higher than `most`, several that hold its words between them, each saying that it goes on.
 */
export function drawCard(card: Card, brush: Brush, most = Infinity): Group[] {
  const all = linesOf(card, brush);
  const shown: Line[][] = [[]];
  const room = most - pad - drawFoot(card, brush).h - pad;
  let high = 0;
  for (const line of all) {
    if (high + line.above + line.high > room && high > 0) {
      shown.push([]);
      high = 0;
    }
    shown.at(-1)?.push(line);
    high += line.above + line.high;
  }
  return shown.map((lines, at) => draw(card, brush, lines, at === shown.length - 1));
}

function linesOf(card: Card, { colours, measure }: Brush): Line[] {
  const size = card.text.length > 140 ? 15 : 16;
  const [open, close] = card.quote ? p.quotes : ['', ''];
  const width = cardWidth - 2 * pad;
  const text = wrap(`${open}${card.text}${close}`, width, (each) => measure(each, size, 400));
  const fill = card.untold ? colours.muted : colours.ink;
  const lines: Line[] = text.map((each) => ({ text: each, size, high: size * 1.375, fill, above: 0 }));
  for (const { text: extra, sign } of card.lines) {
    const room = width - (sign === 'thread' ? 26 : sign === 'lock' ? 18 : 0);
    const wrapped = wrap(extra, room, (each) => measure(each, small, 400));
    wrapped.forEach((each, at) =>
      lines.push({
        text: each,
        size: small,
        high: 18,
        fill: sign === 'thread' ? colours.thread : colours.muted,
        above: at === 0 ? 4 : 0,
        ...(sign !== undefined && at === 0 && { sign }),
      }),
    );
  }
  return lines;
}

function draw(card: Card, brush: Brush, lines: readonly Line[], last: boolean): Group {
  const { colours } = brush;
  const { edge } = colours[card.paper];
  const marks: Mark[] = [];
  const rtl = isRtl(card.text);
  const inner = { x: pad, w: cardWidth - 2 * pad };
  let y = pad - 2;
  for (const line of lines) {
    y += line.above;
    const base = y + line.high / 2 + line.size * 0.34;
    const shift = line.sign === 'thread' ? 26 : line.sign === 'lock' ? 18 : 0;
    if (line.sign === 'lock') marks.push({ is: 'path', x: pad - 2, y: y + 1, d: lock, stroke: line.fill, thick: 1.5 });
    if (line.sign === 'thread') {
      marks.push({ is: 'path', x: pad - 1, y: y + 2, d: thread, stroke: colours.thread, thick: 2 });
      marks.push({ is: 'box', x: pad + 15, y: y + 8.5, w: 5, h: 5, r: 2.5, fill: colours.thread });
    }
    if (line.text !== '')
      marks.push(
        words(brush, { x: inner.x + shift, w: inner.w - shift, y: base }, line.text, {
          size: line.size,
          weight: 400,
          fill: line.fill,
          rtl: rtl && shift === 0,
        }),
      );
    y += line.high;
  }
  const feet = last ? drawFoot(card, brush) : { marks: [], h: foot };
  const h = Math.max(least, Math.ceil(y + 4 + feet.h + pad - 4));
  if (last) marks.push(...feet.marks.map((mark) => ({ ...mark, y: mark.y + h - feet.h - pad + 4 })));
  else
    marks.push(words(brush, { ...inner, y: h - pad - 3 }, p.goesOn, { size: small, weight: 400, fill: colours.muted }));
  const border: Mark =
    card.edge === 'dashed'
      ? { ...square(h), stroke: edge, thick: 2, dash: [6, 4] }
      : { ...square(h), stroke: edge, thick: 2 };
  const sheet: Mark = { ...square(h), fill: paperOf(card, brush) };
  return { is: 'note', name: card.text, x: 0, y: 0, w: cardWidth, h, marks: [sheet, border, ...marks] };
}

function square(h: number): { is: 'box'; x: number; y: number; w: number; h: number; r: number } {
  return { is: 'box', x: 1, y: 1, w: cardWidth - 2, h: h - 2, r: 3 };
}

/** What a note is drawn on: as on the screen, without a side's paper where colours mean something else. */
export function paperOf(card: Pick<Card, 'paper' | 'tint'>, brush: Brush): string {
  if (card.tint === null) return brush.colours[card.paper].paper;
  return card.tint.hue === null ? brush.colours.panel : brush.tinted(card.tint.hue);
}

/** Two letters in a frame, for whom there is no colour. */
export function letters({ mark }: Tint, brush: Brush, x: number, y: number): { marks: Mark[]; w: number } {
  if (mark === '') return { marks: [], w: 0 };
  const { colours, measure } = brush;
  const wide = measure(mark, small, 600);
  const w = wide + 8;
  return {
    w,
    marks: [
      { is: 'box', x: x + 0.5, y: y + 0.5, w: w - 1, h: 18, r: 3, stroke: colours.muted, thick: 1 },
      words(brush, { x: x + 4, w: wide, y: y + 14 }, mark, { size: small, weight: 600, fill: colours.ink }),
    ],
  };
}

/** Whose it is, what it is and who felt it too, from 0 down. A name that has no room beside the rest stands above it, whole. */
function drawFoot(card: Card, brush: Brush): { marks: Mark[]; h: number } {
  const { colours, measure } = brush;
  const named = (width: number): string[] => wrap(card.name, width, (each) => measure(each, small, 400));
  const taken = footEnd(card, brush, 0);
  const before = (card.behalf ? 22 : 14) + 5 + (card.sign ? 20 : 0) + (card.face === null ? 0 : 20);
  const badge = card.tint === null ? 0 : letters(card.tint, brush, 0, 0).w;
  const left = pad + before + (badge > 0 ? badge + 5 : 0);
  const beside = measure(card.name, small, 400) <= taken.from - left - 2;
  const lines = beside ? [card.name] : named(cardWidth - pad - left);
  const high = 20;
  const top = beside ? 0 : lines.length * high;
  const marks: Mark[] = sideMark(card, colours, pad, 5);
  let x = pad + (card.behalf ? 22 : 14) + 5;
  for (const d of [card.sign && signs[card.sign], card.face === null ? null : faces[card.face]]) {
    if (!d) continue;
    marks.push({ is: 'path', x, y: 4, d, stroke: colours.muted, thick: 1.4 });
    x += 20;
  }
  if (card.tint !== null) marks.push(...letters(card.tint, brush, x, 2).marks);
  lines.forEach((line, at) => {
    if (line === '') return;
    const width = measure(line, small, 400);
    const look = { size: small, weight: 400, fill: colours.muted, rtl: isRtl(card.name) } as const;
    marks.push(words(brush, { x: left, w: width, y: 17 + at * high }, line, look));
  });
  const empty = taken.marks.length === 0;
  marks.push(...taken.marks.map((mark) => ({ ...mark, y: mark.y + (empty ? 0 : top) })));
  return { marks, h: beside || empty ? Math.max(foot, (lines.length - 1) * high + foot) : top + foot };
}

/** What stands at the end of a foot, and from where on. */
function footEnd(card: Card, brush: Brush, top: number): { marks: Mark[]; from: number } {
  const { colours, measure } = brush;
  const marks: Mark[] = [];
  let end = cardWidth - pad;
  const base = top + 17;
  const right = (text: string, fill: string): void => {
    const width = measure(text, small, 400);
    marks.push(words(brush, { x: end - width, w: width, y: base }, text, { size: small, weight: 400, fill }));
    end -= width + 3;
  };
  if (card.felt > 0) {
    right(t.note.feltShort(card.felt, card.of), colours.thread);
    const sewn = Math.min(card.felt, 6);
    end -= sewn * 7 + 1;
    for (let i = 0; i < sewn; i++)
      marks.push({ is: 'path', x: end + 1 + i * 7, y: top + 5, d: 'M1 11l4-8', stroke: colours.thread, thick: 2.5 });
    end -= 5;
  }
  for (const { kind, count } of [...card.reactions].reverse()) {
    right(String(count), colours.muted);
    end -= 15;
    marks.push({ is: 'path', x: end, y: top + 4, d: reactions[kind] ?? '', stroke: colours.muted, thick: 1.4 });
    end -= 5;
  }
  return { marks, from: end };
}

/** Whose voice, by shape: round for a customer, square for the team, both when one wrote for the other. */
export function sideMark(
  { paper, behalf }: Pick<Card, 'paper' | 'behalf'>,
  { team, customer }: Palette,
  x: number,
  y: number,
): Mark[] {
  const square = (at: number): Mark => ({ is: 'box', x: at, y: y + 1.5, w: 11, h: 11, r: 1.5, fill: team.edge });
  const round: Mark = { is: 'box', x: x + 1, y: y + 1, w: 12, h: 12, r: 6, fill: customer.edge };
  if (behalf) return [square(x + 9), round];
  return [paper === 'team' ? square(x + 1.5) : round];
}
