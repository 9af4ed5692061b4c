// The words of this page load. The page asks for this file beside the app (vite.config.ts), so that the words of one
// language are there when the app is, and those of the others are never loaded.
import { kept } from '../parts/kept.ts';
import type { Words } from './en.ts';
import { pick, type Lang } from './pick.ts';
import { isolating } from './within.ts';

const chosen = kept('lang');

/** The language of this page load: what the person chose here before, or what their device prefers. */
export const lang: Lang = pick(chosen === null ? navigator.languages : [chosen]);

/** What is loaded for each language. */
export type Spoken<W> = Readonly<Record<Lang, () => Promise<W>>>;

/** The words in the language of this page load; without a line they are asked for again until they come. */
export async function spoken<W>(load: Spoken<W>): Promise<W> {
  for (;;) {
    try {
      return isolating(await load[lang]());
    } catch {
      await new Promise((later) => setTimeout(later, 2000));
    }
  }
}

/** The words that all pages need. */
export const coming: Promise<Words> = spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
