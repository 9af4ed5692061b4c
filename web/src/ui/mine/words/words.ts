// What people are told on the page of what they contributed.
import { spoken } from '../../words/coming.ts';
import type { MineWords } from './en.ts';

/** The words of this page load. */
export const s: MineWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
