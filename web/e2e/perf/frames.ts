import type { CDPSession, Page } from '@playwright/test';

interface Event {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly args: {
    readonly chrome_frame_reporter?: { readonly state?: string };
    readonly frame_reporter?: { readonly state?: string };
  };
}

/** How far a second of panning goes, in px. */
const speed = 800;

/**
 * How many frames a second the page's compositor presented while it was panned for some seconds, by its own reports in a
 * trace: PipelineReporter with a state of PRESENTED, whether it came from the main thread or only scrolled. Panning is a
 * wheel-like gesture given to the browser, so that scrolling goes the way it goes for people.
 */
export async function presented(page: Page, cdp: CDPSession, seconds: number): Promise<number> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('a page of no browser');
  await pan(cdp, 1); // what is loaded and rastered first is not what is measured
  await browser.startTracing(page, { categories: ['cc', 'benchmark'] });
  const begin = performance.now();
  await pan(cdp, seconds);
  const took = (performance.now() - begin) / 1000;
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { readonly traceEvents: readonly Event[] };
  const states = new Map<string, number>();
  // The window around the page, which does not change, reports from a process of its own.
  for (const { name, ph, pid, args } of trace.traceEvents) {
    const state = args.frame_reporter?.state ?? args.chrome_frame_reporter?.state;
    if (name !== 'PipelineReporter' || ph === 'e') continue;
    const key = `${pid} ${state?.includes('PRESENTED') === true ? 'presented' : String(state)}`;
    states.set(key, (states.get(key) ?? 0) + 1);
  }
  if (process.env['STATES'] !== undefined) console.log([...states], took);
  const most = Math.max(0, ...[...states].filter(([key]) => key.endsWith('presented')).map(([, n]) => n));
  return most / took;
}

async function pan(cdp: CDPSession, seconds: number): Promise<void> {
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
