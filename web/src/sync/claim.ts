// Which client ids a tab uses: those of a tab that has died, if there is one, so that what it left undone is done.
import type { Id } from '../model/records.ts';
import type { EntryRow, Locks, PairRow, PastRow, Store } from './queue.ts';

/** A pair that is unused for so long and owes nothing is forgotten, in milliseconds. */
const STALE = 30 * 24 * 3600 * 1000;

/** A pair whose lock this tab holds. */
export interface Claim {
  readonly pair: PairRow;
  readonly entries: readonly EntryRow[];
  readonly past?: PastRow | undefined;
  release(): void;
}

/**
 * Takes client ids for a board: `main` for this tab, and in `others` every dead tab's pair that still has something to
 * send, for which the caller has to care. `lost` is called should another tab ever take `main` away.
 */
export async function claim(
  board: Id,
  device: { readonly store: Store; readonly locks: Locks },
  make: { readonly newId: () => string; readonly now: () => number },
  lost: () => void,
): Promise<{ readonly main: Claim; readonly others: readonly Claim[] }> {
  const found = await dead(board, device, lost);
  const owing = found.filter((one) => one.entries.length > 0);
  const idle = found.filter((one) => one.entries.length === 0);
  const main = owing[0] ?? idle[0] ?? (await fresh(board, device.locks, make, lost));
  for (const one of idle) {
    if (one === main) continue;
    if (make.now() - one.pair.used > STALE) await device.store.forget(one.pair.id);
    one.release();
  }
  return { main, others: owing.slice(1) };
}

/** The pairs that no living tab uses, those used last first. */
async function dead(
  board: Id,
  { store, locks }: { readonly store: Store; readonly locks: Locks },
  lost: () => void,
): Promise<Claim[]> {
  let pairs: readonly PairRow[];
  try {
    pairs = await store.pairs(board);
  } catch {
    return []; // the device does not store: then there is nothing to adopt
  }
  const claims = await Promise.all(
    pairs.map(async (pair): Promise<Claim | undefined> => {
      const release = await locks.take(pair.id, lost);
      return release && { pair, entries: await store.entries(pair.id), past: await store.past(pair.id), release };
    }),
  );
  return claims.filter((one) => one !== undefined);
}

async function fresh(
  board: Id,
  locks: Locks,
  make: { readonly newId: () => string; readonly now: () => number },
  lost: () => void,
): Promise<Claim> {
  const lane = () => ({ c: make.newId(), next: 1 });
  const pair: PairRow = { id: make.newId(), board, lanes: { named: lane(), anon: lane() }, used: make.now() };
  const release = await locks.take(pair.id, lost);
  return { pair, entries: [], release: release ?? (() => undefined) };
}
