import { count } from '../../words/count.ts';
import type { SimilarWords } from './en.ts';

export const fr: SimilarWords = {
  similar: count('fr', { one: 'note semblable', other: 'notes semblables' }),
};
