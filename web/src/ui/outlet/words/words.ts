// What is said where a board's actions leave it and come back. It is loaded with that.
import { spoken } from '../../words/coming.ts';
import type { OutletWords } from './en.ts';

/** The words of this page load. */
export const s: OutletWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
