import { count } from '../../words/count.ts';

const notes = count('en', { one: 'note', other: 'notes' });
const answers = count('en', { one: 'answer', other: 'answers' });

/** The words of a journey. English is the shape the others are checked against. */
export const en = {
  felt: 'How it felt',
  legend: 'Line: the middle answer. Band: from the lowest to the highest.',
  before: 'The curve appears here once everybody’s points are in.',
  theirs: 'Customers are setting their points. Nobody sees whose are whose.',
  yours: 'Click or use the arrow keys to set your points. Only you see them.',
  onlyYou: 'Only you see your points.',
  point: (column: string) => `How “${column}” felt to you`,
  unset: 'No point yet',
  answers,
  few: (n: number) => `${answers(n)}: too few to show`,
  truth: 'Moment of truth',
  table: 'The curve as a table',
  step: 'Step',
  median: 'Middle answer',
  low: 'Lowest',
  high: 'Highest',
  column: 'Name of the step',
  columnMenu: (column: string) => `Change the step “${column}”`,
  add: 'Add a step',
  addAfter: 'Add a step after it',
  left: 'Move left',
  right: 'Move right',
  remove: 'Remove this step',
  removed: (column: string, n: number) =>
    n === 0 ? `“${column}” removed` : `“${column}” removed; ${notes(n)} in it come back with it`,
  fresh: 'New step',
};

/** The dictionary's shape. */
export type JourneyWords = typeof en;
