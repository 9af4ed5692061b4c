// What somebody contributed to a board, and how long it and the board are kept.
import type { Id } from '../model/records.ts';
import { ApiError, call, me, path } from './api.ts';
import { Device, ownSecret, ownSecrets } from './device.ts';
import { newSecret } from './ids.ts';
import { pageStorage } from './page.ts';

/** A note of one's own. `deleted`: by somebody else, or on the board. */
export interface MineNote {
  readonly id: Id;
  readonly text: string;
  /** The title of where it lies; '' for nowhere. */
  readonly zone: string;
  readonly anon: boolean;
  readonly written_for_you: boolean;
  readonly state: 'shown' | 'hidden' | 'withdrawn' | 'deleted' | 'erased';
}

export interface Contributed {
  readonly title: string;
  readonly name: string;
  /** The pseudonym. */
  readonly as: string;
  /** Who uses this browser is on the board as them. */
  readonly self: boolean;
  /** Who runs the board; may be ''. */
  readonly runs: string;
  readonly notes: readonly MineNote[];
  /** Comments, proposed topics and reasons besides. */
  readonly more: number;
  /** They are on the board still, and bring back what they took back. */
  readonly may_restore: boolean;
  /** Exports that have left the house. */
  readonly exported: number;
}

/** Opens what somebody contributed. */
export interface MineKey {
  readonly board: Id;
  readonly key: string;
  /** Secrets of browsers that anonymous notes were written with. */
  readonly owners: readonly string[];
}

const kept = (board: Id, member: Id) => `feltboard.mine.${board}.${member}`;

/** The address of what one contributes to a board. It is the same on a device each time, as long as it opens that. */
export async function mineUrl(board: Id): Promise<string> {
  const device = new Device();
  const who = await me(board);
  if (who === null) throw new Error('nobody on this board');
  await ownSecret(device, pageStorage(), newSecret(), board);
  const owners = await ownSecrets(device, pageStorage(), board);
  const name = kept(board, who.member);
  let key = await device.kept(name).catch(() => undefined);
  if (key === undefined || !(await opens({ board, key, owners: [] }))) {
    ({ key } = await call<{ readonly key: string }>('POST', `${path(board)}/mine`, {}));
    await device.keep(name, key).catch(() => undefined); // then another is made next time
  }
  return `${location.origin}/mine/${encodeURIComponent(board)}#k=${[key, ...owners].join('.')}`;
}

/** The address of what was contributed to a board from this device, also for who is not on it any more; null where none is kept. */
export async function mineKept(board: Id): Promise<string | null> {
  for (const key of await new Device().keptUnder(kept(board, ''))) {
    const found = await contributed({ board, key, owners: [] }).catch(() => null);
    if (found !== null) return `${location.origin}/mine/${encodeURIComponent(board)}#k=${key}`; // which adds the rest by itself
  }
  return null;
}

/** Whether a key still opens what is of who uses this browser: newer ones end it. */
async function opens(key: MineKey): Promise<boolean> {
  try {
    return (await contributed(key)).self;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return false;
    throw error;
  }
}

/** Whether this browser may make an address of what one contributes: who uses it is on the board. */
export async function mayMake(board: Id): Promise<boolean> {
  const who = await me(board).catch(() => null);
  return who !== null && !['waiting', 'declined', 'removed'].includes(who.role);
}

/** Reads the part of an address behind `#k=`. */
export function mineKey(board: Id, fragment: string): MineKey {
  const [key = '', ...owners] = fragment.split('.');
  return { board, key, owners: clean(owners) };
}

/** What a key opens, and the key that opened it: with this browser's own secrets where who uses it is the key's member. */
export async function mineHere(key: MineKey): Promise<{ readonly key: MineKey; readonly all: Contributed }> {
  const all = await contributed(key);
  if (!all.self) return { key, all };
  const owners = clean([...key.owners, ...(await ownSecrets(new Device(), pageStorage(), key.board))]);
  if (owners.length === key.owners.length) return { key, all };
  const more = { ...key, owners };
  return { key: more, all: await contributed(more) };
}

function clean(owners: readonly string[]): readonly string[] {
  return [...new Set(owners)].filter((one) => /^[\w-]{20,64}$/.test(one)).slice(0, 20);
}

export function contributed(key: MineKey): Promise<Contributed> {
  return call('POST', '/api/mine', key);
}

/** Takes notes back, so that they can be brought back. */
export async function withdraw(key: MineKey, notes: readonly Id[]): Promise<void> {
  await call('POST', '/api/mine/withdraw', { ...key, notes });
}

export async function bringBack(key: MineKey, notes: readonly Id[]): Promise<void> {
  await call('POST', '/api/mine/restore', { ...key, notes });
}

/** Erases for good: some notes, or everything. */
export async function eraseMine(
  key: MineKey,
  what: { readonly notes: readonly Id[] } | { readonly all: true },
): Promise<void> {
  await call('POST', '/api/mine/erase', { ...key, ...what });
}

/** Erases on somebody's behalf, for good. How many records it was. */
export async function eraseFor(
  board: Id,
  what: { readonly notes: readonly Id[] } | { readonly member: Id },
): Promise<number> {
  return (await call<{ readonly count: number }>('POST', `${path(board)}/erase`, what)).count;
}

/** Something that left the house. Times are milliseconds since 1970 UTC. */
export interface Outgoing {
  readonly id: number;
  readonly at: number;
  readonly by: Id;
  readonly format: string;
  /** Something in it was erased since. */
  readonly stale: boolean;
}

export async function outgoings(board: Id): Promise<readonly Outgoing[]> {
  return (await call<{ readonly exports: readonly Outgoing[] }>('GET', `${path(board)}/exports`)).exports;
}

/** Says after how many days without a change a board is deleted; 0: never. */
export async function keepFor(board: Id, days: number): Promise<void> {
  await call('POST', `${path(board)}/retention`, { days });
}

export interface DeletedBoard {
  readonly id: Id;
  readonly title: string;
  readonly deleted_at: number;
  /** When it cannot be brought back any more. */
  readonly gone_at: number;
}

export async function deleteBoard(board: Id): Promise<void> {
  await call('DELETE', path(board));
}

export async function restoreBoard(board: Id): Promise<void> {
  await call('POST', `${path(board)}/restore`, {});
}

export async function deletedBoards(): Promise<readonly DeletedBoard[]> {
  return (await call<{ readonly boards: readonly DeletedBoard[] }>('GET', '/api/v1/deleted-boards')).boards;
}
