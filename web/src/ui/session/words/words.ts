// What running a session says. It is loaded with what runs it: a guest who only takes part does not need it.
import { lang } from '../../words/words.ts';
import { de } from './de.ts';
import { en, type SessionWords } from './en.ts';
import { es } from './es.ts';

/** The words of this page load. */
export const s: SessionWords = { en, de, es }[lang];

const lists = new Intl.ListFormat(lang, { type: 'conjunction' });

/** "customers and team" */
export function listed(words: readonly string[]): string {
  return lists.format(words);
}
