// What running a session says. It is loaded with what runs it: a guest who only takes part does not need it.
import { lang, spoken } from '../../words/coming.ts';
import type { SessionWords } from './en.ts';

/** The words of this page load. */
export const s: SessionWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});

const lists = new Intl.ListFormat(lang, { type: 'conjunction' });

/** "customers and team" */
export function listed(words: readonly string[]): string {
  return lists.format(words);
}
