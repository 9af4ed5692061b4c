import { count } from '../../words/count.ts';

/** The words of the owner's first page. English is the shape the others are checked against. */
export const en = {
  customers: count('en', { one: 'customer', other: 'customers' }),
  notes: count('en', { one: 'note', other: 'notes' }),
  promises: count('en', { one: 'open action', other: 'open actions' }),
  undo: 'Undo',
  cancel: 'Cancel',
  unreachable: 'The server cannot be reached. Try again in a moment.',
  home: {
    away: 'The server cannot be reached',
    awayText: 'This page tries again by itself. If it stays like this, ask whoever runs the server.',
    fetching: 'Fetching your boards…',
    title: 'Your boards',
    combine: 'Combine boards…',
    create: 'New board',
    lan: 'This is a trial on your own network: nothing is encrypted on the way.',
  },
  example: {
    heading: 'Look at one first',
    text: 'A board full of what ticket buyers said, with a guide of two minutes. It is yours to try things on.',
    open: 'Open the example',
    opening: 'Making it…',
    title: 'Example: the on-sale morning of a ticket shop',
    failed: 'The example could not be made. Try again in a moment.',
  },
  start: {
    first: 'Start your first board',
    heading: 'New board',
    template: 'Template',
    more: (n: number) => `More templates (${n})`,
    about: 'What is it about?',
    aboutLike: 'Buying tickets for a sold-out show',
    aboutHint: 'Everybody who joins sees this. You can change it later.',
    later: 'Goal, start, last time (all can wait)',
    who: 'Who is it about?',
    whoLike: 'People who buy for their family',
    goal: 'What is the goal?',
    goalLike: 'Understand why buyers give up',
    goalHint: 'It stands first on the card that opens the session.',
    when: 'When does it start?',
    whenHint: 'Until then guests see when, and what they write waits. Empty: it runs at once.',
    zone: (name: string) => `Your time: ${name}. Everybody sees it in their own.`,
    previous: 'Which session does it go on from?',
    none: 'None',
    previousHint: 'The session opens with what became of that one’s actions.',
    start: 'Start',
    starting: 'Starting…',
    failed: 'The board could not be made. Try again in a moment.',
    away: 'The server cannot be reached just now. This goes on by itself.',
    deleted: (title: string) => `“${title}” deleted`,
    notDeleted: 'Not deleted: the server cannot be reached.',
    notBack: 'Not brought back: the server cannot be reached.',
  },
  card: {
    minutes: (n: number) => `${n} min`,
    teamOnly: 'For the team alone: no customers, nobody watching.',
    exportIt: 'Export',
    exportOf: (title: string) => `Export ${title}`,
    deleteIt: 'Delete',
    deleteOf: (title: string) => `Delete ${title}`,
  },
  combine: {
    heading: 'Combine into one map',
    text: 'Choose boards that map the same people. Their notes come together on a new board, without names, each with the consent it has now; a company counts once. The boards stay as they are.',
    boards: 'Boards',
    title: 'Title',
    titleLike: 'Who is mapped',
    combine: 'Combine into one map',
  },
  importing: {
    file: 'Template file',
    act: 'Import a template…',
    noJson: 'This is no template: the file is not JSON.',
  },
  colours: {
    auto: 'as the device',
    light: 'light',
    dark: 'dark',
    label: (now: string, next: string) => `Colours: ${now}. Change to ${next}`,
    now: (scheme: string) => `Colours: ${scheme}`,
  },
  visitor: {
    almost: 'Almost there',
    almostText:
      'This Feltboard has no owner yet. The window where you started it shows a one-time set-up link. Open that link in this browser.',
    takePart: 'Take part in a board',
    takePartText:
      "Type the code from the room's screen, or open the link that the facilitator gave you. You need no account.",
    yours:
      'If this is your own Feltboard, use the browser you set it up with, or start it once more with a new set-up link.',
  },
  /** The built-in templates by their id: what they are called, when to use them, and whose method they are. English is what the server says. */
  templates: {} as Readonly<Record<string, { readonly title: string; readonly use: string; readonly credit: string }>>,
};

export type HomeWords = typeof en;
