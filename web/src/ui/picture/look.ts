// The colours and the font of pictures: those of the page, by the names in tokens.css.
import latinExt from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2?url';
import latin from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url';
import type { Brush } from './card.ts';
import { fontOf } from './paint.ts';
import type { Measure, Palette } from './scene.ts';
import type { Face } from './svg.ts';

export type Paper = 'light' | 'dark';

/** What draws on this paper, once the font is there to be measured. */
export async function brush(paper: Paper): Promise<Brush> {
  await Promise.all(
    [400, 600].flatMap((weight) => ['a', 'ő'].map((char) => document.fonts.load(fontOf(16, weight), char))),
  );
  return brushNow(paper);
}

/** The same at once, for a page that shows text in this font already. */
export function brushNow(paper: Paper): Brush {
  return { colours: palette(paper), measure: (measure ??= measuring()), tinted: (hue) => tinted(paper, hue) };
}

let measure: Measure | undefined;

function palette(paper: Paper): Palette {
  const token = (name: string): string => hex(paper, `var(--${name})`);
  const side = (name: string) => ({ paper: token(`${name}-paper`), edge: token(`${name}-edge`) });
  return {
    felt: token('felt'),
    zone: hex(paper, 'color-mix(in srgb, var(--felt), var(--panel) 62%)'),
    panel: token('panel'),
    ink: token('ink'),
    muted: token('muted'),
    line: token('line'),
    thread: token('thread'),
    customer: side('customer'),
    team: side('team'),
  };
}

/** The same as a note's (Note.svelte). */
function tinted(paper: Paper, hue: number): string {
  return hex(paper, `light-dark(oklch(0.935 0.06 ${hue}), oklch(0.34 0.05 ${hue}))`);
}

const known = new Map<string, string>();

/** Any colour of the style sheets as #rrggbb: files know no variables. */
function hex(paper: Paper, colour: string): string {
  const key = `${paper} ${colour}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.colorScheme = paper;
  probe.style.color = colour;
  document.body.append(probe);
  const computed = getComputedStyle(probe).color;
  probe.remove();
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const to = canvas.getContext('2d', { willReadFrequently: true });
  if (to === null) return '#000000';
  to.fillStyle = computed;
  to.fillRect(0, 0, 1, 1);
  const found = `#${[...to.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  known.set(key, found);
  return found;
}

/** Measures with the font that is drawn with. Words come again and again: their widths are kept. */
function measuring(): Measure {
  const to = document.createElement('canvas').getContext('2d');
  const widths = new Map<string, number>();
  return (text, size, weight) => {
    const font = fontOf(size, weight);
    const key = `${font} ${text}`;
    const before = widths.get(key);
    if (before !== undefined || to === null) return before ?? 0;
    if (to.font !== font) to.font = font;
    const { width } = to.measureText(text);
    if (widths.size > 50_000) widths.clear();
    if (text.length <= 60) widths.set(key, width);
    return width;
  };
}

/** The letters of each file, as @fontsource names them. */
const ranges = {
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  latinExt:
    'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
} as const;
const extended =
  /[\u0100-\u0130\u0132-\u0151\u0154-\u02ba\u02bd-\u02c5\u1d00-\u1dbf\u1e00-\u1e9f\u1ef2-\u1eff\u2020\u20a0-\u20ab\u20ad-\u20c0\u2113\u2c60-\u2c7f\ua720-\ua7ff]/u;

/** The fonts that a file with this text brings along. Other scripts are drawn with what the reader's machine has. */
export async function faces(text: string): Promise<Face[]> {
  const all: Promise<Face>[] = [face(latin, ranges.latin)];
  if (extended.test(text)) all.push(face(latinExt, ranges.latinExt));
  return Promise.all(all);
}

const fetched = new Map<string, Promise<Face>>();

function face(url: string, range: string): Promise<Face> {
  const loading =
    fetched.get(url) ??
    fetch(url).then(async (answer) => {
      if (!answer.ok) throw new Error(`the font answers ${answer.status}`);
      return { range, data: base64(new Uint8Array(await answer.arrayBuffer())) };
    });
  fetched.set(url, loading);
  loading.catch(() => fetched.delete(url));
  return loading;
}

function base64(data: Uint8Array): string {
  let text = '';
  for (let i = 0; i < data.length; i += 4096) text += String.fromCharCode(...data.subarray(i, i + 4096));
  return btoa(text);
}
