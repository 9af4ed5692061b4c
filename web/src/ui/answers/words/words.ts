// What contributors read of what became of their words, and what the team owes them. It is loaded with that.
import { spoken } from '../../words/coming.ts';
import type { AnswerWords } from './en.ts';

/** The words of this page load. */
export const s: AnswerWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
