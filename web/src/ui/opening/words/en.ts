import { count } from '../../words/count.ts';

const notes = count('en', { one: 'note', other: 'notes' });
const dots = count('en', { one: 'dot', other: 'dots' });
const answers = count('en', { one: 'answer', other: 'answers' });
const customers = count('en', { one: 'customer note', other: 'customer notes' });
const team = count('en', { one: 'team note', other: 'team notes' });

/** What the opening, the close and the room's screen say. It comes with them, not with a guest's first page. */
export const en = {
  since: {
    title: 'Since last time',
    none: 'Nothing was promised last time.',
    away: 'What came of last time cannot be fetched just now.',
  },
  plan: {
    starts: (when: string) => `Starts ${when}`,
    open: 'Not started yet',
    moment: 'about to start',
    may: 'You can write already: it waits until the session.',
    start: 'Start now',
    rehearsal: 'Rehearsal. Nothing here counts.',
    over: 'The session is over.',
    waits: 'What you write now waits with you.',
    end: {
      ask: 'End the session for everybody? Notes stay as they are, and it can be opened again.',
      yes: 'End it',
      no: 'Not yet',
    },
  },
  strip: {
    about: 'Goal, promise and steps of this session',
    read: 'Read',
    quotes: (n: number) =>
      n === 1
        ? 'One of your notes came to count. May they quote it?'
        : `${n} of your notes came to count. May they quote them?`,
    behalf: (n: number) =>
      n === 1
        ? 'One note was written down for you. Is it right?'
        : `${n} notes were written down for you. Are they right?`,
    look: 'Have a look',
    answers: 'What became of your words',
    readback: 'What was heard is read back now.',
    more: (n: number) => (n === 1 ? 'One more' : `${n} more`),
  },
  action: {
    proposed: 'proposed',
    committed: 'promised',
    in_progress: 'under way',
    done: 'done',
    verified: 'done, and it helped',
    declined: 'will not be done',
    parked: 'put off',
    reopened: 'open again',
  },
  mine: {
    heading: 'Your words',
    intro:
      'These words of yours stand behind what came of the session. Each says what the team may do with it; allow more where you like.',
    none: 'None of your words would be quoted.',
    insight: (name: string) => `For the insight “${name}”`,
    action: (name: string) => `For “${name}”`,
    theme: (name: string) => `In the theme “${name}”`,
    allow: 'They may quote this',
    allowAll: (n: number) => `They may quote all ${n}`,
    allowed: 'May be quoted',
    keep: 'Only in this room',
    reworded: 'In other words, not quoted',
    keepAll: 'Keep all in this room',
    behalf: 'Written down for you',
    behalfIntro: 'Somebody wrote this down as your words. They count as yours once you say so.',
    by: (name: string) => `written down by ${name}`,
    yes: 'That’s what I said',
    no: 'I did not say that',
    saidYes: 'You said: that’s right.',
    saidNo: 'You said: that’s not yours.',
  },
  readback: {
    heading: 'Read-back',
    lead: 'Read this aloud, and ask whether it is right. Promises come after.',
    others: (name: string) => `${name} reads back what was heard. Say whether it is right.`,
    nobody: 'What was heard is read back. Say whether it is right.',
    themes: 'What weighs most',
    insights: 'What we understood',
    none: 'There is nothing to read back yet.',
  },
  summary: {
    heading: 'What came of it',
    parts: {
      said: 'What was said',
      themes: 'Themes',
      insights: 'Insights',
      commitments: 'Commitments',
      fixed: 'Fixed now',
      declined: 'Will not be done',
      parked: 'Put off',
      questions: 'Open questions',
      journey: 'The journey',
      matrix: 'Impact and effort',
      energy: 'Energy',
      checklist: 'Checklist',
      triage: 'Triage',
      shortlist: 'Shortlist',
    },
    empty: {
      said: 'Nothing yet.',
      themes: 'No themes yet.',
      insights: 'No insight yet.',
      commitments: 'Nothing is promised yet.',
      fixed: 'Nothing yet.',
      declined: 'Nothing.',
      parked: 'Nothing.',
      questions: 'None.',
      journey: 'Nobody has drawn their curve yet.',
      matrix: 'Nothing has its place yet.',
      energy: 'Nobody was asked.',
      checklist: 'Nothing on the list yet.',
      triage: 'Nothing to sort yet.',
      shortlist: 'Nothing on it yet.',
    },
    hidden: 'This step hides notes, so nothing is counted yet.',
    notes,
    sides: (c: number, t: number) => `${c} by customers, ${t} by the team`,
    open: (n: number) => `${n} written down for somebody who has not confirmed it`,
    people: (n: number) => (n === 1 ? 'One customer takes part.' : `${n} customers take part.`),
    customers,
    team,
    bare: 'no notes yet',
    dots,
    dotsApart: (c: number, t: number) => `${c} by customers, ${t} by the team`,
    verdicts: (right: number, of: number) => `${right} of ${of} customers say it is right`,
    disputed: (n: number) => (n === 1 ? 'one disputes it' : `${n} dispute it`),
    why: (words: string) => `“Not what we meant”: ${words}`,
    meant: 'On the board, not yet an action',
    nobodyYet: 'nobody yet',
    by: (day: string) => (day === '' ? 'no date yet' : `by ${day}`),
    noReason: 'No reason given.',
    moment: (title: string) => `Moment of truth: ${title}`,
    middle: (mid: string, n: number) => `middle ${mid}, ${answers(n)}`,
    few: (n: number) => `${answers(n)}, too few to show`,
    wins: 'Quick wins',
    bets: 'Big bets',
    fills: 'Fill-ins',
    pits: 'Money pit',
    start: 'At the start',
    end: 'At the end',
    of5: (mid: string) => `${mid} of 5`,
    severity: (n: number) => `severity ${n}`,
    copy: 'Copy as Markdown',
    leftOut: (n: number) =>
      n === 1
        ? 'One note is left out: nobody has allowed it to leave this room.'
        : `${n} notes are left out: nobody has allowed them to leave this room.`,
    rehearsal: 'Rehearsal',
  },
  room: {
    join: 'Join in',
    scan: 'Scan the code, or open',
    noLink: 'No link for customers on this device. “Share” on the board shows one, or makes one.',
    unreachable: 'Phones cannot reach this address. The board’s “Share” says how to change that.',
    ready: (n: number, of: number) => `${n} of ${of} are ready`,
    over: 'Time is up',
    paused: 'Paused',
    left: 'Time left',
    results: 'What came out',
    spot: 'We are talking about',
    closed: 'The session is over. Thank you.',
  },
};

/** The dictionary's shape. */
export type Words = typeof en;
