// What somebody pasted, as a table: a list is a table of one column. Pure, so that it can be tested by tables, and in the
// browser, so that the preview is there at once and without a line. What goes to the tray is read by the server instead
// (export/intake): it also knows other encodings, our own exports, and what has been brought in before, of which nothing
// may be told to the page (B-80).
import { delimiterOf, even, readCsv, type Delimiter, type Line } from './csv.ts';
import { itemsIn, tableIn } from './html.ts';
import { mostText } from './limits.ts';
import { fieldIn, zoneIn, type Zones } from './meaning.ts';
import { entriesOf, firstLines, isOutline, readOutline, type Entry } from './outline.ts';

/** How a text is read: one note per line, as a table, or as an outline with bullets and headings. */
export type Form = 'lines' | 'table' | 'outline';

export interface Read {
  readonly form: Form;
  /** How many columns there are. */
  readonly width: number;
  readonly rows: readonly Line[];
  /** Whether the first row seems to name the columns. */
  readonly headed: boolean;
  /** An outline's second column are its headings, and its third says what are quotations. */
  readonly outline: boolean;
  /** How many lines were not looked at, as there are too many. */
  readonly left: number;
  /** The text is longer than what is looked at. */
  readonly cut: boolean;
}

export interface Given {
  readonly text: string;
  readonly html?: string;
  /** What it is called, if it is a file. */
  readonly name?: string;
}

/** The rows and items of HTML and JSON that are counted at all. */
const mostLines = 100_000;

/** Reads what was given, as `form` says or as it looks; at most `most` rows of it. */
export function read(given: Given, zones: Zones, most: number, form?: Form): Read {
  const cut = given.text.length > mostText;
  const text = even(cut ? given.text.slice(0, mostText) : given.text);
  const html = (given.html ?? '').slice(0, mostText);
  const isTitle = (words: string): boolean => zoneIn(zones, words) !== undefined;
  if (form === undefined && html !== '') {
    const table = tableIn(html, mostLines);
    if (table.length > 0 && table.some((row) => row.length > 1))
      return { ...ofTable(numbered(table), zones, most), cut };
    const items = itemsIn(html, mostLines);
    if (items.length > 1) return { ...ofOutline(entriesOf(items, isTitle), most), cut };
  }
  if (form === undefined) {
    const json = ofJson(text, given.name);
    if (json) return { ...ofTable(json, zones, most), headed: true, cut };
  }
  const looks = form ?? looksLike(text, given.name, zones);
  if (looks === 'table') {
    const [body, mark] = delimited(text);
    const { lines, at } = readCsv(body, mark, most + 1);
    return { ...ofTable(lines, zones, most), left: linesIn(body, at), cut };
  }
  if (looks === 'outline') {
    const { entries, at } = readOutline(text, most, isTitle);
    return { ...ofOutline(entries, most), left: linesIn(text, at), cut };
  }
  const { lines, at } = readCsv(text, '', most);
  return {
    form: 'lines',
    width: 1,
    rows: lines,
    headed: headedBy(lines, zones) && lines.length > 1,
    outline: false,
    left: linesIn(text, at),
    cut,
  };
}

function ofTable(lines: readonly Line[], zones: Zones, most: number): Omit<Read, 'cut'> {
  const width = lines.reduce((most, { cells }) => Math.max(most, cells.length), 1);
  return {
    form: 'table',
    width: Math.min(width, 50),
    rows: lines.slice(0, most + 1),
    headed: headedBy(lines, zones),
    outline: false,
    left: Math.max(0, lines.length - most - 1),
  };
}

function ofOutline(entries: readonly Entry[], most: number): Omit<Read, 'cut'> {
  const headings = entries.some(({ under }) => under !== '');
  const rows = entries.slice(0, most).map(({ n, cells, under, quote }): Line => {
    const text = cells[0] ?? '';
    return { n, cells: [text, under, quote === true ? 'quote' : ''] };
  });
  const quotes = entries.some(({ quote }) => quote);
  return {
    form: 'outline',
    width: quotes ? 3 : headings ? 2 : 1,
    rows,
    headed: false,
    outline: true,
    left: Math.max(0, entries.length - most),
  };
}

function numbered(rows: readonly (readonly string[])[]): Line[] {
  return rows.map((cells, i) => ({ n: i + 1, cells }));
}

function linesIn(text: string, from: number): number {
  let n = 0;
  for (const line of text.slice(from).split('\n')) if (line.trim() !== '') n++;
  return n;
}

/** Whether the first of these rows names columns: by one name that is known, a zone's title or a question among others. */
function headedBy([first, ...rest]: readonly Line[], zones: Zones): boolean {
  if (first === undefined || rest.length === 0 || first.open) return false;
  const names = first.cells.filter((cell) => cell.trim() !== '');
  if (names.some((cell) => cell.length > 60)) return false;
  const titles = names.filter((cell) => zoneIn(zones, cell) !== undefined).length; // one alone may be a cell among others
  if (titles > 1 || (titles > 0 && titles === names.length)) return true;
  if (names.some((cell) => fieldIn(cell) !== '')) return true;
  return (
    first.cells.length > 1 &&
    first.cells.some((cell) => /\?\s*$/.test(cell)) &&
    first.cells.every((cell) => cell.trim() !== '')
  );
}

/** A spreadsheet's own word for the delimiter ("sep=;") goes before all others. */
function delimited(text: string): [string, Delimiter] {
  const said = /^sep=([,;\t])\n/i.exec(text);
  if (said) return [text.slice(said[0].length), said[1] as Delimiter];
  return [text, delimiterOf(text)];
}

function looksLike(text: string, name: string | undefined, zones: Zones): Form {
  if (name !== undefined && /\.(csv|tsv|tab)$/i.test(name)) return 'table';
  if (name !== undefined && /\.(md|markdown)$/i.test(name)) return 'outline';
  if (/^sep=[,;\t]\n/i.test(text)) return 'table';
  const [first = '', ...more] = firstLines(text, 50).filter((line) => line.trim() !== '');
  const rest = more.slice(0, -1).length > 0 ? more.slice(0, -1) : more; // the last one may have been cut
  // Tabs within lines are a spreadsheet's; at their beginning they are an outline's.
  if (/\S\t/.test(first) && rest.every((line) => line.includes('\t') || first.includes('"'))) return 'table';
  if (isOutline(text)) return 'outline';
  for (const mark of [';', ','] as const) {
    const { lines } = readCsv(firstLines(text, 50).join('\n'), mark, 50);
    const width = lines[0]?.cells.length ?? 0;
    if (width < 2) continue;
    if (headedBy(lines, zones)) return 'table';
    // Sentences have commas, too: without a known header, only where cells are quoted or all rows have the same three and more.
    const even = lines.length > 1 && lines.every(({ cells }) => cells.length === width);
    if (even && (first.trimStart().startsWith('"') || width >= (mark === ';' ? 2 : 3))) return 'table';
  }
  return more.some((line) => /^(?:\t| {2,})\S/.test(line)) ? 'outline' : 'lines';
}

/** A JSON array of texts or of objects, or an object with one in it, as a table; undefined for anything else. */
function ofJson(text: string, name: string | undefined): Line[] | undefined {
  if (!/^\s*[[{]/.test(text) && !/\.json$/i.test(name ?? '')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(value) && typeof value === 'object' && value !== null) {
    value = Object.values(value).find((each) => Array.isArray(each) && each.length > 0);
  }
  if (!Array.isArray(value)) return undefined;
  const head: string[] = [];
  const lines: Line[] = [];
  for (const [i, each] of (value as unknown[]).slice(0, mostLines).entries()) {
    const cells: string[] = [];
    for (const [key, said] of membersOf(each)) {
      let at = head.indexOf(key);
      if (at < 0 && head.length < 50) at = head.push(key) - 1;
      if (at < 0) continue;
      while (cells.length < at) cells.push('');
      cells[at] = said;
    }
    lines.push({ n: i + 1, cells });
  }
  return [{ n: 0, cells: head }, ...lines];
}

/** An object's members with words in them, and those of objects within it, by name. */
function membersOf(value: unknown, within = ''): [string, string][] {
  if (typeof value !== 'object' || value === null) return value === null ? [] : [[within || 'text', String(value)]];
  if (Array.isArray(value)) return [[within || 'text', value.filter((each) => typeof each !== 'object').join(', ')]];
  return Object.entries(value).flatMap(([key, each]): [string, string][] =>
    within !== '' && typeof each === 'object' ? [] : membersOf(each, within === '' ? key : `${within}.${key}`),
  );
}
