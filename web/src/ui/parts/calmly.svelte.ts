import { untrack } from 'svelte';
import type { BoardState } from '../../state/board.svelte.ts';

/** How long (ms) what is dear to count stands before it is counted again. */
const every = 500;

/**
 * What `count` makes of a board: anew as soon as the board changes, but not more often than twice a second, since it looks
 * at every note. Call it in a component.
 */
export function calmly<T>(board: BoardState, count: () => T): { readonly now: T } {
  let value = $state.raw(untrack(count));
  let last = performance.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  function again(): void {
    timer = undefined;
    last = performance.now();
    value = untrack(count);
  }
  $effect(() => {
    void [board.changes, board.phase, board.ready];
    const wait = last + every - performance.now();
    if (timer !== undefined) return;
    if (wait <= 0) again();
    else timer = setTimeout(again, wait);
  });
  $effect(() => () => clearTimeout(timer));
  return {
    get now() {
      return value;
    },
  };
}
