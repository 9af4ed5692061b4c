// What somebody contributed to a board, and how long it and the board are kept.
import type { Id } from '../model/records.ts';
import { call, path } from './api.ts';
import { Device, ownSecret } from './device.ts';
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
  /** Who runs the board; may be ''. */
  readonly runs: string;
  readonly notes: readonly MineNote[];
  /** Comments, proposed topics and reasons besides. */
  readonly more: number;
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

const kept = (board: Id) => `feltboard.mine.${board}`;

/** The address of what one contributes to a board. It is the same on a device each time. */
export async function mineUrl(board: Id): Promise<string> {
  const device = new Device();
  const own = await ownSecret(device, pageStorage(), newSecret(), board);
  let key = await device.kept(kept(board)).catch(() => undefined);
  if (key === undefined) {
    ({ key } = await call<{ readonly key: string }>('POST', `${path(board)}/mine`, {}));
    await device.keep(kept(board), key).catch(() => undefined); // then another is made next time
  }
  return `${location.origin}/mine/${encodeURIComponent(board)}#k=${key}.${own}`;
}

/** Reads the part of an address behind `#k=`, and adds this browser's own secret. */
export async function mineKey(board: Id, fragment: string): Promise<MineKey> {
  const [key = '', ...owners] = fragment.split('.');
  const own = await ownSecret(new Device(), pageStorage(), newSecret(), board);
  return {
    board,
    key,
    owners: [...new Set([...owners, own])].filter((one) => /^[\w-]{20,64}$/.test(one)).slice(0, 20),
  };
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
