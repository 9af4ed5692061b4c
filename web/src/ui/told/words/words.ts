// What people are told before they write, and what facilitators say of it.
import { spoken } from '../../words/coming.ts';
import type { ToldWords } from './en.ts';

/** The words of this page load. */
export const s: ToldWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
