import type { Id } from '../../model/records.ts';
import { keep, kept } from '../parts/kept.ts';

/** What is kept on this device: the board that the guide leads through and the step it is at. Gone once it was closed. */
const key = 'guide';

/** The guide begins on this board; whoever has made an example wants to see it. */
export function begin(board: Id): void {
  keep(key, `${board} 0`);
}

/** The step of a board's guide; null where there is none. */
export function stepOf(board: Id): number | null {
  const [at, step] = kept(key)?.split(' ') ?? [];
  const n = Number(step);
  return at === board && Number.isInteger(n) && n >= 0 ? n : null;
}

/** Remembers the step, over a reload of the page. */
export function keepStep(board: Id, step: number): void {
  keep(key, `${board} ${step}`);
}

/** The guide is not shown again. */
export function end(): void {
  keep(key, '');
}
