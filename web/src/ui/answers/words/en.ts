import { count } from '../../words/count.ts';

const notes = count('en', { one: 'note', other: 'notes' });
const themes = count('en', { one: 'theme', other: 'themes' });

/** What contributors read of what became of their words, and what the team owes them. English is the shape the others are checked against. */
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
  acks: {
    said: (helped: number, notYet: number) => `Helped ${helped} · Not yet ${notYet}`,
    helped: 'It helped',
  },
  unheard: {
    title: 'Who still has no answer',
    people: (k: number, n: number) => `${k} of ${n} contributors ${k === 1 ? 'has' : 'have'} an answer.`,
    anonymous: (k: number, n: number) =>
      `${k} of ${n === 1 ? 'the 1 anonymous note' : `${n} anonymous notes`} ${k === 1 ? 'has' : 'have'} one.`,
    somebody: 'Somebody',
    notes,
    nobody: 'Anonymous',
    nobodys: 'Anonymous notes',
  },
  public: {
    title: '“You said, we did”',
    about:
      'A page for everybody who has its address: insights that are acted on, answered or declined, what became of them, and words of those who allow to be quoted. No names.',
    open: 'The page is open',
    copy: 'Copy the address',
    look: 'Look at it',
  },
  recap: {
    title: 'Recap',
    copy: 'Copy recap',
    send: 'Send recap',
    report: 'Whole report',
    failed: 'Not copied: the server cannot be reached.',
    subject: (title: string) => `Recap: ${title}`,
    learned: 'What we learned',
    /** How sure we are, by level. */
    levels: { assumption: 'assumption', low: 'low', medium: 'medium', high: 'high' },
    sure: (level: string, team: string) => `confidence: ${level}${team === '' ? '' : `; the team says ${team}`}`,
    said: (n: number) => `What was said, in ${themes(n)}`,
    theme: (name: string, n: number) => `${name}: ${notes(n)}`,
    unnamed: '(no name yet)',
    stays: 'Nothing of it leaves the room',
    will: 'Who does what by when',
    does: (who: string, what: string, day: string) => `${who}: ${what}${day === '' ? '' : `, by ${day}`}`,
    nobody: 'Nobody yet',
    done: 'done',
    again: 'open again',
    wont: 'Not now',
    later: 'later',
    because: (what: string, why: string) => `${what}, because ${why}`,
    open: 'Not decided yet',
    none: 'Nothing has been decided yet.',
    page: (link: string) => `What was said and what became of it, for everybody: ${link}`,
    board: (link: string) => `The board, for those who have joined it (others need an invitation): ${link}`,
    short: '(Shortened. The report has all of it.)',
  },
};

/** The dictionary's shape. */
export type AnswerWords = typeof en;
