import type { CDPSession, Page } from '@playwright/test';

/** What became of one frame's work; a frame of the main thread and one that only scrolled may be presented together. */
interface Report {
  readonly state?: string;
  /** The picture on the screen that had it, of 64 bits. */
  readonly display_trace_id?: string;
}

interface Event {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  /** In µs. */
  readonly ts: number;
  readonly args: {
    readonly chrome_frame_reporter?: Report;
    readonly frame_reporter?: Report;
  };
}

/** How a page was panned. */
export interface Panned {
  /** Pictures on the screen a second, while it scrolled. */
  readonly frames: number;
  /** From a wheel's first turn to the first picture that has scrolled, in ms; the middle one of all gestures. */
  readonly begun: number;
}

/**
 * Pans a page for some seconds, back and forth a second each by `speed` px, and reads off the reports of the page's compositor in a trace
 * what it presented: the pictures that PipelineReporters with a state of PRESENTED name, whether they came from the main
 * thread or only scrolled; a picture that had both is one. Panning is a wheel-like gesture given to the browser, so that
 * scrolling goes the way it goes for people: a page that listens to wheels is asked before it begins. What the browser's own
 * tools need between two gestures is not counted, as nobody pans then.
 */
export async function panned(page: Page, cdp: CDPSession, seconds: number, speed: number): Promise<Panned> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('a page of no browser');
  await pan(cdp, 2, speed); // what is loaded and rastered first is not what is measured
  await browser.startTracing(page, { categories: ['cc', 'benchmark', 'input'] });
  await pan(cdp, seconds, speed);
  // Ids of 64 bits are more than a number holds.
  const text = (await browser.stopTracing()).toString().replaceAll(/("display_trace_id":)(-?\d+)/g, '$1"$2"');
  const { traceEvents } = JSON.parse(text) as { readonly traceEvents: readonly Event[] };
  const times = (name: string, phase: string): readonly number[] =>
    traceEvents.filter((event) => event.name === name && event.ph === phase).map(({ ts }) => ts);
  const hands = times('SyntheticGestureController::running', 'b');
  const left = times('SyntheticGestureController::running', 'e');
  const moved = times('InputHandlerProxy::HandleGestureScrollBegin', 'X');
  if (new Set([seconds, hands.length, left.length, moved.length]).size > 1)
    throw new Error('a gesture is not in the trace');
  const waits = hands.map((begun, i) => ((moved[i] ?? NaN) - begun) / 1000);
  const spans = moved.map((from, i) => [from, left[i] ?? NaN] as const);
  const shown = new Map<number, Set<string>>();
  // The window around the page, which does not change, reports from a process of its own.
  for (const { name, ph, pid, ts, args } of traceEvents) {
    const report = args.frame_reporter ?? args.chrome_frame_reporter;
    if (name !== 'PipelineReporter' || ph === 'e' || report?.state?.includes('PRESENTED') !== true) continue;
    if (report.display_trace_id === undefined) throw new Error('this browser does not say which frame it presented');
    if (!spans.some(([from, to]) => ts >= from && ts < to)) continue;
    const pictures = shown.get(pid) ?? new Set<string>();
    shown.set(pid, pictures.add(report.display_trace_id));
  }
  const took = spans.reduce((sum, [from, to]) => sum + to - from, 0) / 1e6;
  const frames = Math.max(0, ...[...shown.values()].map(({ size }) => size)) / took;
  return { frames, begun: waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)] ?? NaN };
}

async function pan(cdp: CDPSession, seconds: number, speed: number): Promise<void> {
  for (let i = 0; i < seconds; i++) {
    const y = i % 2 === 0 ? -speed : speed;
    await cdp.send('Input.synthesizeScrollGesture', {
      x: 700,
      y: 450,
      yDistance: y,
      speed,
      gestureSourceType: 'mouse',
      preventFling: true,
    });
  }
}

/**
 * From a mouse's move to the frame that shows the note there, of many: the frames begun after it until then (1 is the
 * very next), and milliseconds. Call it while a note is carried.
 */
export async function dragged(page: Page): Promise<{ readonly frames: number; readonly ms: number }> {
  await page.evaluate(() => {
    const seen: { frames: number; ms: number }[] = [];
    Object.assign(globalThis, { seen });
    addEventListener('pointermove', (event) => {
      let frames = 0;
      const look = () => {
        frames++;
        const ghost = document.querySelector<HTMLElement>('.ghost');
        const there = ghost !== null && parseFloat(ghost.style.translate) === event.clientX + 8;
        const channel = new MessageChannel();
        // What is sent in a frame's callback comes after that frame was painted.
        channel.port1.onmessage = () => {
          if (there) seen.push({ frames, ms: performance.now() - event.timeStamp });
        };
        if (there) channel.port2.postMessage(0);
        else if (frames < 30) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  });
  for (let i = 0; i < 40; i++) await page.mouse.move(500 + i * 9, 400 + (i % 7) * 6);
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: { frames: number; ms: number }[] }).seen);
  const nth = (of: 'frames' | 'ms', part: number): number =>
    seen.map((each) => each[of]).toSorted((a, b) => a - b)[Math.floor(seen.length * part)] ?? NaN;
  return { frames: nth('frames', 0.5), ms: nth('ms', 0.5) };
}

/** What JavaScript holds once everything that can be let go is gone, in bytes. */
export async function heap(cdp: CDPSession): Promise<number> {
  for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
  return (await cdp.send('Runtime.getHeapUsage')).usedSize;
}
