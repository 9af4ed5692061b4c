/** How long the page is left to those who came to write, in milliseconds. */
const moment = 3000;

/** Loads what is likely opened next, one after the other, so that it opens at once, and also without a line. */
export function ahead(...loads: readonly (() => Promise<unknown>)[]): () => void {
  const timer = setTimeout(async () => {
    for (const load of loads) await load().catch(() => undefined); // whoever opens it is told
  }, moment);
  return () => clearTimeout(timer);
}
