import { randomUUID } from 'node:crypto';
import { loadavg } from 'node:os';
import { writeFileSync } from 'node:fs';
import { computer, expect, test } from '../test.ts';
import { speak } from '../wire.ts';

// The history of a board of 10,000 entries: how long a step of its slider takes until it is painted.

const entries = 10_000;
const notes = 1500;
const jumps = 60;
/** So many mutations a connection may ask for at once. */
const burst = 180;
const target = 100;
const patience = 1500;

/** Numbers that come again. */
function chance(seed: number): (below: number) => number {
  let at = seed;
  return (below) => {
    at = (Math.imul(at, 1664525) + 1013904223) >>> 0;
    return Math.floor((at / 2 ** 32) * below);
  };
}

function part(of: readonly number[], share: number): number {
  const sorted = of.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

test(`a slider over ${entries} entries`, async ({ room, felt }) => {
  const owner = await room.owner();
  const { id } = await room.board(owner);
  await owner.goto(felt.url); // a page without the board speaks
  const any = chance(7);
  const { records } = await speak(owner, id);
  const zones = records.filter(({ type }) => type === 'zone').map((zone) => zone.id);
  const zone = (): string => zones[any(zones.length)] ?? '';
  const order = (): string => `d0${['1', '2', '3', '4'].map(() => 'abcdefghijklmnopqrstuvwxyz'[any(26)]).join('')}`;
  const made: string[] = [];
  const gone = new Set<string>();
  const entry = (i: number): object[] => {
    if (made.length < notes && any(5) < 2) {
      const note = randomUUID();
      made.push(note);
      const f = {
        text: `Somebody said something of about this length, and meant it (${i})`,
        side: 'team',
        kind: 'idea',
      };
      return [{ op: 'put', rec: { id: note, type: 'note', f: { ...f, place: { zone: zone(), order: order() } } } }];
    }
    const note = made[any(made.length)] ?? '';
    const what = any(10);
    if (gone.has(note)) {
      gone.delete(note);
      return [{ op: 'res', id: note }];
    }
    if (what === 0) {
      gone.add(note);
      return [{ op: 'del', id: note }];
    }
    if (what < 4) return [{ op: 'text', id: note, field: 'text', edit: [`${i} `] }];
    return [{ op: 'set', id: note, f: { place: { zone: zone(), order: order() } } }];
  };
  const first = randomUUID();
  made.push(first);
  const f = { text: 'The first', side: 'team', kind: 'idea', place: { zone: zone(), order: order() } };
  const all = [
    [{ op: 'put', rec: { id: first, type: 'note', f } }],
    ...Array.from({ length: entries }, (_, i) => entry(i)),
  ];
  for (let i = 0; i < all.length; i += burst) {
    const { answers } = await speak(owner, id, all.slice(i, i + burst));
    const refused = answers.filter((answer) => answer !== 'ack');
    expect(refused, 'entries that were refused').toEqual([]);
  }

  const page = await room.page(computer);
  await page.context().addCookies(await owner.context().cookies());
  await page.goto(`${felt.url}/b/${id}`);
  await page.getByRole('button', { name: 'Board menu' }).click({ timeout: 60_000 });
  // From the press until the first frame that can be stepped from has been painted. The page looks itself: who asks it from
  // without has it work out its whole accessibility tree each time.
  await page.evaluate(() => {
    const look = (begun: number, done: (ms: number) => void): void => {
      if (document.activeElement instanceof HTMLInputElement && document.activeElement.type === 'range')
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
      else requestAnimationFrame(() => look(begun, done));
    };
    const opened = new Promise<number>((done) =>
      addEventListener('click', ({ timeStamp }) => look(timeStamp, done), { capture: true, once: true }),
    );
    Object.assign(globalThis, { opened });
  });
  await page.getByRole('button', { name: 'History…' }).click();
  const opened = await page.evaluate(() => (globalThis as unknown as { opened: Promise<number> }).opened);
  const slider = page.getByRole('slider', { name: 'Moment' });
  await expect(slider).toBeFocused();
  const last = Number(await slider.getAttribute('max'));
  expect(last).toBeGreaterThanOrEqual(entries);

  // From the key until the frame that shows the step has been painted: two frames on, less what is left of the second.
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(globalThis, { times });
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => times.push(performance.now() - timeStamp);
          port2.postMessage(undefined);
        });
      },
      { capture: true },
    );
  });
  const times = (): Promise<number[]> =>
    page.evaluate(() => (globalThis as unknown as { times: number[] }).times.splice(0));
  const figures: Record<string, number[]> = { 'a step on': [], 'a step back': [], 'a page (50 steps)': [] };
  const keys = { 'a step on': 'ArrowRight', 'a step back': 'ArrowLeft', 'a page (50 steps)': 'PageUp' };
  for (let i = 0; i < jumps; i++) {
    await slider.fill(String(100 + any(last - 300)));
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    for (const [what, key] of Object.entries(keys)) {
      await times();
      const before = await slider.inputValue();
      await page.keyboard.press(key);
      await expect.poll(async () => (await slider.inputValue()) !== before, { intervals: [5] }).toBe(true);
      let taken: number[] = [];
      await expect.poll(async () => (taken = [...taken, ...(await times())]).length, { intervals: [5] }).toBe(1);
      figures[what]?.push(...taken);
    }
  }
  const heading = `History of ${last} steps, ${made.length} notes; load ${loadavg()[0]?.toFixed(1)}`;
  const lines = [
    `${'opening it'.padEnd(20)} ${opened.toFixed(0)} ms (≤ ${patience} ms on an idle machine)`,
    ...Object.entries(figures).map(
      ([what, of]) =>
        `${what.padEnd(20)} median ${part(of, 0.5).toFixed(0)} ms, p95 ${part(of, 0.95).toFixed(0)} ms of ${of.length} (≤ ${target} ms)`,
    ),
  ];
  const table = [heading, ...lines].join('\n');
  console.log(`\n${table}\n`);
  const out = process.env['FIGURES_PAST'];
  if (out !== undefined) writeFileSync(out, `${table}\n`);
  expect(part(figures['a step on'] ?? [], 0.5)).toBeLessThanOrEqual(target);
  expect(part(figures['a step back'] ?? [], 0.5)).toBeLessThanOrEqual(target);
});
