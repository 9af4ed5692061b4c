// How what this device keeps of a person goes with them when they are signed out, and how words that nobody else has stay.
import { isOf } from '../model/board.ts';
import { isOwnAnonymous } from '../model/ops.ts';
import { wordsOf } from '../model/pending.ts';
import type { Id } from '../model/records.ts';
import { Device, type Held } from './device.ts';
import { pageStorage, tabStorage } from './page.ts';
import { personHere } from './person.ts';
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

/** What a person leaves who signs out here, with what was left aside for them before. */
export async function leaving(): Promise<Leaving> {
  const person = personHere();
  const before = person === '' ? [] : await leftFor(person);
  const held = await new Device().held().catch(() => nothing);
  const seen = held.boards.some(({ shared, own }) =>
    [...shared, ...own].some((rec) => !rec.del && isOwnAnonymous(rec)),
  );
  const words = both(before, wordsIn(held, shelves()));
  return { words, anonymous: seen || held.pairs.some(({ lanes }) => lanes.anon.next > 1) };
}

/**
 * Takes off this device what a person has on it: boards, links, the secrets of this browser. Words that were not sent stay
 * aside for them, but for those that they were `offered` and do not want. With a board only what is of it goes.
 */
export async function leave(
  person: string,
  { offered = [], board = '' }: { readonly offered?: readonly LeftWords[]; readonly board?: Id } = {},
): Promise<void> {
  const make = (held: Held, was: string): string => {
    const rest = less(merged(read(was), { person, words: wordsIn(held, shelves(), board) }), {
      person,
      words: offered,
    });
    return written(rest);
  };
  try {
    await new Device().empty(leftName, make, board);
    const was = pageStorage()?.getItem(leftName) ?? '';
    if (was !== '') aside(written(less(read(was), { person, words: offered })));
  } catch {
    const made = make(nothing, pageStorage()?.getItem(leftName) ?? '');
    const back = clear(board); // which makes room
    if (!aside(made)) back();
    return;
  }
  clear(board);
}

/** Takes a person's keys off the shelves, or those of a board; what it returns puts the words among them back. */
function clear(board: Id): () => void {
  const words: (() => void)[] = [];
  for (const shelf of shelves()) {
    for (const key of keysOf(shelf)) {
      const name = key.slice(prefix.length);
      if (board === '' ? stays.has(name) : !name.split(/[./]/).includes(board)) continue;
      const value = shelf.getItem(key) ?? '';
      if (/^(draft|unsent)\./.test(name)) words.push(() => shelf.setItem(key, value));
      shelf.removeItem(key);
    }
  }
  return () => words.forEach((put) => put());
}

/** Where there is no database. It says whether there is room. */
function aside(value: string): boolean {
  try {
    if (value === '') pageStorage()?.removeItem(leftName);
    else pageStorage()?.setItem(leftName, value);
    return true;
  } catch {
    return false; // Storage is full or forbidden.
  }
}

function merged(all: readonly Left[], { person, words }: Left): readonly Left[] {
  if (words.length === 0) return all;
  const before = all.find((each) => each.person === person)?.words ?? [];
  return [...all.filter((each) => each.person !== person), { person, words: both(before, words) }];
}

function both(some: readonly LeftWords[], more: readonly LeftWords[]): readonly LeftWords[] {
  const all = [...some, ...more];
  return [...new Set(all.map(({ board }) => board))].map((board) => {
    const parts = all.filter((each) => each.board === board);
    const title = parts.map((each) => each.title).find((each) => each !== '') ?? '';
    return { board, title, texts: [...new Set(parts.flatMap(({ texts }) => texts))] };
  });
}

/** All but these words of a person. */
function less(all: readonly Left[], { person, words }: Left): readonly Left[] {
  const gone = (board: Id, text: string): boolean =>
    words.some((each) => each.board === board && each.texts.includes(text));
  return all
    .map((each): Left => {
      if (each.person !== person) return each;
      const rest = each.words.map((one) => ({ ...one, texts: one.texts.filter((text) => !gone(one.board, text)) }));
      return { person, words: rest.filter(({ texts }) => texts.length > 0) };
    })
    .filter((each) => each.words.length > 0);
}

const written = (all: readonly Left[]): string => (all.length === 0 ? '' : JSON.stringify(all));

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
