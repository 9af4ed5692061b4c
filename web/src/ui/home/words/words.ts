// What the owner's first page says. It is loaded with it: guests never see it.
import { spoken } from '../../words/coming.ts';
import type { HomeWords } from './en.ts';

/** The words of this page load. */
export const s: HomeWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
