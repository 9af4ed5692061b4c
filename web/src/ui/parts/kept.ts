/** Small things kept on this device between visits. A browser that forbids storage simply forgets them. */

const prefix = 'feltboard.';

/** What was kept under `key`, or null. */
export function kept(key: string): string | null {
  try {
    return localStorage.getItem(prefix + key);
  } catch {
    return null;
  }
}

/** Keeps `value` under `key`; an empty value forgets it. */
export function keep(key: string, value: string): void {
  try {
    if (value === '') localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, value);
  } catch {
    // Storage is full or forbidden: the page works, it only forgets.
  }
}
