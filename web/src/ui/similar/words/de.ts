import { count } from '../../words/count.ts';
import type { SimilarWords } from './en.ts';

export const de: SimilarWords = {
  similar: count('de', { one: 'ähnliche Notiz', other: 'ähnliche Notizen' }),
};
