import { count } from '../../words/count.ts';

const notes = count('en', { one: 'note', other: 'notes' });
const answers = count('en', { one: 'answer', other: 'answers' });

/** The words of impact and effort. English is the shape the others are checked against. */
export const en = {
  objective: 'Impact on',
  noObjective: 'Which one objective do we mean?',
  impact: 'Impact',
  effort: 'Effort',
  wins: 'Quick wins',
  bets: 'Big bets',
  fills: 'Fill-ins',
  pit: 'Money pit',
  unplaced: 'To be placed',
  allPlaced: 'Everything has its place.',
  empty: 'Write what could be done, one thing per note. Then place each by impact and effort.',
  chosen: 'Chosen note',
  choose: 'Choose a note to read it and to say where it lies.',
  ask: {
    both: 'Only you see where you put them.',
    impact: 'You place the impact: only you see where.',
    effort: 'You place the effort: only you see where.',
  },
  at: (impact: number, effort: number) =>
    [impact > 0 && `impact ${impact}`, effort > 0 && `effort ${effort}`].filter(Boolean).join(', '),
  nowhere: 'not placed yet',
  pale: 'Pale: where the answers point, not settled yet.',
  tentative: 'where the answers point; not settled',
  keys: 'Arrow keys place it. Enter goes to its numbers, period opens the menu.',
  more: (n: number) => `${n} more`,
  moreHere: (n: number) => `${notes(n)} here`,
  settle: 'Settle here',
  spread: 'How far apart we are',
  spreadAll: 'Show all spreads',
  range: (what: string, mid: string, low: number, high: number, n: number) =>
    `${what}: middle ${mid}, from ${low} to ${high}, ${answers(n)}`,
  few: (what: string, n: number) => `${what}: ${answers(n)}, too few to show`,
  alike: (what: string, value: number, n: number) => `${what}: all ${value}, ${answers(n)}`,
  picture: (n: number, of: number) => `${n} of ${of} placed`,
};

/** The dictionary's shape. */
export type PlaneWords = typeof en;
