/** What the owner reads once. English is the shape the others are checked against. */
export const en = {
  page: 'Set up Feltboard',
  title: 'Make this Feltboard yours',
  noKey: 'The set-up link is not complete. Copy the whole line from the window where you started Feltboard.',
  about: 'Whoever opens this link first becomes the owner: they make boards and invite people. It works once.',
  name: 'Your name',
  hint: 'People on your boards see it.',
  back: 'So that you can come back (can wait)',
  backText:
    'You sign in with both, from any browser. Left empty, this browser alone is yours; your account page offers it again.',
  used: 'This set-up link has been used or replaced. Start the server again; it prints a new one.',
  start: 'Start',
};

/** The dictionary's shape. */
export type SetupWords = typeof en;
