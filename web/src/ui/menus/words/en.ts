/** The headings of the board's menu. English is the shape the others are checked against. */
export const en = {
  back: 'Bring back',
  view: 'Look',
  session: 'Session',
  board: 'Board',
  about: 'Title and person',
  export: 'Pictures and export',
  help: 'Language and help',
};

export type MenuWords = typeof en;
