import type { Id } from '../../model/records.ts';
import { keepLink, linkOf } from '../../state/links.ts';
import { keepInTab, keptInTab } from '../../state/page.ts';
import { keep, kept } from '../parts/kept.ts';

/** The link's secret in the address (`#k=…`), or null. It never leaves the fragment, so no server log has it. */
export function keyInAddress(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get('k');
}

/**
 * The secret in this page's address, taken off it: it is on no shared screen, and in no history that a browser sends to other
 * devices. A reload of the tab finds it again. '' if there is none.
 */
export function takeKey(): string {
  const key = keyInAddress();
  if (key === null) return keptInTab(place()) ?? '';
  keepInTab(place(), key);
  history.replaceState(history.state, '', location.pathname + location.search);
  return key;
}

/** Lets go of a secret that has done its work. */
export function spendKey(): void {
  keepInTab(place(), '');
}

function place(): string {
  return `at:${location.pathname}`;
}

/** What a code from the room's screen is among keys. It works for hours only, and says by itself which board it opens. */
const coded = 'code.';

/** A code from the room's screen in the place of a link's secret. */
export function codedKey(code: string): string {
  return coded + code;
}

/** What a board is joined by with a key. */
export function joinBy(
  board: Id,
  key: string,
): { readonly board: Id; readonly key: string } | { readonly code: string } {
  return isCoded(key) ? { code: key.slice(coded.length) } : { board, key };
}

/** Whether a key is a code, which is worth less than a link's secret. */
export function isCoded(key: string): boolean {
  return key.startsWith(coded);
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
