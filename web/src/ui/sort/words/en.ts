import { count } from '../../words/count.ts';

const notes = count('en', { one: 'note', other: 'notes' });
const customers = count('en', { one: 'customer', other: 'customers' });

/** The words for sorting into themes, comments and verdicts. English is the shape the others are checked against. */
export const en = {
  free: 'Not in a theme',
  freeHint: 'Not everything needs a group: what stays here is kept.',
  freeNone: 'Every note has a theme.',
  none: 'No notes to sort yet.',
  keys: 'G: goes with… (N: a new theme) · 1–9: into that theme · U: out of it · Arrows, Space: go and select',
  create: 'New theme',
  createDrop: 'Drop notes here for a new theme',
  board: 'Themes',
  name: (n: number) => `Name of theme ${n}`,
  nameHint: 'Say it as a sentence: “Checkout makes me afraid to pay”',
  unnamed: (n: number) => `Theme ${n}`,
  like: (words: string) => `with “${words}”`,
  notes,
  /** Whose notes they are: customers by person where that is known. */
  voices: (n: number, from: number, of: number, least: boolean) =>
    of > 0
      ? `${notes(n)} from ${Math.min(from, of)} of ${customers(of)}`
      : `${notes(n)} from ${least ? 'at least ' : ''}${customers(from)}`,
  learn: 'Make an insight of this theme',
  open: (n: number) => `${n} not confirmed yet`,
  theirs: (n: number) => `${notes(n)} from customers`,
  team: (n: number) => `${n} from the team`,
  dots: count('en', { one: 'dot', other: 'dots' }),
  menu: 'Theme menu',
  select: 'Select its notes',
  earlier: 'Move forward',
  later: 'Move back',
  remove: 'Delete theme',
  removed: 'Theme deleted. Its notes are kept.',
  grouped: (n: number, name: string) => (n === 1 ? `Now in ${name}` : `${notes(n)} now in ${name}`),
  ungrouped: (n: number) => (n === 1 ? 'Out of its theme' : `${notes(n)} out of their theme`),
  goes: 'Goes with…',
  themes: 'Themes',
  nearest: 'Nearest by words',
  alone: 'Leave it alone',
  out: 'Take it out of its theme',
  cards: 'One by one',
  toGo: (n: number) => (n === 1 ? '1 note to sort' : `${n} notes to sort`),
  next: 'Next',
  previous: 'Previous',
  sorted: 'All sorted. Read the themes once more, and name them.',
  leftAlone: (n: number) => `${notes(n)} left alone. Look at them again`,
  suggest: {
    act: 'Suggest themes',
    short: 'Suggest',
    title: 'What may belong together',
    about: 'Found by the words that notes share. Nothing changes until you say so.',
    looking: 'Looking at the words…',
    failed: 'No suggestions just now. Try again in a moment.',
    none: 'Nothing more to suggest: what is left shares no words.',
    because: (words: string) => `because they share: ${words}`,
    nearest: 'Most like the others',
    others: (n: number) => (n === 1 ? 'Show the other note' : `Show the other ${n} notes`),
    accept: 'Make a theme',
    goesTo: (name: string) => `Goes with ${name}`,
    put: (n: number): string => (n === 1 ? 'Put it there' : 'Put them there'),
    maybe: 'Maybe one theme',
    and: 'and',
    merge: 'Make it one',
    dismiss: 'No, leave them',
    made: 'A theme now. Say it as a sentence:',
    putThere: (name: string) => `Now in ${name}.`,
    merged: 'One theme now.',
    undone: 'Taken back',
    alone: (n: number) => `${notes(n)} match nothing, and that is fine: not everything needs a group.`,
    leftOut: (n: number) => `${notes(n)} were too many to be looked at.`,
    again: 'Look again',
    draft: (words: string) => `${words} …`,
  },
  verdict: {
    group: 'Does it say what you meant?',
    right: 'That’s right',
    dispute: 'Not what we meant',
    why: 'What did you mean? (you can leave it empty)',
    send: 'Say so',
    takeBack: 'Take it back',
    says: (n: number) => (n === 1 ? '1 customer says that’s right' : `${n} customers say that’s right`),
    disputes: (n: number) => (n === 1 ? '1 customer says: not what we meant' : `${n} customers say: not what we meant`),
    veto: 'The customers’ lead says: not what we meant',
    yours: 'You say: not what we meant',
    blocked:
      'It cannot be accepted while the customers’ lead says it is not what they meant. Change the wording, and ask again.',
  },
  comments: {
    act: 'Comment…',
    title: 'Comments',
    open: (n: number) => (n === 1 ? '1 comment' : `${n} comments`),
    none: 'No comments yet.',
    write: 'Write a comment',
    send: 'Send',
    remove: 'Delete comment',
    removed: 'Comment deleted',
    hidden: 'Names are hidden in this step.',
    closed: 'In this step comments are only read.',
    someone: 'Somebody here',
  },
  fixed: {
    act: 'Fixed now…',
    title: 'Fixed on the spot',
    what: 'What was done, in one sentence?',
    done: (words: string) => `Fixed: ${words}`,
    save: 'Done',
    saved: 'Noted as done. It stands in the wrap-up.',
  },
  insights: {
    title: 'What was learned',
    none: 'No insights yet.',
    rests: (customers: number, team: number) =>
      [customers > 0 ? `${customers} from customers` : '', team > 0 ? `${team} from the team` : '']
        .filter(Boolean)
        .join(', '),
  },
};

/** The dictionary's shape. */
export type SortWords = typeof en;
