import { count } from '../../words/count.ts';

const notes = count('en', { one: 'note', other: 'notes' });

/** The words of the tray. English is the shape the others are checked against. */
export const en = {
  title: 'Tray',
  button: (n: number) => `Tray: ${n}`,
  menu: (n: number) => `Tray (${n})`,
  gather: 'Gather again',
  close: 'Close the tray',
  team: 'Seen by the team only until you put it on the board.',
  hidden: 'In this step notes on the board are hidden, these too.',
  none: 'Nothing waits here.',
  bring: 'Bring in notes…',
  zone: 'Zone',
  selectNone: 'Select none',
  selectAll: (n: number) => `Select all ${n}`,
  put: (n: number, zone: string) => `Put ${n} in ${zone}`,
  putMeant: (n: number) => `Put ${n} where the file says`,
  putOne: (zone: string) => `Put in ${zone}`,
  theirs: 'their zones',
  /** Where so many notes went, and who sees them there. */
  done: (n: number, zone: string, hidden: boolean) =>
    `${notes(n)} put in ${zone}. ${hidden ? 'Nobody sees' : 'Everybody sees'} ${n === 1 ? 'it' : 'them'} ${hidden ? 'before the reveal' : 'now'}.`,
  remove: (n: number) => `Delete ${notes(n)}`,
  removeOne: 'Delete this note',
  removed: (n: number) => `${notes(n)} deleted`,
  more: (n: number) => `Show more (${n})`,
};

/** The dictionary's shape. */
export type TrayWords = typeof en;
