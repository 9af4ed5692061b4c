// The small signs of a note, drawn in a square of 16: what the icons on the screen are, in the fewest strokes.

const ring = 'M14.5 8a6.5 6.5 0 1 1-13 0a6.5 6.5 0 1 1 13 0';
const eyes = 'M5.9 6.2v.2M10.1 6.2v.2';
const brows = 'M4.6 5l2 1M11.4 5l-2 1';

/** From very bad to very good. */
export const faces: readonly string[] = [
  `${ring}M5 11.6a3.6 3.6 0 0 1 6 0${brows}M6 7.3v.2M10 7.3v.2`,
  `${ring}M5.4 11.2a3.4 3.4 0 0 1 5.2 0${eyes}`,
  `${ring}M5.4 10.4h5.2${eyes}`,
  `${ring}M5.4 9.8a3.4 3.4 0 0 0 5.2 0${eyes}`,
  `${ring}M4.8 9h6.4a3.2 3.2 0 0 1-6.4 0${eyes}`,
];

/** What kind of note it is, where that has a sign. */
export const signs = {
  data: 'M2.5 2v12h11.5M6 11.5v-3M9 11.5v-6.5M12 11.5v-4.5',
  idea: 'M5.9 10.6c-1.3-.9-2.2-2.2-2.2-4a4.3 4.3 0 0 1 8.6 0c0 1.8-.9 3.1-2.2 4zM6.2 13.6h3.6',
  question: `${ring}M6.2 6.2a1.9 1.9 0 1 1 2.7 1.9c-.6.3-.9.7-.9 1.3M8 11.7v.1`,
} as const;

/** Reactions besides "felt this too". */
export const reactions: Readonly<Record<string, string>> = {
  agree:
    'M2.5 7.2h2.3v6.3h-2.3zM4.8 7.7l2.7-5.2c1.2 0 1.9.9 1.6 2.1l-.5 2.1h3.6c1 0 1.7.9 1.4 1.9l-1.2 3.9c-.2.6-.7 1-1.4 1h-6.2',
  heart: 'M8 13.5l-4.9-4.8a3.1 3.1 0 0 1 4.4-4.4l.5.5l.5-.5a3.1 3.1 0 0 1 4.4 4.4z',
  surprise: `${ring}M8 4.3v4.3M8 11.3v.2`,
  unsure: 'M5.7 5.7a2.3 2.3 0 1 1 3.4 2.1c-.7.4-1.1.9-1.1 1.7M8 12.7v.1',
};

/** Only who wrote it sees it. */
export const lock = 'M3.5 7.5h9v6h-9zM5.5 7.5v-2.2a2.5 2.5 0 0 1 5 0v2.2';

/** The thread from a guess to the words behind it, 22 wide. */
export const thread = 'M2 10c4 0 4-6 8-6s3 6 6 6';
