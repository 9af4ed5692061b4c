import { count } from '../../words/count.ts';
import type { SimilarWords } from './en.ts';

export const es: SimilarWords = {
  similar: count('es', { one: 'nota parecida', other: 'notas parecidas' }),
};
