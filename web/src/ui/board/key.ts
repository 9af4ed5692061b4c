import type { Id } from '../../model/records.ts';
import { keepLink, linkOf } from '../../state/links.ts';
import { keep, kept } from '../parts/kept.ts';

/** The link's secret in the address (`#k=…`), or null. It never leaves the fragment, so no server log has it. */
export function keyInAddress(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get('k');
}

/** Keeps the secret on this device, so that a lost session can be fetched again, and takes it off a shared screen. */
export function putAwayKey(board: Id, key: string): void {
  keep(`key.${board}`, key);
  void keepLink(board, key);
  history.replaceState(history.state, '', location.pathname + location.search);
}

/** The secret this device joined the board with, or null. */
export async function keptKey(board: Id): Promise<string | null> {
  return kept(`key.${board}`) ?? (await linkOf(board));
}

/** Forgets the secret: the link no longer opens the board. */
export function forgetKey(board: Id): void {
  keep(`key.${board}`, '');
  void keepLink(board, '');
}
