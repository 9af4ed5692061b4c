// The page as the sync layer needs it.
import { Choice, Known, type Way } from '../sync/choice.ts';
import type { Clock, Dial } from '../sync/ports.ts';
import { dialStream } from '../sync/stream.ts';
import { requestsFor } from './requests.ts';
import { canUnzip, inOrder } from './unzip.ts';

/** The page's own time. */
export const pageClock: Clock = {
  now: () => Date.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

/** Where the live protocol of a board is spoken. */
export function socketUrl(board: string): string {
  return `${location.origin.replace(/^http/, 'ws')}/ws/boards/${encodeURIComponent(board)}`;
}

/** Opens websockets to an address. */
export function dialTo(url: string): Dial {
  return (events) => {
    const socket = new WebSocket(url, 'feltboard.v1');
    socket.binaryType = 'arraybuffer';
    const take = inOrder(
      (text) => events.message(text),
      () => socket.close(),
    );
    socket.onopen = () => events.open();
    socket.onmessage = ({ data }: MessageEvent<unknown>) => take(data);
    socket.onclose = ({ code }) => events.closed(code);
    return {
      zip: canUnzip,
      send(text) {
        if (socket.readyState === WebSocket.OPEN) socket.send(text);
      },
      close() {
        socket.onopen = socket.onmessage = socket.onclose = null;
        socket.close();
      },
    };
  };
}

const known = new Known();

/** The way to a board: by a websocket, or where none gets through by requests. `tell` hears which it is. */
export function dialBoard(board: string, url: string, tell: (way: Way) => void): Dial {
  const stream = dialStream({ requests: requestsFor(board), clock: pageClock, random: Math.random });
  return new Choice({ socket: dialTo(url), stream, clock: pageClock }, known, tell).dial;
}

/** Calls back before the next frame is painted, or soon where nothing is painted (a hidden tab). */
function beforePaint(act: () => void): () => void {
  let cancel = () => undefined as void;
  const once = () => {
    cancel();
    act();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, 200);
  cancel = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  return () => cancel();
}

let scrolled = -Infinity;
if (typeof window !== 'undefined') {
  const note = (): void => void (scrolled = performance.now());
  document.addEventListener('scroll', note, { capture: true, passive: true });
}

/** Whether somebody scrolls something now. */
export function scrolling(): boolean {
  return performance.now() - scrolled < 200;
}

/** The same, but not before that moment of `performance.now()`. */
export function rested(until: number, act: () => void): () => void {
  const wait = until - performance.now();
  if (wait <= 0) return beforePaint(act);
  let cancel = (): void => clearTimeout(timer);
  const timer = setTimeout(() => (cancel = beforePaint(act)), wait);
  return () => cancel();
}

/** What this page keeps between visits, or undefined where the browser forbids it. */
export function pageStorage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined; // the browser forbids it
  }
}

/** The same of this tab alone: it outlives a reload, and no other tab reads it. */
export function tabStorage(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}

/** Keeps something with this tab, as `kept` does with the device; an empty value forgets it. */
export function keepInTab(key: string, value: string): void {
  try {
    if (value === '') tabStorage()?.removeItem(`feltboard.${key}`);
    else tabStorage()?.setItem(`feltboard.${key}`, value);
  } catch {
    // Storage is full or forbidden: what is on the page stays there.
  }
}

/** What was kept with this tab under `key`, or null. */
export function keptInTab(key: string): string | null {
  try {
    return tabStorage()?.getItem(`feltboard.${key}`) ?? null;
  } catch {
    return null;
  }
}
