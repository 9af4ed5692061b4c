// What the door of a board says. It is loaded by who stands there, and by who opens it.
import { spoken } from '../../words/coming.ts';
import type { DoorWords } from './en.ts';

/** The words of this page load. */
export const s: DoorWords = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});
