import type { Clock } from '../sync/ports.ts';

/** Calls back whenever another second of what is left is over; returns how to stop it. */
export function seconds(clock: Clock, left: () => number, act: () => void): () => void {
  let cancel = (): void => undefined;
  const next = () => {
    const rest = ((left() % 1000) + 1000) % 1000;
    cancel = clock.after(rest + 1, () => {
      next();
      act();
    });
  };
  next();
  return () => cancel();
}
