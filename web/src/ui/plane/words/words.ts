// What impact and effort say. They are loaded with them.
import { spoken } from '../../words/coming.ts';
import type { PlaneWords } from './en.ts';

/** The words of this page load. */
export const s: PlaneWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
