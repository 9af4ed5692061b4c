/** The words of a text as they are compared: without accents, case and a plural's s, and cut to their first six letters. */
export function stems(text: string): Set<string> {
  const words = plain(text).match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return new Set(words.map((word) => word.replace(/s$/, '').slice(0, 6)));
}

/** A text for searching: lower case, without accents. */
export function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * Sorts by how many words each item's text shares with `text`; a word that few of them have counts for more, so that
 * no language needs a list of its small words. Items that share as much stay in their order.
 */
export function nearest<T>(text: string, items: readonly T[], textOf: (item: T) => string): T[] {
  const asked = stems(text);
  const shared = items.map((item) => [...stems(textOf(item))].filter((stem) => asked.has(stem)));
  const often = new Map<string, number>();
  for (const stem of shared.flat()) often.set(stem, (often.get(stem) ?? 0) + 1);
  const weight = (stem: string): number => Math.log(1 + items.length / (often.get(stem) ?? 1));
  const near = new Map(items.map((item, i) => [item, (shared[i] ?? []).reduce((sum, stem) => sum + weight(stem), 0)]));
  return items.toSorted((a, b) => (near.get(b) ?? 0) - (near.get(a) ?? 0));
}
