// A scene as an SVG file: one file without a reference to anything outside it, and XML whatever notes hold.
import type { Mark, Scene } from './scene.ts';

/** A font that a file brings along. */
export interface Face {
  /** The letters it is for, as in unicode-range. */
  readonly range: string;
  /** WOFF2 in base64. */
  readonly data: string;
}

/** The family's name in files. */
const family = 'Atkinson Hyperlegible Next';

/** Text as XML takes it: what it does not allow is left out, what means something to it is escaped. */
export function xml(text: string): string {
  const allowed = text.replace(
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    '',
  );
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return allowed.replace(/[&<>"']/g, (char) => names[char] ?? '');
}

const n = (value: number): string => String(Math.round(value * 100) / 100);

/** The file. */
export function svg({ width, height, title, paper, groups }: Scene, faces: readonly Face[]): string {
  const fonts = faces
    .map(
      ({ range, data }) =>
        `@font-face{font-family:'${family}';font-weight:200 800;unicode-range:${range};src:url(data:font/woff2;base64,${data}) format('woff2')}`,
    )
    .join('');
  const style = `${fonts}text{font-family:'${family}',system-ui,sans-serif;white-space:pre}`;
  const body = groups.map(
    ({ is, name, marks }) =>
      `<g class="${is}">${is === 'zone' && name !== '' ? `<title>${xml(name)}</title>` : ''}\n${marks.map(element).join('\n')}\n</g>`,
  );
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" role="img">`,
    `<title>${xml(title)}</title>`,
    `<style>${style}</style>`,
    `<rect width="100%" height="100%" fill="${paper}"/>`,
    ...body,
    `</svg>`,
    ``,
  ].join('\n');
}

function element(mark: Mark): string {
  switch (mark.is) {
    case 'box': {
      const { x, y, w, h, r } = mark;
      return `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" rx="${n(r)}"${paint(mark)}/>`;
    }
    case 'path':
      return `<path d="${mark.d}" transform="translate(${n(mark.x)} ${n(mark.y)})" stroke-linecap="round" stroke-linejoin="round"${paint(mark)}/>`;
    case 'words': {
      const { x, y, size, weight, fill, rtl, text } = mark;
      const way = rtl ? ' direction="rtl"' : '';
      return `<text x="${n(x)}" y="${n(y)}" font-size="${n(size)}" font-weight="${weight}" fill="${fill}"${way}>${xml(text)}</text>`;
    }
  }
}

function paint(mark: Exclude<Mark, { is: 'words' }>): string {
  const { fill = 'none', stroke, thick = 1 } = mark;
  const line = stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="${n(thick)}"`;
  const dash = mark.is === 'box' && mark.dash ? ` stroke-dasharray="${mark.dash.join(' ')}"` : '';
  return ` fill="${fill}"${line}${dash}`;
}
