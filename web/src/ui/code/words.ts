import { lang } from '../words/coming.ts';
import { all, type CodeWords } from './languages.ts';

/** The words of this page load. */
export const s: CodeWords = all[lang];
