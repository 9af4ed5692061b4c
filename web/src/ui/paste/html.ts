// Lists and tables in the clipboard's HTML. The page's policy lets nobody hand text to the browser's own parser (trusted
// types), and nothing of it is wanted but words: so this reads tags as marks, keeps none, and runs nothing.
import { even } from './csv.ts';

/** An item of a list or a paragraph beside one: how deep it lies, 0 for what is in no list; `head` for a heading. */
export interface Item {
  readonly text: string;
  readonly depth: number;
  readonly head?: boolean;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  middot: '·',
};
const unread = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'svg', 'math', 'iframe', 'object']);
const blocks = new Set([
  'p',
  'div',
  'section',
  'article',
  'blockquote',
  'pre',
  'tr',
  'table',
  'ul',
  'ol',
  'dl',
  'dd',
  'dt',
  'body',
]);

interface Token {
  /** A tag's name, with / in front where it closes; '' for words. */
  readonly tag: string;
  readonly text: string;
}

function* tokens(html: string): Generator<Token> {
  let skip = '';
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at);
    if (open !== at) {
      const text = html.slice(at, open < 0 ? undefined : open);
      if (skip === '') yield { tag: '', text: decoded(text) };
      if (open < 0) return;
    }
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      if (end < 0) return;
      at = end + 3;
      continue;
    }
    const name = /^<(\/?[a-z][a-z0-9:]*)/i.exec(html.slice(open, open + 40))?.[1]?.toLowerCase();
    if (name === undefined && !/^<[!?]/.test(html.slice(open, open + 2))) {
      if (skip === '') yield { tag: '', text: '<' };
      at = open + 1;
      continue;
    }
    at = endOf(html, open + 1);
    if (name === undefined) continue;
    if (skip !== '') {
      if (name === `/${skip}`) skip = '';
    } else if (unread.has(name)) skip = name;
    else yield { tag: name, text: '' };
  }
}

/** Where a tag ends that begins before `at`: a > in a quoted value is none. */
function endOf(html: string, at: number): number {
  let quote = '';
  for (let i = at; i < html.length; i++) {
    const c = html[i] ?? '';
    if (quote !== '') {
      if (c === quote) quote = '';
    } else if (c === '>') return i + 1;
    else if ((c === '"' || c === "'") && html[i - 1] === '=') quote = c;
  }
  return html.length;
}

function decoded(text: string): string {
  return text.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (all, name: string) => {
    if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? all;
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** White space of HTML is one space; breaks that tags made stay. */
class Words {
  #text = '';

  add(text: string): void {
    this.#text += text.replace(/[\s\u00a0]+/g, ' ');
  }

  break(): void {
    this.#text += '\n';
  }

  take(): string {
    const lines = even(this.#text)
      .split('\n')
      .map((line) => line.replace(/ {2,}/g, ' ').trim());
    this.#text = '';
    return lines
      .join('\n')
      .replace(/\n{2,}/g, '\n')
      .trim();
  }
}

/** The rows of all tables in it; [] if there is none. */
export function tableIn(html: string, most: number): string[][] {
  const rows: string[][] = [];
  const words = new Words();
  let row: string[] | undefined;
  let cell = false;
  const endCell = (): void => {
    if (cell && row) row.push(words.take());
    cell = false;
  };
  const endRow = (): void => {
    endCell();
    if (row && row.some((each) => each !== '')) rows.push(row);
    row = undefined;
  };
  for (const { tag, text } of tokens(html)) {
    if (rows.length >= most) break;
    if (tag === 'tr') {
      endRow();
      row = [];
    } else if (tag === '/tr' || tag === '/table') endRow();
    else if (tag === 'td' || tag === 'th') {
      endCell();
      row ??= [];
      words.take();
      cell = true;
    } else if (tag === '/td' || tag === '/th') endCell();
    else if (!cell) continue;
    else if (tag === '') words.add(text);
    else if (tag === 'br' || blocks.has(tag.replace('/', '')) || tag === 'li') words.break();
  }
  endRow();
  return rows;
}

/** What stands in it, item by item, if there are lists in it; [] if there are none. */
export function itemsIn(html: string, most: number): Item[] {
  const items: Item[] = [];
  const words = new Words();
  let depth = 0;
  let listed = 0;
  let head = false;
  const end = (): void => {
    const text = words.take();
    if (text !== '') items.push({ text, depth, ...(head ? { head } : {}) });
  };
  for (const { tag, text } of tokens(html)) {
    if (items.length >= most) break;
    if (tag === '') words.add(text);
    else if (tag === 'br') words.break();
    else if (tag === 'li' || tag === '/li') {
      end();
      if (tag === 'li') listed++;
    } else if (tag === 'ul' || tag === 'ol') {
      end();
      depth++;
    } else if (tag === '/ul' || tag === '/ol') {
      end();
      depth = Math.max(0, depth - 1);
    } else if (/^\/?h[1-6]$/.test(tag)) {
      end();
      head = !tag.startsWith('/');
    } else if (blocks.has(tag.replace('/', ''))) {
      if (depth === 0) end();
      else words.break();
    }
  }
  end();
  return listed > 1 ? items.slice(0, most) : [];
}
