// People's names and words stand in the sentences of these pages as they are, but for their direction: a name that is written
// from right to left must not turn what is around it (S-17). Where there is no element to hold it (a toast, a label for those who
// listen, an attribute), isolates do what <bdi> does; so they are used everywhere.

/** A letter or digit that is written from right to left. */
const leftwards = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const [open, close] = ['\u2068', '\u2069'];

/** What somebody wrote, to stand within a sentence. Most of it is as it was: nothing in it can turn anything. */
export function within(text: string): string {
  return leftwards.test(text) && !text.startsWith(open) ? open + text + close : text;
}

/** The same without isolates: to be kept, compared or drawn. */
export function bare(text: string): string {
  return text.replace(/[\u2068\u2069]/gu, '');
}

/** A dictionary whose sentences take what is put into them as {@link within} does. */
export function isolating<W>(words: W): W {
  if (typeof words === 'function') {
    const says = words as unknown as (...gaps: unknown[]) => unknown;
    return ((...gaps: unknown[]) => says(...gaps.map((gap) => (typeof gap === 'string' ? within(gap) : gap)))) as W;
  }
  if (Array.isArray(words)) return words.map((each: unknown) => isolating(each)) as W;
  if (typeof words !== 'object' || words === null || Object.getPrototypeOf(words) !== Object.prototype) return words;
  return Object.fromEntries(
    Object.entries(words).map(([name, each]: [string, unknown]) => [name, isolating(each)]),
  ) as W;
}
