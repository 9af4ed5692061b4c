// Tables as text. The rules are those of export/intake/csv.go, and testdata/csv.json there holds both to them; no library
// reads them so: for papaparse and its like a quote that is never closed swallows everything behind it.

/** A line of what was pasted, as a spreadsheet or an editor counts it. */
export interface Line {
  readonly n: number;
  readonly cells: readonly string[];
  /** A quotation mark opens in it and is never closed: it is one cell, as it stands. */
  readonly open?: boolean;
}

/** How many characters are looked through in vain for quotes that are never closed: a text of such quotes alone would
 * otherwise be read once for each of them. */
const mostVain = 8 * 1024 * 1024;

export type Delimiter = ',' | ';' | '\t' | '';

/** One kind of line break, and no mark of the byte order. */
export function even(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}

/** The delimiter that the first line has most of, outside quotes; '' if it has none. */
export function delimiterOf(text: string): Delimiter {
  let best: Delimiter = '';
  let most = 0;
  for (const mark of [',', ';', '\t'] as const) {
    const n = countOf(text, mark);
    if (n > most) [best, most] = [mark, n];
  }
  return best;
}

function countOf(text: string, mark: string): number {
  let n = 0;
  let quoted = false;
  for (let i = 0; i < text.length && (quoted || text[i] !== '\n'); i++) {
    if (text[i] === '"') quoted = !quoted;
    else if (text[i] === mark && !quoted) n++;
  }
  return n;
}

/** At most `most` lines that are not empty; `at` is where reading stopped. The text has \n for line breaks. */
export function readCsv(text: string, mark: Delimiter, most: number): { readonly lines: Line[]; readonly at: number } {
  const reader = new Reader(text, mark);
  const lines: Line[] = [];
  for (let n = 1; reader.at < text.length && lines.length < most; n++) {
    const line = reader.line(n);
    if (line.cells.some((cell) => cell.trim() !== '')) lines.push(line);
  }
  return { lines, at: reader.at };
}

class Reader {
  readonly #text: string;
  readonly #mark: Delimiter;
  #vain = 0;
  at = 0;

  constructor(text: string, mark: Delimiter) {
    this.#text = text;
    this.#mark = mark;
  }

  line(n: number): Line {
    const begin = this.at;
    const cells: string[] = [];
    for (;;) {
      const cell = this.#cell();
      if (cell === undefined) {
        this.#vain += this.#text.length - begin;
        const end = this.#text.indexOf('\n', begin);
        const raw = this.#text.slice(begin, end < 0 ? undefined : end);
        this.at = Math.min(begin + raw.length + 1, this.#text.length);
        return { n, cells: [raw], open: true };
      }
      cells.push(cell);
      if (this.at >= this.#text.length) return { n, cells };
      if (this.#text[this.at++] === '\n') return { n, cells };
    }
  }

  /** Reads up to a delimiter, a line's end or the end; undefined where a quote is never closed. */
  #cell(): string | undefined {
    const text = this.#text;
    if (this.#mark === '' || text[this.at] !== '"') {
      const begin = this.at;
      while (this.at < text.length && !this.#ends(this.at)) this.at++;
      return text.slice(begin, this.at);
    }
    if (this.#vain > mostVain) return undefined;
    let cell = '';
    for (let i = this.at + 1; ;) {
      const quote = text.indexOf('"', i);
      if (quote < 0) return undefined;
      cell += text.slice(i, quote);
      if (text[quote + 1] === '"') {
        cell += '"';
        i = quote + 2;
      } else if (quote + 1 === text.length || this.#ends(quote + 1)) {
        this.at = quote + 1;
        return cell;
      } else {
        cell += '"';
        i = quote + 1;
      }
    }
  }

  #ends(i: number): boolean {
    return this.#text[i] === '\n' || (this.#mark !== '' && this.#text[i] === this.#mark);
  }
}
