// What the board's history says. It is loaded with the board's menu or what that opens.
import { spoken } from '../../words/coming.ts';
import type { PastWords } from './en.ts';

/** The words of this page load. */
export const s: PastWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
