import { count } from '../../words/count.ts';

/** What is said of notes like the one being written. English is the shape the others are checked against. */
export const en = {
  similar: count('en', { one: 'similar note', other: 'similar notes' }),
};

/** The dictionary's shape. */
export type SimilarWords = typeof en;
