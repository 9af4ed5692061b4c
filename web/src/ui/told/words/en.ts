import { count } from '../../words/count.ts';

const days = count('en', { one: 'day', other: 'days' });
const customers = count('en', { one: 'customer', other: 'customers' });
const team = count('en', { one: 'person of the team', other: 'people of the team' });
const viewers = count('en', { one: 'person who only reads along', other: 'people who only read along' });

/** What people are told before they write, and what facilitators say of it. */
export const en = {
  title: 'Before you write',
  runs: 'Who runs this',
  sees: 'Who can read it',
  readers: (c: number, t: number, v: number): string[] => [
    ...(c > 0 ? [customers(c)] : []),
    ...(t > 0 ? [team(t)] : []),
    ...(v > 0 ? [viewers(v)] : []),
  ],
  here: (who: string) => `Only the people on this board, now ${who}.`,
  later: 'Nobody but you until the reveal; then the people on this board.',
  public: 'What becomes of it is also told on a public page.',
  use: 'What it is used for',
  keep: 'How long',
  useUnsaid: 'It has not been said: ask the facilitator.',
  keepsOn: 'Until the facilitator deletes the board.',
  keeps: (n: number) => `Until ${days(n)} after the last change; then all of it is deleted.`,
  free: 'You may pass, leave, and take back what you wrote, at any time.',
  changed: 'This has changed since you chose what may be done with your words. Look again, and choose anew.',
  again: 'It is all right so',
  contact: {
    ask: 'May we come back to you?',
    hint: 'Only you and the facilitators see your address. It is in no export.',
    field: 'Your e-mail address',
    bad: 'That is no e-mail address.',
  },
  offers: 'Or a name for today:',
  names:
    'Otter Heron Maple Clover Robin Juniper Willow Finch Pebble Lark Hazel Badger Thistle Swift Birch Marten Plover Cedar Wren Sorrel'.split(
      ' ',
    ),
  set: {
    act: 'What people are told, and how long',
    title: 'What people are told',
    runs: 'Who runs this',
    runsLike: 'The ticket shop, Mia Berg',
    runsHint: 'As your customers would say it. Empty: the facilitators’ names.',
    use: 'What it will be used for',
    useLike: 'To decide what we mend before spring',
    useHint: 'Everybody reads this before they write.',
    anon: 'Notes begin anonymous',
    anonHint: 'Everybody can still put their name to a note.',
    keep: 'Kept',
    ever: 'until somebody deletes it',
    days: (n: number) => `${days(n)} after the last change`,
    failed: 'That could not be saved. Try again in a moment.',
    sent: 'What left this board',
    none: 'Nothing was exported yet.',
    stale: 'Something in it was erased: export it again, and delete the old file.',
    staleShort: 'Re-export needed',
    some: (n: number) => `${n} of these hold words that were erased since.`,
    remove: 'Delete this board',
    removeHint: 'For everybody, at once. For 30 days you can bring it back; then all of it goes.',
    removeSure: 'Delete the board for everybody?',
    removeYes: 'Delete it',
    no: 'Keep it',
    removeNot: 'Only who made this board can delete it.',
    gone: 'The board is deleted. Your list of boards brings it back for 30 days.',
  },
  erase: {
    member: 'Erase what they said, for good',
    note: 'Erase for good',
    sure: (who: string) => `Erase ${who} for good?`,
    body: 'Words, name and address go from the board, its history and the files. Nobody can undo it. It does not reach what was exported, copied or printed; exports are marked.',
    anon: 'What they wrote anonymously stays: nobody knows which notes these are.',
    yes: 'Erase for good',
    done: (n: number) => (n === 1 ? 'One thing is erased for good' : `${n} things are erased for good`),
    failed: 'That could not be done. Try again in a moment.',
  },
  bin: {
    title: 'Deleted boards',
    until: (when: string) => `Can be brought back until ${when}`,
    back: 'Bring back',
    backWho: (title: string) => `Bring back “${title}”`,
    failed: 'It could not be brought back. Try again in a moment.',
  },
};

export type ToldWords = typeof en;
