import { onDestroy } from 'svelte';

/** Between two tries, in milliseconds. */
const PAUSE = 3000;

/**
 * Asks the server until it has answered, for as long as the component that begins this is on the page; `failed` hears of
 * each failure. To be called while the component is made.
 */
export function insist<T>(ask: () => Promise<T>, failed: () => void): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gone = false;
  onDestroy(() => {
    gone = true;
    clearTimeout(timer);
  });
  return new Promise((resolve) => {
    const attempt = (): void =>
      void ask().then(resolve, () => {
        if (gone) return;
        failed();
        timer = setTimeout(attempt, PAUSE);
      });
    attempt();
  });
}
