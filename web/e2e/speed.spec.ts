import { readdirSync, readFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { note, zone } from './board.ts';
import { ticketShop } from './story.ts';
import { expect, handset, test } from './test.ts';

const { carla } = ticketShop;

/** What a guest may have to load, in bytes of JavaScript and CSS as they come over a secure line. */
const budget = 120_000;
/** The same with what comes by itself after the first note: thanks, consent, one's own contributions, the board. */
const later = 165_000;

test('a guest’s first note is on the other screen within five seconds of opening the link', async ({ room }) => {
  const owner = await room.owner();
  const { links } = await room.board(owner);
  await expect(zone(owner, 'Says')).toBeVisible();
  const guest = await room.page(handset);
  const line = await guest.context().newCDPSession(guest);
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1_600_000 / 8,
    uploadThroughput: 750_000 / 8,
  });
  await line.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const code = new Set<string>();
  let loaded = 0;
  line.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script' || type === 'Stylesheet') code.add(requestId);
  });
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (code.has(requestId)) loaded += encodedDataLength;
  });

  const begin = performance.now();
  await guest.goto(links.client, { waitUntil: 'commit' });
  await guest.getByRole('textbox').fill(carla.says);
  const first = loaded;
  await guest.getByRole('button', { name: 'Send' }).tap();
  await expect(note(owner, carla.says)).toBeVisible({ timeout: 15_000 });
  const took = performance.now() - begin;
  expect(took, 'milliseconds until the note was there').toBeLessThan(5000);

  await guest.getByRole('button', { name: 'Go to the board' }).tap();
  await expect(note(guest, carla.says)).toBeVisible({ timeout: 15_000 });
  expect(first, 'bytes of code before one can write').toBeGreaterThan(0);
  expect(first, 'bytes of code before one can write').toBeLessThanOrEqual(budget);
  expect(loaded, 'bytes of code in all').toBeLessThanOrEqual(later);
});

test('what a guest’s page names weighs no more than 120 kB', () => {
  const dist = path(import.meta.dirname, '../dist');
  const files = new Map(
    readdirSync(path(dist, 'assets')).map((name) => [name, readFileSync(path(dist, 'assets', name))]),
  );
  // From the first page along static imports; what is only loaded when the owner opens it is named by import().
  const weigh = (text: string, all: Map<string, number>): void => {
    for (const [, name = ''] of text.matchAll(
      /(?:from|import|src=|href=)\s*["'](?:\.|\/assets)\/([\w.-]+\.(?:js|css))["']/g,
    )) {
      const data = files.get(name);
      if (data === undefined || all.has(name)) continue;
      all.set(name, (files.get(`${name}.br`) ?? data).length);
      weigh(data.toString(), all);
    }
  };
  const app = new Map<string, number>();
  weigh(readFileSync(path(dist, 'index.html'), 'utf8'), app);
  expect([...app.keys()].some((name) => name.endsWith('.css'))).toBe(true);
  // One of the files asks for the words, in one language.
  const asks = String(files.get([...app.keys()].find((name) => name.startsWith('words-')) ?? ''));
  const words = [...asks.matchAll(/import\([`"']\.\/([\w.-]+)[`"']\)/g)].map(([, name]) => `from "./${name}"`);
  expect(words).toHaveLength(4);
  for (const language of words) {
    const all = new Map(app);
    weigh(language, all);
    const sum = [...all.values()].reduce((sum, bytes) => sum + bytes, 0);
    expect(sum, [...all].join(' ')).toBeGreaterThan(30_000);
    expect(sum, [...all].join(' ')).toBeLessThanOrEqual(budget);
  }
});
