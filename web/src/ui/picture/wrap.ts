// Lines out of a text, as a note on the screen breaks them: at spaces and hyphens, between ideographs, and within a word
// only where a whole line has no room for it; never within what reads as one character.

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Scripts that are written without spaces. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const strong = /[\p{L}]/u;
const rightward =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Whether a text runs from right to left, as dir="auto" decides it: by its first letter. */
export function isRtl(text: string): boolean {
  for (const char of text) if (strong.test(char)) return rightward.test(char);
  return false;
}

/** What reads as one character each. */
export function characters(text: string): string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment);
}

/** Where a line may end: after each of these. */
function pieces(line: string): string[] {
  const words = line.match(/\s+|[^\s-]+-*|-+/gu) ?? [];
  return words.flatMap((word) => (unspaced.test(word) ? characters(word) : [word]));
}

/** The lines of a text no wider than `width`. Lines end in no space. */
export function wrap(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const piece of pieces(paragraph)) {
      if (measure(line + piece.trimEnd()) <= width) {
        line += piece;
        continue;
      }
      if (/^\s+$/u.test(piece)) continue; // it hangs over the end
      if (line.trim() !== '') lines.push(line.trimEnd());
      line = '';
      if (measure(piece) <= width) {
        line = piece;
        continue;
      }
      for (const part of broken(piece, width, measure)) {
        if (line !== '') lines.push(line);
        line = part;
      }
    }
    lines.push(line.trimEnd());
  }
  return lines;
}

/** A word that no line has room for, in parts. Measuring is dear: the parts are found by halves. */
function broken(word: string, width: number, measure: (text: string) => number): string[] {
  const all = characters(word);
  const parts: string[] = [];
  let from = 0;
  let usual = Math.ceil(width / 8);
  while (from < all.length) {
    const rest = all.length - from;
    let high = Math.min(rest, Math.max(1, usual));
    while (high < rest && measure(all.slice(from, from + high).join('')) <= width) high = Math.min(rest, 2 * high);
    let low = 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (measure(all.slice(from, from + middle).join('')) <= width) low = middle;
      else high = middle - 1;
    }
    parts.push(all.slice(from, from + low).join(''));
    from += low;
    usual = low + 1;
  }
  return parts;
}

/** The text, or as much of its start as there is room for, and an ellipsis. */
export function cut(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  const all = characters(text);
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${all.slice(0, middle).join('').trimEnd()}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '' : `${all.slice(0, low).join('').trimEnd()}…`;
}
