// What the pages of one's own account say: sign-in, invitation, account, and the menu that leads there.
import { spoken } from '../../words/coming.ts';
import type { AccountWords } from './en.ts';

/** The words of this page load. */
export const s: AccountWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
