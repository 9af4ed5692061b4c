// The words of the tray. They are loaded with it.
import { spoken } from '../../words/coming.ts';
import type { TrayWords } from './en.ts';

/** The words of this page load. */
export const s: TrayWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
