import { lang } from '../../words/words.ts';
import { de } from './de.ts';
import { en, type Words } from './en.ts';
import { es } from './es.ts';

/** The words of the opening, the close and the room's screen, in the language of this page load. */
export const s: Words = { en, de, es }[lang];

const numbers = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 });
const list = new Intl.ListFormat(lang);

/** A number as the language writes it. */
export function number(n: number): string {
  return numbers.format(n);
}

/** Names as a list in the reader's language. */
export function listed(names: readonly string[]): string {
  return list.format(names);
}
