// What sorting, comments and verdicts say. It is loaded with them: a guest who only writes does not need it.
import { lang } from '../../words/words.ts';
import { de } from './de.ts';
import { en, type SortWords } from './en.ts';
import { es } from './es.ts';

/** The words of this page load. */
export const s: SortWords = { en, de, es }[lang];
