import { lang, spoken } from '../../words/coming.ts';
import type { Words } from './en.ts';

/** The words of the opening, the close and the room's screen, in the language of this page load. */
export const s: Words = await spoken({
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
});

const numbers = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 });

/** A number as the language writes it. */
export function number(n: number): string {
  return numbers.format(n);
}
