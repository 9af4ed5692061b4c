// What the page about the people of the workspace says. It is loaded with it: only owners see it.
import { spoken } from '../../words/coming.ts';
import type { PeopleWords } from './en.ts';

/** The words of this page load. */
export const s: PeopleWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
