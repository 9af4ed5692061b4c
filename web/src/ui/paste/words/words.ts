// What bringing in several notes says, and what the composer's helpers say. It is loaded with them.
import { spoken } from '../../words/coming.ts';
import type { PasteWords } from './en.ts';

/** The words of this page load. */
export const p: PasteWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
