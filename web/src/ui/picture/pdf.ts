// A PDF of our own making: each page is a picture at twice the size, so that emoji, scripts and joined letters look as on
// the screen, and over it lie its words without ink, to be searched, copied and read aloud. Its only metadata are a title
// and a date.
import type { Scene, Words } from './scene.ts';

/** A page's picture: 8 bits each of red, green and blue, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** A4 across, in points. */
const paper = { width: 841.89, height: 595.28 } as const;

/** The letters of all pages, in fonts of 256 whose letters leave no trace. */
class Letters {
  readonly #codes = new Map<string, number>();

  /** The parts of a text by font: its number, and the codes in it as hex. */
  parts(text: string): readonly { readonly font: number; readonly hex: string }[] {
    const parts: { font: number; hex: string }[] = [];
    for (const char of text) {
      const code = this.#codes.get(char) ?? this.#codes.size;
      this.#codes.set(char, code);
      const hex = (code & 255).toString(16).padStart(2, '0');
      const last = parts.at(-1);
      if (last?.font === code >> 8) last.hex += hex;
      else parts.push({ font: code >> 8, hex });
    }
    return parts;
  }

  /** What each font's codes stand for. */
  get fonts(): readonly (readonly string[])[] {
    const all = [...this.#codes.keys()];
    return Array.from({ length: Math.ceil(all.length / 256) }, (_, i) => all.slice(i * 256, (i + 1) * 256));
  }
}

/** The widths of all letters, in thousandths of their size: each line is stretched to the width it has in the picture. */
const advance = 500;

/** The file, page by page; `draw` makes the picture of a page, one at a time, for they are large. */
export async function pdf(
  pages: readonly Scene[],
  draw: (page: Scene) => Pixels,
  about: { readonly title: string; readonly lang: string; readonly at: Date },
): Promise<Blob> {
  const file = new File();
  const [catalog, tree, info, resources] = [file.next(), file.next(), file.next(), file.next()];
  const letters = new Letters();
  const kids: number[] = [];
  for (const scene of pages) {
    const picture = draw(scene);
    const [image, content, leaf] = [file.next(), file.next(), file.next()];
    await file.stream(
      image,
      `/Type/XObject/Subtype/Image/Width ${picture.width}/Height ${picture.height}/ColorSpace/DeviceRGB/BitsPerComponent 8` +
        `/DecodeParms<</Predictor 15/Colors 3/BitsPerComponent 8/Columns ${picture.width}>>`,
      differences(picture),
    );
    await file.stream(content, '', bytes(contentOf(scene, letters)));
    file.put(
      leaf,
      `<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 ${paper.width} ${paper.height}]/Contents ${content} 0 R` +
        `/Resources<</XObject<</P ${image} 0 R>>/Font ${resources} 0 R>>>>`,
    );
    kids.push(leaf);
  }
  const fonts: string[] = [];
  for (const [i, chars] of letters.fonts.entries()) {
    const [font, glyph, means] = [file.next(), file.next(), file.next()];
    await file.stream(glyph, '', bytes(`${advance} 0 d0`));
    await file.stream(means, '', bytes(meaning(chars)));
    const names = chars.map(() => '/g').join('');
    file.put(
      font,
      `<</Type/Font/Subtype/Type3/FontBBox[0 -250 ${advance} 800]/FontMatrix[0.001 0 0 0.001 0 0]/CharProcs<</g ${glyph} 0 R>>` +
        `/Encoding<</Type/Encoding/Differences[0${names}]>>/FirstChar 0/LastChar ${chars.length - 1}` +
        `/Widths[${chars.map(() => advance).join(' ')}]/Resources<<>>/ToUnicode ${means} 0 R>>`,
    );
    fonts.push(`/F${i} ${font} 0 R`);
  }
  file.put(resources, `<<${fonts.join('')}>>`);
  file.put(tree, `<</Type/Pages/Count ${kids.length}/Kids[${kids.map((id) => `${id} 0 R`).join(' ')}]>>`);
  file.put(
    catalog,
    `<</Type/Catalog/Pages ${tree} 0 R/Lang ${hexText(about.lang)}/ViewerPreferences<</DisplayDocTitle true>>>>`,
  );
  file.put(info, `<</Title ${hexText(about.title)}/CreationDate(${dateOf(about.at)})>>`);
  return file.end(catalog, info);
}

/** The numbered objects of a file, as they are written one after the other. */
class File {
  readonly #parts: Uint8Array<ArrayBuffer>[] = [];
  readonly #at: number[] = [0];
  #size = 0;

  constructor() {
    this.#add(bytes('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n'));
  }

  /** The number of an object that is still to be put. */
  next(): number {
    return this.#at.push(0) - 1;
  }

  put(id: number, text: string): void {
    this.#at[id] = this.#size;
    this.#add(bytes(`${id} 0 obj\n${text}\nendobj\n`));
  }

  async stream(id: number, dict: string, data: Uint8Array<ArrayBuffer>): Promise<void> {
    const packed = await deflated(data);
    this.#at[id] = this.#size;
    this.#add(bytes(`${id} 0 obj\n<<${dict}/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`));
    this.#add(packed);
    this.#add(bytes('\nendstream\nendobj\n'));
  }

  end(root: number, info: number): Blob {
    const start = this.#size;
    const rows = this.#at.slice(1).map((at) => `${String(at).padStart(10, '0')} 00000 n \n`);
    this.#add(bytes(`xref\n0 ${this.#at.length}\n0000000000 65535 f \n${rows.join('')}`));
    this.#add(
      bytes(`trailer\n<</Size ${this.#at.length}/Root ${root} 0 R/Info ${info} 0 R>>\nstartxref\n${start}\n%%EOF\n`),
    );
    return new Blob(this.#parts, { type: 'application/pdf' });
  }

  #add(part: Uint8Array<ArrayBuffer>): void {
    this.#parts.push(part);
    this.#size += part.length;
  }
}

function contentOf(scene: Scene, letters: Letters): string {
  const scale = paper.width / scene.width;
  const number = (value: number): string => String(Math.round(value * 1000) / 1000);
  const lines = [`q ${paper.width} 0 0 ${paper.height} 0 0 cm /P Do Q`, 'BT'];
  const line = ({ x, y, width, size, rtl, text }: Words): void => {
    const count = [...text].length;
    if (count === 0) return;
    const wide = (width / ((count * advance * size) / 1000)) * 100;
    const left = (rtl ? x - width : x) * scale;
    lines.push(`${number(wide)} Tz 1 0 0 1 ${number(left)} ${number(paper.height - y * scale)} Tm`);
    for (const { font, hex } of letters.parts(text)) lines.push(`/F${font} ${number(size * scale)} Tf <${hex}> Tj`);
  };
  for (const { marks } of scene.groups) for (const mark of marks) if (mark.is === 'words') line(mark);
  lines.push('ET');
  return lines.join('\n');
}

/** Says which characters the codes of a font are. */
function meaning(chars: readonly string[]): string {
  const rows = chars.map((char, code) => `<${code.toString(16).padStart(2, '0')}> <${utf16(char)}>`);
  const blocks: string[] = [];
  for (let i = 0; i < rows.length; i += 100) {
    const block = rows.slice(i, i + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def',
    '/CMapName /Words def /CMapType 2 def',
    '1 begincodespacerange <00> <ff> endcodespacerange',
    ...blocks,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
}

function utf16(text: string): string {
  let hex = '';
  for (let i = 0; i < text.length; i++) hex += text.charCodeAt(i).toString(16).padStart(4, '0');
  return hex;
}

function hexText(text: string): string {
  return `<feff${utf16(text)}>`;
}

function dateOf(at: Date): string {
  return `D:${at.toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
}

/** Each row as its difference from the one above it: most rows of a board are like the one above. */
function differences({ width, height, rgb }: Pixels): Uint8Array<ArrayBuffer> {
  const row = width * 3;
  const out = new Uint8Array((row + 1) * height);
  for (let y = 0; y < height; y++) {
    const to = y * (row + 1);
    const from = y * row;
    out[to] = 2;
    for (let i = 0; i < row; i++) out[to + 1 + i] = (rgb[from + i] ?? 0) - (y === 0 ? 0 : (rgb[from - row + i] ?? 0));
  }
  return out;
}

async function deflated(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([data]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** Text as bytes, one per letter: a PDF's own words are Latin. */
function bytes(text: string): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) out[i] = text.charCodeAt(i);
  return out;
}
