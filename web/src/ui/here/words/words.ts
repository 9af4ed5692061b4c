// What following somebody and the example's guide say. It is loaded with them: a guest who only writes does not need it.
import { spoken } from '../../words/coming.ts';
import type { HereWords } from './en.ts';

/** The words of this page load. */
export const s: HereWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
