// The secrets of the links a device has joined by, in IndexedDB: it is written at once, while a browser that is killed
// within half a minute may have lost its cookie and its localStorage, and with them the way back to what it has not sent.
import type { Id } from '../model/records.ts';
import { Device } from './device.ts';

/** Keeps the secret of a board's link; '' forgets it. A browser without a database only forgets. */
export async function keepLink(board: Id, key: string): Promise<void> {
  try {
    await new Device().keep(name(board), key);
  } catch {
    // Then it is in localStorage alone.
  }
}

/** The secret this device joined the board with, or null. */
export async function linkOf(board: Id): Promise<string | null> {
  try {
    return (await new Device().kept(name(board))) ?? null;
  } catch {
    return null;
  }
}

function name(board: Id): string {
  return `feltboard.key.${board}`;
}
