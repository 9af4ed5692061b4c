import { count } from '../../words/count.ts';

const notes = count('en', { one: 'note', other: 'notes' });
const others = count('en', { one: 'comment or reason', other: 'comments and reasons' });
const exports = count('en', { one: 'export was made', other: 'exports were made' });

/** What somebody reads who looks after what they contributed. */
export const en = {
  title: 'My contributions',
  on: (title: string) => `What you wrote on “${title}”`,
  as: (name: string) => `You are “${name}” there.`,
  runs: (who: string) => `Run by ${who}.`,
  none: 'You have not written anything there yet.',
  state: {
    shown: 'On the board',
    hidden: 'Not shown to others yet',
    withdrawn: 'Taken back',
    deleted: 'Deleted on the board',
    erased: 'Erased for good',
  },
  anon: 'anonymous',
  forYou: 'written down for you',
  withdraw: 'Take back',
  withdrawWhich: (text: string) => `Take back “${text}”`,
  back: 'Bring back',
  backWhich: (text: string) => `Bring back “${text}”`,
  erase: 'Erase for good',
  eraseWhich: (text: string) => `Erase “${text}” for good`,
  took: (n: number) => `${notes(n)} taken back`,
  brought: (n: number) => `${notes(n)} back on the board`,
  erased: (n: number) => `${notes(n)} erased for good`,
  undo: 'Undo',
  all: 'All at once',
  withdrawAll: (n: number) => `Take back all (${notes(n)})`,
  backAll: (n: number) => `Bring all back (${notes(n)})`,
  eraseAll: 'Erase everything for good',
  gone: 'Everything you contributed is erased.',
  what: 'Taking back hides a note from everybody; you can bring it back here. Erasing removes its words for good.',
  whatOut:
    'Taking back hides a note from everybody. You are not on the board any more, so it stays taken back. Erasing removes its words for good.',
  apart:
    'Anonymous notes among them go at the same moment, from which others may guess that they are yours. If nobody is to, take them back or erase them one by one, at other times.',
  again: {
    hint: 'This browser is on that board: it can make a new one.',
    act: 'Make a new address',
    busy: 'Making a new address…',
  },
  sure: {
    one: 'Erase this note for good?',
    all: 'Erase everything for good?',
    body: 'Nobody can undo this, neither you nor the people who run this.',
    more: (n: number) => `It takes your name, your e-mail address and ${others(n)} along.`,
    name: 'It takes your name and e-mail address along.',
    reach: 'It does not reach what somebody has copied, printed or remembers.',
    sent: (n: number) =>
      `${exports(n)} before; they are marked so that they are made again, but the old files are not ours to delete.`,
    others: 'What others wrote about it stays.',
    yes: 'Erase for good',
    no: 'Keep it',
  },
  bad: 'This address opens nothing',
  badBody: 'It may be mistyped or have been replaced by newer ones, or the board has been deleted.',
  away: 'The server cannot be reached just now. This page tries again.',
  rate: 'Too many tries. Wait a few minutes, then open this address again.',
  failed: 'That could not be done. Try again in a moment.',
  loading: 'Looking up what you wrote…',
  stays: 'What you wrote there you can still take back or erase:',
  board: 'To the board',
  keep: {
    act: 'My contributions',
    title: 'Keep this link',
    body: 'With it you can take back what you wrote, also without an account, when the session is over or when you are no longer on the board.',
    secret: 'Whoever has it can do that in your place: show it to nobody.',
    most: (n: number) => `You have ${n} such links at most; with one more the oldest stops working.`,
    link: 'Address of your contributions',
    qr: 'Code that opens your contributions',
    copy: 'Copy link',
    open: 'Open it',
    failed: 'The link could not be made. Try again in a moment.',
  },
};

export type MineWords = typeof en;
