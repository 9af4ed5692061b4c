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

/**
 * Hears who is signed in now. With who is not any more goes what this device has kept of theirs: once, in whichever tab hears of
 * it first, and nothing of who comes next.
 */
export async function heard(person: string): Promise<void> {
  const before = personHere();
  if (before === person) return;
  const leave = before === '' ? null : (await import('./leave.ts')).leave;
  await alone(async () => {
    if (personHere() !== before) return; // another tab knows more
    await leave?.(before);
    try {
      if (person === '') pageStorage()?.removeItem(name);
      else pageStorage()?.setItem(name, person);
    } catch {
      // Storage is full or forbidden: then little is kept of theirs.
    }
  });
}

let last: Promise<unknown> = Promise.resolve();

/** Does this while no other tab does the like; over plain HTTP, where browsers have no such locks, nothing else of this page. */
export function alone<T>(work: () => Promise<T>): Promise<T> {
  const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
  if (locks !== undefined) return locks.request(name, work);
  const done = last.then(work);
  last = done.catch(() => undefined);
  return done;
}
