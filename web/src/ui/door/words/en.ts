import { count } from '../../words/count.ts';

const people = count('en', { one: 'person waits', other: 'people wait' });
const minutes = count('en', { one: 'minute', other: 'minutes' });

/** What the door of a board says: to who waits outside, to who lets in, and to who goes on at another device. */
export const en = {
  wait: {
    heading: 'You are at the door',
    body: 'The facilitator sees that you are here and lets you in. This page opens by itself; you can leave it open.',
    name: 'Your name, so that they know who is there',
    told: 'They see that name now.',
    first: 'Your first words, if you like',
    stays: 'They stay on this device until you are in.',
    send: 'Send as soon as I am in',
    goes: 'Keep this page open until then.',
    title: 'Waiting to be let in',
  },
  declined: {
    heading: 'You have not been let in',
    body: 'Ask the person who invited you. If they let you in after all, this page opens by itself.',
    yours: 'What you wrote is still here:',
  },
  removed: {
    heading: 'You are no longer on this board',
    body: 'The facilitator has removed you. What you sent before is on the board, unless they deleted it.',
    act: 'If you think it was a mistake, ask them: they can let you back in, and then this link works again.',
    strip:
      'The facilitator has removed you from this board. What was sent is on the board; the rest is kept on this device.',
  },
  phrase: {
    heading: 'This link asks for a passphrase',
    field: 'Passphrase',
    hint: 'Whoever sent you the link knows it.',
    wrong: 'That is not it. Look at capitals and blanks, or ask who sent you the link.',
    rate: 'Too many tries. Wait a few minutes, then try again.',
    away: 'The server cannot be reached just now. Try again in a moment.',
    go: 'Go on',
  },
  list: {
    title: 'At the door',
    waits: (n: number) => `${people(n)} to be let in`,
    one: (name: string) => `${name} waits to be let in`,
    as: { client: 'as a customer', team: 'as one of the team', viewer: 'to read along' },
    letIn: 'Let in',
    letInWho: (name: string) => `Let ${name} in`,
    notNow: 'Not now',
    notNowWho: (name: string) => `Do not let ${name} in`,
    all: 'Let all in',
    see: 'See who',
    come: (name: string) => `${name} is in`,
    turned: (name: string) => `${name} was not let in`,
    outside: 'Not let in, or removed',
    turnedAway: 'not let in',
    removed: 'removed',
    back: 'Let back in',
    backWho: (name: string) => `Let ${name} back in`,
    asks: 'Ask before anybody new comes in',
    asksHint: 'Who comes by a link waits outside, and sees nothing, until you let them in.',
  },
  remove: {
    also: 'Also delete what they wrote',
    alsoHint: 'What shows their name. It can be restored.',
    link: 'Also make a new link',
    linkHint: (whom: string) => `The links for ${whom} let nobody in any more; who is here stays.`,
    done: (name: string) => `${name} is off the board`,
    made: (name: string) => `${name} is off the board. “Share” shows the new link.`,
    failed: (name: string) => `${name} is off the board. The new link could not be made.`,
  },
  hand: {
    act: 'Continue on another device',
    title: 'Continue on another device',
    body: 'Scan the code there, or open the address. You are the same person on both, also for what you wrote anonymously.',
    once: (left: number) => `It works once, within ${minutes(left)}. Whoever opens it is you: show it to nobody else.`,
    qr: 'Code that opens this board as you',
    link: 'Address that opens this board as you',
    copy: 'Copy address',
    over: 'It has been used, or its time is over.',
    again: 'Make a new one',
    failed: 'That could not be done. Try again in a moment.',
    unreachable: 'Other devices cannot reach this server’s address.',
    coming: 'Opening the board…',
    bad: 'This code has been used, or is too old',
    badBody: 'Make a new one on the other device: People, then “Continue on another device”.',
  },
};

export type DoorWords = typeof en;
