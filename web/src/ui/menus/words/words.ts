import { spoken } from '../../words/coming.ts';
import type { MenuWords } from './en.ts';

/** The words of this page load. They come with what says them. */
export const s: MenuWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
