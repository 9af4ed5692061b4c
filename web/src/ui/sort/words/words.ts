// What sorting, comments and verdicts say. It is loaded with them: a guest who only writes does not need it.
import { spoken } from '../../words/coming.ts';
import type { SortWords } from './en.ts';

/** The words of this page load. */
export const s: SortWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
