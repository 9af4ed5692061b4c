// What this browser keeps of a board beside its records, and how it goes with the right to read it.
import type { Id } from '../model/records.ts';

const prefix = 'feltboard.';

/** Words that were not taken stay: they are their writer's, and nobody else's. */
const spared = `${prefix}unsent.`;

type Shelf = Pick<Storage, 'getItem' | 'removeItem' | 'key' | 'length'>;

/**
 * Takes out of storages all that is kept under a board's id, or says it: its links and where it is framed, its key, a
 * draft, what was seen there. Returns the draft, which nobody has sent.
 */
export function forgetBoard(board: Id, storages: readonly (Shelf | undefined)[]): string {
  let draft = '';
  for (const storage of storages) {
    try {
      draft ||= storage?.getItem(`${prefix}draft.${board}`) ?? '';
      const keys = Array.from({ length: storage?.length ?? 0 }, (_, i) => storage?.key(i) ?? '');
      for (const key of keys) {
        if (!key.startsWith(prefix) || key.startsWith(spared)) continue;
        const names = key.split(/[./]/).includes(board) || storage?.getItem(key)?.startsWith(board) === true;
        if (names) storage?.removeItem(key);
      }
    } catch {
      // Storage is forbidden: nothing is kept.
    }
  }
  return draft;
}
