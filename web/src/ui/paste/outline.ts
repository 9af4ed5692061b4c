// Lists and Markdown outlines: what people write in an editor, or copy out of one. The server reads whole files with a
// Markdown parser (export/intake/markdown.go); here a list must show at once, and without a line.
import type { Line } from './csv.ts';
import type { Item } from './html.ts';

/** A note of an outline: its words, the heading or the parent it stands under, and whether it is a quotation. */
export interface Entry extends Line {
  readonly under: string;
  readonly quote?: boolean;
}

/** "-", "•", "1.", "a)", "[ ]": what lists begin their items with. */
const bullet = /^(?:[-*+•◦▪‣·–—☐☑✓✔►➢○●■□]|\(?\d{1,4}[.)]|[a-z][.)])(?:[ \t\u00a0]+(?:\[[ xX]\][ \t]+)?|$)/;
const heading = /^#{1,6}[ \t]+/;
const quotation = /^>[ \t]?/;

/** A heading's words without the signs it may end with: by a loop, since an expression that looks for them from every blank takes minutes for a line of blanks. */
function closed(words: string): string {
  let end = words.length;
  while (words[end - 1] === '#') end--;
  return words.slice(0, end).trimEnd();
}

/** Whether most lines begin as those of a list or an outline do. */
export function isOutline(text: string): boolean {
  let marks = 0;
  let lines = 0;
  for (const line of firstLines(text, 200)) {
    const words = line.trim();
    if (words === '') continue;
    lines++;
    if (bullet.test(words) || heading.test(words) || quotation.test(words)) marks++;
  }
  return marks * 2 > lines;
}

/** A line without what a list begins its items with; '' for one with nothing else in it. */
export function unlisted(line: string): string {
  const words = line.trim();
  return words.replace(bullet, '').trim();
}

export function firstLines(text: string, most: number): string[] {
  return text.slice(0, 200_000).split('\n', most);
}

/**
 * Reads a list or an outline: every item is a note of its own, with the lines that go on under it. A heading stands over
 * what follows, and so does an item that `isTitle` (the title of a zone) with items within it. The marks of Markdown go;
 * what stands between them stays.
 */
export function readOutline(
  text: string,
  most: number,
  isTitle: (words: string) => boolean,
): { readonly entries: Entry[]; readonly at: number } {
  const entries: Entry[] = [];
  let under = '';
  let parent: { readonly depth: number; readonly title: string; readonly before: string } | undefined;
  /** What a line that begins as none goes on with, if it is indented: the last item. */
  let last: { depth: number; words: string[]; n: number; quote: boolean; under: string } | undefined;
  let n = 0;
  let at = 0;
  const marked = firstLines(text, 200).some((line) => bullet.test(line.trim()));
  const put = (): void => {
    if (last === undefined) return;
    const words = last.words.join('\n').trim();
    if (words !== '')
      entries.push({ n: last.n, cells: [words], under: last.under, ...(last.quote ? { quote: true } : {}) });
    last = undefined;
  };
  while (at < text.length && entries.length < most) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? undefined : end);
    at = end < 0 ? text.length : end + 1;
    n++;
    const words = line.trim();
    const depth = indentOf(line);
    if (words === '') {
      if (last?.quote) put();
      continue;
    }
    if (heading.test(words)) {
      put();
      under = unmarked(closed(words.replace(heading, '')));
      parent = undefined;
      continue;
    }
    if (/^(?:-{3,}|\*{3,}|_{3,}|={3,})$/.test(words)) {
      put();
      continue;
    }
    const mark = bullet.exec(words);
    const quote = mark === null && quotation.test(words);
    if (quote && last?.quote) {
      last.words.push(unmarked(words.replace(quotation, '')));
      continue;
    }
    if (marked && mark === null && !quote && last !== undefined && !last.quote && depth > last.depth) {
      last.words.push(unmarked(words));
      continue;
    }
    if (parent !== undefined && depth <= parent.depth) {
      put();
      under = parent.before;
      parent = undefined;
    }
    if (last !== undefined && (mark !== null || !marked) && depth > last.depth && last.words.length === 1) {
      const title = (last.words[0] ?? '').replace(/:$/, '').trim();
      if (isTitle(title)) {
        parent = { depth: last.depth, title, before: last.under };
        under = title;
        last = undefined;
      }
    }
    put();
    const rest = mark ? words.slice(mark[0].length) : quote ? words.replace(quotation, '') : words;
    const said = quotation.test(rest);
    last = { depth, n, words: [unmarked(said ? rest.replace(quotation, '') : rest)], quote: quote || said, under };
  }
  put();
  return { entries: entries.slice(0, most), at };
}

/** The same of a list that came as HTML. */
export function entriesOf(items: readonly Item[], isTitle: (words: string) => boolean): Entry[] {
  const entries: Entry[] = [];
  let under = '';
  let parent = -1;
  for (const [i, { text, depth, head }] of items.entries()) {
    const title = text.replace(/:$/, '').trim();
    if (depth <= parent) {
      under = '';
      parent = -1;
    }
    const within = (items[i + 1]?.depth ?? 0) > depth;
    if (head || (within && isTitle(title))) {
      under = title;
      parent = head ? -1 : depth;
    } else entries.push({ n: i + 1, cells: [text], under });
  }
  return entries;
}

function indentOf(line: string): number {
  const space = /^[ \t\u00a0]*/.exec(line)?.[0] ?? '';
  return space.replace(/\t/g, '    ').length;
}

/** Words without the marks that Markdown dresses them in; "2*3*4" and "snake_case" stay. */
function unmarked(words: string): string {
  if (words.length > 20_000) return words.trim(); // no note, and slow to look through
  return words
    .replace(/(?<![\\!])\[([^\][]{1,300})\]\((https?:[^()\s]{1,500})\)/g, '$1 ($2)')
    .replace(/(\*\*|__)(?=\S)([^*_\n]{1,500}?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}*_\\])([*_])(?=\S)([^*_\n]{1,500}?)(?<=\S)\1(?![\p{L}\p{N}*_])/gu, '$2')
    .replace(/`([^`\n]{1,500})`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!>~|])/g, '$1')
    .trim();
}
