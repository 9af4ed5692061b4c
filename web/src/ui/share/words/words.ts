// What inviting people says. It is loaded with it: a guest invites nobody.
import { spoken } from '../../words/coming.ts';
import type { ShareWords } from './en.ts';

/** The words of this page load. */
export const s: ShareWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
