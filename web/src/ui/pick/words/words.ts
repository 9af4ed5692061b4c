// What reactions, mentions, selections, links and colours say. It is loaded with them: who only writes does not need it.
import { spoken } from '../../words/coming.ts';
import type { PickWords } from './en.ts';

/** The words of this page load. */
export const p: PickWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
