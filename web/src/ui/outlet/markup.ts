/** An element of a rendered file, or words. */
export type Piece = string | Element;

export interface Element {
  readonly tag: string;
  readonly checked: boolean;
  readonly inside: readonly Piece[];
}

interface Open {
  readonly tag: string;
  readonly checked: boolean;
  readonly inside: Piece[];
}

/** What the server lets through; anything else is left out, its words stay. */
const known = new Set('h1 h2 h3 h4 p ul ol li strong em code pre blockquote hr br table tr th td input'.split(' '));
const empty = new Set(['hr', 'br', 'input']);
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: '\u00a0' };

/**
 * Takes apart the few harmless elements that the server renders a file as, for showing them as elements: trusted types refuse
 * HTML as text. It ends after `most` characters of words, and `cut` says that it did.
 */
export function markup(html: string, most = Infinity): { readonly pieces: readonly Piece[]; readonly cut: boolean } {
  const root: Piece[] = [];
  const open: Open[] = [];
  const into = () => open.at(-1)?.inside ?? root;
  let room = most;
  for (const [token, tag, words] of html.matchAll(/<(\/?[a-z][a-z0-9]*)[^>]*>|([^<]+|<)/gi)) {
    if (words !== undefined) {
      const said = plain(words);
      into().push(said.slice(0, room));
      if (said.length > room) return { pieces: root, cut: true };
      room -= said.length;
      continue;
    }
    const name = tag?.toLowerCase() ?? '';
    if (name.startsWith('/')) {
      const at = open.findLastIndex((each) => each.tag === name.slice(1));
      if (at >= 0) open.length = at;
      continue;
    }
    if (!known.has(name)) continue;
    const piece: Open = { tag: name, checked: name === 'input' && /\schecked\b/.test(token), inside: [] };
    into().push(piece);
    if (!empty.has(name)) open.push(piece);
  }
  return { pieces: root, cut: false };
}

function plain(words: string): string {
  return words.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, dec?: string, hex?: string, name?: string) => {
    if (name !== undefined) return entities[name] ?? whole;
    const code = dec === undefined ? parseInt(hex ?? '', 16) : Number(dec);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
