/** What the list says, and what is read out of what others do. */
export const en = {
  list: 'All notes as a list',
  sort: 'Order',
  orders: { map: 'As on the map', newest: 'Newest first', theme: 'By theme' },
  free: 'Not in a theme',
  unnamed: (n: number) => `Theme ${n}`,
  theme: (name: string) => `Theme: ${name}`,
  contradicts: (words: string) => `Contradicts “${words}”`,
  because: (words: string) => `Because: “${words}”`,
  reason: (words: string) => `A reason for “${words}”`,
  up: 'Move up',
  down: 'Move down',
  at: (n: number, of: number) => `${n} of ${of}`,
  ends: { first: 'Already the first', last: 'Already the last' },
  back: {
    undo: 'Undone',
    redo: 'Done again',
    nothing: 'Nothing to undo',
    again: 'Nothing to do again',
    came: (n: number, words: string) => (n === 1 ? `the note is back: ${words}` : `${n} notes are back`),
    gone: (n: number, words: string) => (n === 1 ? `the note is gone: ${words}` : `${n} notes are gone`),
    moved: (words: string, zone: string) => `moved to ${zone}: ${words}`,
    reads: (words: string) => `the note reads: ${words}`,
    changed: (n: number, words: string) => (n === 1 ? `changed: ${words}` : `${n} notes changed`),
  },
  none: 'None of the notes here is like that.',
  keys: 'Up and down go from note to note, Alt with them moves a note. Enter edits, M moves it elsewhere, G says what it goes with, C comments, period opens the menu, question mark shows all keys.',
  mapKeys:
    'Arrow keys move between notes. Enter edits, M moves, G says what it goes with, C comments, period opens the menu, Space selects, F says “felt this too”, Delete deletes. Question mark shows all keys.',
  heard: {
    step: (n: number, of: number, title: string) => `Step ${n} of ${of}: ${title}`,
    added: (who: string, n: number, zone: string) =>
      who === ''
        ? `${n === 1 ? 'One new note' : `${n} new notes`} in ${zone}`
        : `${who} added ${n === 1 ? 'a note' : `${n} notes`} in ${zone}`,
    shown: (n: number) => (n === 1 ? 'One more note shows now' : `${n} more notes show now`),
    moved: (n: number, zone: string) => (n === 1 ? `A note was moved to ${zone}` : `${n} notes were moved to ${zone}`),
    gone: (n: number) => (n === 1 ? 'A note was deleted' : `${n} notes were deleted`),
    themed: (n: number, theme: string) =>
      n === 1 ? `A note was put into “${theme}”` : `${n} notes were put into “${theme}”`,
    comments: (n: number) => (n === 1 ? 'One new comment' : `${n} new comments`),
  },
};

/** The dictionary's shape. */
export type OutlineWords = typeof en;
