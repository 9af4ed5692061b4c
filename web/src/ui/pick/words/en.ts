import { count } from '../../words/count.ts';

const notes = count('en', { one: 'note', other: 'notes' });

/** The words for reactions, mentions, selections, links and colours. English is the shape the others are checked against. */
export const en = {
  notes,
  react: {
    title: 'React',
    agree: 'I agree',
    heart: 'Love it',
    surprise: 'Surprising',
    unsure: 'Not sure',
    /** A reaction and how many gave it. */
    count: (name: string, n: number) => `${name}: ${n}`,
  },
  mention: {
    people: 'People to mention',
    hint: 'Type @ to mention somebody.',
    none: 'Nobody here is called that.',
    toast: 'You were mentioned in a comment',
    show: 'Show',
    filter: (n: number) => `Mentions of you (${n})`,
    all: 'All comments on this',
    on: (words: string) => `On “${words}”`,
  },
  select: {
    act: 'Select…',
    zone: (name: string) => `All in ${name}`,
    theme: (name: string) => `All in the theme ${name}`,
    person: (name: string) => `All by ${name}`,
    kind: (name: string) => `All of the kind ${name}`,
    customer: 'All from customers',
    team: 'All from the team',
    all: 'All notes one can see',
    more: 'More for what is selected',
    duplicate: 'Duplicate',
    copy: 'Copy',
    colours: 'Colours and links…',
    unnamed: 'without a name',
    selected: (n: number) => `${notes(n)} selected`,
  },
  copied: (n: number) => `${notes(n)} copied`,
  copyFailed: 'It could not be copied. Press Ctrl+C instead.',
  /** Words whose authors allow them in the room alone were copied. */
  roomOnly: (n: number) =>
    n === 1 ? 'Its author said “this room only”.' : `The authors of ${n} of them said “this room only”.`,
  duplicated: (n: number) => `${notes(n)} duplicated`,
  pasted: (n: number, zone: string) => `${notes(n)} pasted into ${zone}`,
  /** Why some notes were not made again. */
  skipped: {
    voice: (n: number) => `${notes(n)} left out: these are other people’s words.`,
    unknown: (n: number) => `${notes(n)} left out: nobody can say whose words they are.`,
    consent: (n: number) => `${notes(n)} left out: their authors said this room only.`,
    zone: 'Notes cannot be written here now.',
  },
  links: {
    act: 'Links…',
    title: 'Links of this note',
    none: 'It is not linked with another note yet.',
    because: 'because',
    reason: 'is a reason for',
    contradicts: 'contradicts',
    addBecause: 'Add “because”',
    addContradicts: 'Add “contradicts”',
    findBecause: 'Which note is a reason for it?',
    findContradicts: 'Which note contradicts it?',
    back: 'Back to the links',
    remove: 'Remove this link',
    removed: 'Link removed',
    added: 'Linked',
    full: 'A note can have 20 reasons. Remove one first.',
    theirs: 'What is a reason for these words only their author can say.',
    go: (words: string) => `Go to “${words}”`,
  },
  view: {
    act: 'View',
    title: 'Colours and links',
    colour: 'Colour notes by',
    lines: 'Show links between notes',
    legend: 'What the colours mean',
    noTheme: 'In no theme',
    nobody: 'Names are hidden in this step.',
    own: 'Only you see it like this.',
  },
  colour: {
    side: 'Side',
    kind: 'Kind',
    theme: 'Theme',
    person: 'Person',
  },
};

export type PickWords = typeof en;
