// Who was signed in with this browser when the server last said so.
import { pageStorage } from './page.ts';

const name = 'feltboard.person';

/** Their id; '' for nobody. */
export function personHere(): string {
  try {
    return pageStorage()?.getItem(name) ?? '';
  } catch {
    return '';
  }
}

/** Hears who is signed in now. With who is not any more goes what this device has kept of theirs. */
export async function heard(person: string): Promise<void> {
  const before = personHere();
  if (before === person) return;
  if (before !== '') await (await import('./leave.ts')).leave(before);
  try {
    if (person === '') pageStorage()?.removeItem(name);
    else pageStorage()?.setItem(name, person);
  } catch {
    // Storage is full or forbidden: then little is kept of theirs.
  }
}
