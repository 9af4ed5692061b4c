// What the list of who did what says. It is loaded with it.
import { spoken } from '../../words/coming.ts';
import type { AuditWords } from './en.ts';

/** The words of this page load. */
export const s: AuditWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
