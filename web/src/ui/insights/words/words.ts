// What the team reads on the board about its evidence. It is loaded with that.
import { spoken } from '../../words/coming.ts';
import type { InsightWords } from './en.ts';

/** The words of this page load. */
export const s: InsightWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
