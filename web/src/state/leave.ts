// How what this device keeps of a person goes with them when they are signed out, and how words that nobody else has stay.
import { isOf } from '../model/board.ts';
import { isOwnAnonymous } from '../model/ops.ts';
import { wordsOf } from '../model/pending.ts';
import type { Id } from '../model/records.ts';
import { Device, type Held } from './device.ts';
import { pageStorage, tabStorage } from './page.ts';
import { Unsent } from './unsent.ts';

/** Words of one board that are on this device alone. */
export interface LeftWords {
  readonly board: Id;
  /** What it is called; '' if this device does not know. */
  readonly title: string;
  readonly texts: readonly string[];
}

/** What would go with somebody who signs out. */
export interface Leaving {
  readonly words: readonly LeftWords[];
  /** They wrote something anonymously that only this browser can show to be theirs. */
  readonly anonymous: boolean;
}

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Words of somebody who was signed out before they could be asked. */
interface Left {
  readonly person: string;
  readonly words: readonly LeftWords[];
}

const prefix = 'feltboard.';
const leftName = `${prefix}left`;

/** How a device shows things says nothing of who used it. */
const stays = new Set([
  'lang',
  'colours',
  'colour',
  'lines',
  'view',
  'list',
  'hushed',
  'chime',
  'export.format',
  'left',
]);

const nothing: Held = { pairs: [], entries: [], tray: [], boards: [] };

function shelves(): readonly Shelf[] {
  return [pageStorage(), tabStorage()].filter((each) => each !== undefined);
}

function keysOf(shelf: Shelf): readonly string[] {
  return Array.from({ length: shelf.length }, (_, i) => shelf.key(i) ?? '').filter((key) => key.startsWith(prefix));
}

/** The words that are in what a device holds and on its shelves, of one board or of all. */
export function wordsIn(held: Held, on: readonly Shelf[], board: Id = ''): readonly LeftWords[] {
  const found = new Map<Id, Set<string>>();
  const add = (of: Id, text: string): void => {
    if (text.trim() === '' || (board !== '' && of !== board)) return;
    found.set(of, (found.get(of) ?? new Set()).add(text.trim()));
  };
  for (const pair of held.pairs)
    for (const entry of held.entries) if (entry.pair === pair.id) add(pair.board, wordsOf(entry));
  for (const row of held.tray) add(row.board, row.text);
  for (const shelf of on) {
    for (const key of keysOf(shelf)) {
      const [, kind, of = ''] = key.split('.');
      if (kind === 'draft') add(of, shelf.getItem(key) ?? '');
      if (kind === 'unsent') for (const { text = '' } of new Unsent(of, shelf).load()) add(of, text);
    }
  }
  return [...found].map(([of, texts]) => ({ board: of, title: titleOf(held, of), texts: [...texts] }));
}

function titleOf(held: Held, board: Id): string {
  const cached = held.boards.find((each) => each.board === board);
  const info = cached?.shared.find((rec) => isOf(rec, 'board'));
  return isOf(info, 'board') ? info.f.title : '';
}

/** What a person leaves who signs out here. */
export async function leaving(): Promise<Leaving> {
  const held = await new Device().held().catch(() => nothing);
  const seen = held.boards.some(({ shared, own }) =>
    [...shared, ...own].some((rec) => !rec.del && isOwnAnonymous(rec)),
  );
  return { words: wordsIn(held, shelves()), anonymous: seen || held.pairs.some(({ lanes }) => lanes.anon.next > 1) };
}

/**
 * Takes off this device what a person has on it: boards, links, the secrets of this browser. Words that were not sent stay
 * aside for them, unless they were `offered` and are not wanted. With a board only what is of it goes.
 */
export async function leave(person: string, { offered = false, board = '' } = {}): Promise<void> {
  const make = (held: Held, was: string): string => {
    const before = read(was).filter((each) => !offered || each.person !== person);
    const words = offered ? [] : wordsIn(held, shelves(), board);
    return words.length + before.length === 0 ? '' : JSON.stringify(merged(before, { person, words }));
  };
  try {
    await new Device().empty(leftName, make, board);
  } catch {
    aside(make(nothing, pageStorage()?.getItem(leftName) ?? ''));
  }
  for (const shelf of shelves()) {
    for (const key of keysOf(shelf)) {
      const parts = key.slice(prefix.length);
      if (board === '' ? !stays.has(parts) : parts.split('.').includes(board)) shelf.removeItem(key);
    }
  }
}

/** Where there is no database. */
function aside(value: string): void {
  try {
    if (value === '') pageStorage()?.removeItem(leftName);
    else pageStorage()?.setItem(leftName, value);
  } catch {
    // Storage is full or forbidden.
  }
}

function merged(all: readonly Left[], { person, words }: Left): readonly Left[] {
  if (words.length === 0) return all;
  const before = all.find((each) => each.person === person)?.words ?? [];
  const boards = new Set([...before, ...words].map(({ board }) => board));
  const both = [...boards].map((board): LeftWords => {
    const parts = [...before, ...words].filter((each) => each.board === board);
    const title = parts.map((each) => each.title).find((each) => each !== '') ?? '';
    return { board, title, texts: [...new Set(parts.flatMap(({ texts }) => texts))] };
  });
  return [...all.filter((each) => each.person !== person), { person, words: both }];
}

function read(value: string): readonly Left[] {
  try {
    return value === '' ? [] : (JSON.parse(value) as readonly Left[]);
  } catch {
    return [];
  }
}

/** The words that were left aside for a person; while nobody is signed in (''), everybody's. */
export async function leftFor(person: string): Promise<readonly LeftWords[]> {
  const all = [
    ...read((await new Device().kept(leftName).catch(() => undefined)) ?? ''),
    ...read(pageStorage()?.getItem(leftName) ?? ''),
  ];
  return all.filter((each) => person === '' || each.person === person).flatMap(({ words }) => words);
}

/** Puts those away. */
export async function putLeftAway(person: string): Promise<void> {
  const rest = (value: string): string => {
    const all = read(value).filter((each) => person !== '' && each.person !== person);
    return all.length === 0 ? '' : JSON.stringify(all);
  };
  const device = new Device();
  const kept = await device.kept(leftName).catch(() => undefined);
  if (kept !== undefined) await device.keep(leftName, rest(kept)).catch(() => undefined);
  aside(rest(pageStorage()?.getItem(leftName) ?? ''));
}
