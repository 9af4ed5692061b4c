// What keys do, where: the one table. The help shows it; boardKeys, noteKeys, rowKeys and the views do what it says.

/** Where keys work. */
export type Where = 'board' | 'write' | 'notes' | 'list' | 'map' | 'themes' | 'find' | 'session';

/** What keys do somewhere. */
export interface Row {
  /** Each a way to do it; parts that are held together are joined by a space, `mod` is Ctrl or ⌘. */
  readonly keys: readonly string[];
  readonly what: What;
  readonly where: Where;
}

/** What there is a sentence for in the dictionary. */
export type What = (typeof rows)[number]['what'];

const rows = [
  { keys: ['n'], what: 'write', where: 'board' },
  { keys: ['/'], what: 'search', where: 'board' },
  { keys: ['l'], what: 'list', where: 'board' },
  { keys: ['f'], what: 'follow', where: 'board' },
  { keys: ['mod z'], what: 'undo', where: 'board' },
  { keys: ['mod shift z', 'mod y'], what: 'redo', where: 'board' },
  { keys: ['?'], what: 'help', where: 'board' },
  { keys: ['esc'], what: 'leave', where: 'board' },
  { keys: ['enter'], what: 'send', where: 'write' },
  { keys: ['shift enter'], what: 'line', where: 'write' },
  { keys: ['mod enter'], what: 'lines', where: 'write' },
  { keys: ['/'], what: 'command', where: 'write' },
  { keys: ['mod v'], what: 'bring', where: 'write' },
  { keys: ['esc'], what: 'toNotes', where: 'write' },
  { keys: ['tab'], what: 'zones', where: 'notes' },
  { keys: ['arrows'], what: 'go', where: 'notes' },
  { keys: ['enter', 'e'], what: 'edit', where: 'notes' },
  { keys: ['m'], what: 'move', where: 'notes' },
  { keys: ['g'], what: 'goes', where: 'notes' },
  { keys: ['c'], what: 'comment', where: 'notes' },
  { keys: ['f'], what: 'felt', where: 'notes' },
  { keys: ['b'], what: 'backing', where: 'notes' },
  { keys: ['+', '-'], what: 'dots', where: 'notes' },
  { keys: ['space'], what: 'select', where: 'notes' },
  { keys: ['shift arrows'], what: 'selectOn', where: 'notes' },
  { keys: ['mod a'], what: 'selectAll', where: 'notes' },
  { keys: ['mod d'], what: 'duplicate', where: 'notes' },
  { keys: ['mod c', 'mod x'], what: 'copy', where: 'notes' },
  { keys: ['mod v'], what: 'paste', where: 'notes' },
  { keys: ['delete'], what: 'remove', where: 'notes' },
  { keys: ['.', 'shift F10'], what: 'menu', where: 'notes' },
  { keys: ['up', 'down'], what: 'goList', where: 'list' },
  { keys: ['home', 'end'], what: 'ends', where: 'list' },
  { keys: ['alt up', 'alt down'], what: 'shift', where: 'list' },
  { keys: ['space drag'], what: 'pan', where: 'map' },
  { keys: ['+', '-'], what: 'zoom', where: 'map' },
  { keys: ['shift 1'], what: 'fit', where: 'map' },
  { keys: ['shift 2'], what: 'fitChosen', where: 'map' },
  { keys: ['shift 0'], what: 'home', where: 'map' },
  { keys: ['1', '9'], what: 'theme', where: 'themes' },
  { keys: ['g', 'n'], what: 'newTheme', where: 'themes' },
  { keys: ['u'], what: 'out', where: 'themes' },
  { keys: ['enter', 'F3'], what: 'nextHit', where: 'find' },
  { keys: ['shift enter', 'shift F3'], what: 'beforeHit', where: 'find' },
  { keys: ['esc'], what: 'closeFind', where: 'find' },
  { keys: ['a'], what: 'agenda', where: 'session' },
  { keys: ['d'], what: 'done', where: 'session' },
  { keys: ['h'], what: 'hand', where: 'session' },
  { keys: ['t'], what: 'clock', where: 'session' },
  { keys: ['shift pagedown', 'shift pageup'], what: 'steps', where: 'session' },
] as const satisfies readonly { readonly keys: readonly string[]; readonly what: string; readonly where: Where }[];

/** Every row, in the order of the help. */
export const all: readonly Row[] = rows;

/** Whether the keys of this device say ⌘ for Ctrl. */
export function isMac(platform: string): boolean {
  return /mac|iphone|ipad/i.test(platform);
}

const signs: Readonly<Record<string, string>> = { up: '↑', down: '↓', arrows: '← ↑ ↓ →' };
const macSigns: Readonly<Record<string, string>> = { mod: '⌘', shift: '⇧', alt: '⌥' };

/** The caps of keys that are held together, as they are printed on them. */
export function caps(keys: string, mac: boolean, names: Readonly<Record<string, string>>): readonly string[] {
  return keys
    .split(' ')
    .map((key) => (mac ? macSigns[key] : undefined) ?? signs[key] ?? names[key] ?? key.toUpperCase());
}
