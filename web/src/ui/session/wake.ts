/**
 * Keeps the screen from going dark while the component that calls it in an effect is on the page, where the browser
 * allows it. The browser lets go whenever the page is hidden; it is asked again when it is seen.
 */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | undefined;
  let gone = false;
  const ask = async (): Promise<void> => {
    if (document.hidden || !('wakeLock' in navigator)) return;
    const got = await navigator.wakeLock.request('screen').catch(() => undefined); // little battery: it may refuse
    if (gone) void got?.release();
    else lock = got;
  };
  const again = (): void => void ask();
  document.addEventListener('visibilitychange', again);
  void ask();
  return () => {
    gone = true;
    document.removeEventListener('visibilitychange', again);
    void lock?.release();
  };
}
