import { count } from '../../words/count.ts';

const notes = count('en', { one: 'note', other: 'notes' });

/** What contributors read of what became of their words. English is the shape the others are checked against. */
export const en = {
  title: 'What became of your words',
  back: 'To the board',
  alone:
    'Only you see this page. What you wrote anonymously stays so, and the team reads what you answer here without your name.',
  counted: (k: number, n: number) => {
    if (n === 1) return k === 1 ? 'Your note has an answer' : 'Your note has no answer yet';
    return `${k} of your ${notes(n)} ${k === 1 ? 'has' : 'have'} an answer`;
  },
  none: 'There are no words of yours on this board.',
  hidden: 'This step hides the notes. What became of them shows again when they do.',
  yours: (n: number) => (n === 1 ? 'You wrote' : `You wrote ${n} notes`),
  anonymous: 'anonymous',
  insight: 'What we learned from it',
  became: {
    done: 'Done',
    again: 'Open again',
    doing: 'Doing',
    no: 'No',
    later: 'Later',
    answered: 'Answered',
    looked: 'Being looked at',
    waiting: 'Waiting for an answer',
    unread: 'Only you can read this so far',
  },
  by: (day: string) => `by ${day}`,
  first: (day: string) => `first promised for ${day}`,
  on: (day: string) => `on ${day}`,
  until: (day: string) => `we look at it again on ${day}`,
  because: (why: string) => `Because ${why}`,
  ask: 'Did it help?',
  anew: 'Last time you said: not yet. Does it help now?',
  yes: 'Yes, it helped',
  notYet: 'Not yet',
  thanks: 'Thank you. The team reads that it helped.',
  opened: 'It is open again, and the team reads that it does not help yet.',
  wait: 'Kept on this device. Once it is sent, it is open again.',
  heard: 'The team reads that it does not help yet.',
  change: 'You can change your mind.',
  missing: 'What is missing? (only if you like)',
  add: 'Anything to add? (only if you like)',
  say: 'Say it',
};

/** The dictionary's shape. */
export type AnswerWords = typeof en;
