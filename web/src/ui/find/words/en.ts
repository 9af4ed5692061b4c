/** What the search says. English is the shape the others are checked against. */
export const en = {
  act: 'Search and filter',
  field: 'Search the notes',
  hint: 'Words in the notes…',
  filters: 'Filter',
  of: (n: number, all: number) => `${n} of ${all}`,
  found: (n: number, all: number) => (n === 1 ? `1 note of ${all}` : `${n} notes of ${all}`),
  at: (n: number, of: number, words: string) => `${n} of ${of}: ${words}`,
  next: 'Next note found',
  before: 'Note found before',
  close: 'Close and show everything',
  clear: 'Clear',
  person: 'Who',
  kind: 'Kind',
  side: 'Whose voice',
  sides: { customer: 'Customers', team: 'The team' },
  theme: 'Theme',
  noTheme: 'In no theme',
  unnamed: (n: number) => `Theme ${n}`,
  emotion: 'Feeling',
  any: 'all',
  me: 'You',
  bare: 'No evidence yet',
  bareHint: 'What the team thinks, and no customer’s words back',
  fresh: 'New since I was here',
  freshHint: (when: string) =>
    `Written by others after ${when}, when this device last had the board open. Anonymous notes have no time: they are not among them.`,
};

/** The dictionary's shape. */
export type FindWords = typeof en;
