// One person on two devices: what goes with a hand-off besides what the server knows of it.
import type { Id } from '../model/records.ts';
import { handOff, handOver } from './api.ts';
import { Device, keepHanded, ownSecret } from './device.ts';
import { newSecret } from './ids.ts';
import { pageStorage } from './page.ts';

/** An address that opens a board on another device as the same person. What stands behind its dot never goes to the server. */
export async function handOffHere(board: Id): Promise<{ readonly url: string; readonly until: number }> {
  const own = await ownSecret(new Device(), pageStorage(), newSecret(), board);
  const { url, expires_at } = await handOff(board);
  return { url: `${url}.${own}`, until: expires_at };
}

/** Becomes who made the hand-off with this key. The board's id. */
export async function handOverHere(key: string): Promise<Id> {
  const [secret = '', own = ''] = key.split('.');
  const { board } = await handOver(secret);
  if (/^[\w-]{20,64}$/.test(own)) await keepHanded(new Device(), pageStorage(), board, own);
  return board;
}
