import { inflateSync } from 'node:zlib';

/** What can be read in a PDF, as a reader's search would: ours, or one that Chromium has printed. */
export interface Pdf {
  readonly pages: number;
  /** All its words, in the order they were written, pieces parted by line breaks. */
  readonly text: string;
  /** What it says about itself. */
  readonly info: string;
  /** Everything in it, unpacked, for what must not be there. */
  readonly raw: string;
}

export function readPdf(file: Buffer): Pdf {
  const objects = new Map<string, string>();
  const streams = new Map<string, string>();
  const bytes = file.toString('latin1');
  for (const [, id = '', body = ''] of bytes.matchAll(/(\d+) 0 obj\b([\s\S]*?)\bendobj/g)) {
    const at = /\bstream\r?\n/.exec(body);
    objects.set(id, at === null ? body : body.slice(0, at.index));
    if (at === null) continue;
    const packed = Buffer.from(body.slice(at.index + at[0].length, body.lastIndexOf('endstream')), 'latin1');
    const head = body.slice(0, at.index);
    if (/Subtype\s*\/Image/.test(head)) continue;
    streams.set(id, head.includes('FlateDecode') ? inflateSync(packed).toString('latin1') : packed.toString('latin1'));
  }
  const dict = (ref: string | undefined): string => objects.get(ref ?? '') ?? '';
  const pages = [...objects.values()].filter((body) => /\/Type\s*\/Page\b(?!s)/.test(body));
  const lines: string[] = [];
  for (const page of pages) {
    const fontsRef = /\/Font\s+(\d+) 0 R/.exec(page)?.[1];
    const fonts = fontsRef === undefined ? (/\/Font\s*<<([^>]*)>>/.exec(page)?.[1] ?? '') : dict(fontsRef);
    const means = new Map<string, Map<string, string>>();
    for (const [, name = '', ref] of fonts.matchAll(/\/(\w+)\s+(\d+) 0 R/g)) {
      const map = /\/ToUnicode\s+(\d+) 0 R/.exec(dict(ref))?.[1];
      means.set(name, meanings(streams.get(map ?? '') ?? ''));
    }
    for (const ref of /\/Contents\s*\[?([^\]/>]*)/.exec(page)?.[1]?.matchAll(/(\d+) 0 R/g) ?? [])
      lines.push(...shown(streams.get(ref[1] ?? '') ?? '', means));
  }
  const info = dict(/\/Info\s+(\d+) 0 R/.exec(bytes)?.[1]);
  const raw = [...objects.values(), ...streams.values()].join('\n');
  return { pages: pages.length, text: lines.join('\n'), info, raw };
}

/** What codes of a font stand for: its ToUnicode table. */
function meanings(table: string): Map<string, string> {
  const map = new Map<string, string>();
  for (const [, rows = ''] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = '', to = ''] of rows.matchAll(/<(\w+)>\s*<(\w+)>/g)) map.set(code.toLowerCase(), utf16(to));
  for (const [, rows = ''] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', last = '', to = ''] of rows.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let code = parseInt(from, 16); code <= parseInt(last, 16); code++)
        map.set(
          code.toString(16).padStart(from.length, '0'),
          utf16((parseInt(to, 16) + code - parseInt(from, 16)).toString(16).padStart(to.length, '0')),
        );
  return map;
}

function utf16(hex: string): string {
  return hex.replace(/..../g, (unit) => String.fromCharCode(parseInt(unit, 16)));
}

/** The words of a page, one piece per place. */
function shown(content: string, means: ReadonlyMap<string, ReadonlyMap<string, string>>): string[] {
  const pieces: string[] = [''];
  let map: ReadonlyMap<string, string> = new Map();
  for (const [token, font, hex, moved] of content.matchAll(
    /\/(\w+)\s+[\d.]+\s+Tf|<([\da-fA-F]*)>|\b(Tm|Td|T\*|BT)\b/g,
  )) {
    if (font !== undefined) map = means.get(font) ?? new Map();
    else if (moved !== undefined) pieces.push('');
    else if (hex !== undefined && token !== '<<') {
      const size = [...map.keys()][0]?.length ?? 2;
      const codes = hex.toLowerCase().match(new RegExp(`.{${size}}`, 'g')) ?? [];
      pieces[pieces.length - 1] += codes.map((code) => map.get(code) ?? '').join('');
    }
  }
  return pieces.filter((piece) => piece !== '');
}
