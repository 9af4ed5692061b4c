// What the team reads where actions are sorted and weighed. It is loaded with that.
import { spoken } from '../../words/coming.ts';
import type { ActionWords } from './en.ts';

/** The words of this page load. */
export const s: ActionWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
