// What is said of notes like the one being written. It is loaded once somebody has written a few words.
import { spoken } from '../../words/coming.ts';
import type { SimilarWords } from './en.ts';

/** The words of this page load. */
export const s: SimilarWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
