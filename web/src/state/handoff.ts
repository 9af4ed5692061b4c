// One person on two devices: what goes with a hand-off besides what the server knows of it.
import type { Id } from '../model/records.ts';
import { handOff, handOffSeen, handOver, session, type HandOff } from './api.ts';
import { beenOn, Device, keepHanded, ownSecret } from './device.ts';
import { newSecret } from './ids.ts';
import { pageStorage } from './page.ts';
import { personHere } from './person.ts';

/** An address that opens a board on another device as the same person. What stands behind its dot never goes to the server. */
export async function handOffHere(board: Id): Promise<{ readonly url: string; readonly until: number }> {
  const own = await ownSecret(new Device(), pageStorage(), newSecret(), board);
  const { url, expires_at } = await handOff(board);
  return { url: `${url}.${own}`, until: expires_at };
}

/** What a hand-off would make of this device. */
export interface Handed extends HandOff {
  readonly key: string;
  /** This device has been on the board: what it wrote there anonymously stays its own. */
  readonly been: boolean;
}

/** Looks at a hand-off, which changes nothing, by the key from its address. */
export async function lookAtHand(key: string): Promise<Handed> {
  if (personHere() !== '') await session(); // what is somebody's who is not signed in any more goes before this comes
  const seen = await handOffSeen(key.split('.')[0] ?? '');
  return { ...seen, key, been: seen.here !== undefined || (await beenOn(new Device(), pageStorage(), seen.board)) };
}

/** Becomes who made a hand-off; in place of whom one is there already only with `replace`. */
export async function handOverHere({ key, board, been }: Handed, replace: boolean): Promise<void> {
  const [secret = '', own = ''] = key.split('.');
  await handOver(secret, replace);
  if (/^[\w-]{20,64}$/.test(own)) await keepHanded(new Device(), pageStorage(), board, own, been);
}
