// The words of this page load. The page asks for this file beside the app (vite.config.ts), so that the words of one
// language are there when the app is, and those of the others are never loaded.
import { kept } from '../parts/kept.ts';
import type { Words } from './en.ts';
import { pick, type Lang } from './pick.ts';

const chosen = kept('lang');

/** The language of this page load: what the person chose here before, or what their device prefers. */
export const lang: Lang = pick(chosen === null ? navigator.languages : [chosen]);

const load: Readonly<Record<Lang, () => Promise<Words>>> = {
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
};

/** The words; without a line they are asked for again until they come. */
export const coming: Promise<Words> = (async () => {
  for (;;) {
    try {
      return await load[lang]();
    } catch {
      await new Promise((later) => setTimeout(later, 2000));
    }
  }
})();
