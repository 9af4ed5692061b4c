// The device's store and what it is for: nothing typed is lost when a browser dies.
import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { allOf } from '../model/board.ts';
import { diff, pointLength } from '../model/text.ts';
import { textOf } from '../model/values.ts';
import { MemoryLocks } from '../sync/memory.ts';
import { FakeClock, idsFrom, seeded } from '../sync/testing/clock.ts';
import { FakeServer } from '../sync/testing/server.ts';
import { Tab, type Ports } from '../sync/testing/tab.ts';
import { Device, keepHanded, ownSecret, ownSecrets } from './device.ts';

const BOARD = '00000000-0000-4000-a000-000000000000';

function surroundings(name: string): Ports {
  const random = seeded(1);
  const newId = idsFrom(random);
  return { clock: new FakeClock(), random, newId, store: new Device(name), locks: new MemoryLocks(), own: newId() };
}

function write(tab: Tab, ports: Ports, text: string): string {
  const id = ports.newId();
  tab.sync.mutate([{ op: 'put', rec: { id, type: 'note', f: { text } } }]);
  return id;
}

function append(tab: Tab, id: string, words: string): void {
  const before = textOf(tab.sync.replica.shown(id) ?? { f: {} }, 'text');
  const after = before + words;
  tab.sync.mutate([{ op: 'text', id, field: 'text', edit: diff(before, after, pointLength(after)) }]);
}

function textsOf(tab: Tab): string[] {
  const { replica } = tab.sync;
  const all = [...replica.ids()].map((id) => replica.shown(id)).filter((rec) => rec !== undefined);
  return allOf({ get: (id) => replica.shown(id), all: () => all }, 'note')
    .map((note) => note.f.text)
    .sort();
}

/** Lets the network, the server and the database work until the tab has nothing unsaved. */
async function deliver(tab: Tab, server: FakeServer, ports: Ports, member: string): Promise<void> {
  const accepted = new Set<object>();
  for (let i = 0; i < 1000; i++) {
    const { line } = tab.net;
    if (line && !accepted.has(line)) server.accept(line, member);
    if (line) accepted.add(line);
    tab.net.connect();
    for (let k = 0; k < 10 && line; k++) {
      server.read(line);
      line.deliver();
    }
    server.turn();
    await tab.sync.flush();
    ports.clock.advance(20);
    if (tab.link === 'live' && tab.sync.unsaved === 0 && line?.toClient.length === 0) return;
  }
  throw new Error(`still ${tab.sync.unsaved} unsaved`);
}

test('F21, F22: 50 edits queued offline survive the browser’s death and arrive once', async () => {
  const server = new FakeServer();
  const ports = surroundings('fifty');
  const member = ports.newId();
  const first = await Tab.open(BOARD, ports);
  const shared = write(first, ports, 'start');
  await deliver(first, server, ports, member);
  first.net.down = true;
  first.net.line?.cut();

  const expected = new Set<string>();
  for (let i = 0; i < 25; i++) {
    write(first, ports, `note ${i}`);
    expected.add(`note ${i}`);
    append(first, shared, ` ${i}`);
    if (i % 5 === 0) first.sync.mutate([{ op: 'set', id: shared, f: { emotion: (i % 3) - 1 } }]);
  }
  expect(first.sync.unsaved).toBeGreaterThan(25);
  await first.sync.flush();
  first.kill();

  // Reopened without a network, the page shows the board and what is queued.
  const second = await Tab.open(BOARD, ports);
  expect(second.ready).toEqual(['device']);
  expect(textsOf(second)).toEqual(textsOf(first));
  expect(second.sync.unsaved).toBe(first.sync.unsaved);

  await deliver(second, server, ports, member);
  const words = [...server.records.values()].map((rec) => textOf(rec, 'text'));
  const start = `start${Array.from({ length: 25 }, (_, i) => ` ${i}`).join('')}`;
  expect(words.sort()).toEqual([...expected, start].sort());
  expect(textsOf(second)).toEqual(words);
});

test('an edit that had arrived before the death is not sent twice', async () => {
  const server = new FakeServer();
  const ports = surroundings('once');
  const member = ports.newId();
  const first = await Tab.open(BOARD, ports);
  const id = write(first, ports, 'felt');
  await deliver(first, server, ports, member);
  append(first, id, '!');
  await first.sync.flush();
  const { line } = first.net;
  if (line) server.read(line);
  server.turn(); // committed, and the answer is never read
  first.kill();

  const second = await Tab.open(BOARD, ports);
  append(second, id, '?');
  await deliver(second, server, ports, member);
  expect([...server.records.values()].map((rec) => rec.f['text'])).toEqual(['felt!?']);
});

test('two living tabs have client ids of their own; a third takes over those of the dead', async () => {
  const ports = surroundings('tabs');
  const [one, two] = [await Tab.open(BOARD, ports), await Tab.open(BOARD, ports)];
  expect(one.claimed.pair.id).not.toBe(two.claimed.pair.id);
  write(one, ports, 'left behind');
  await one.sync.flush();
  one.kill();
  const three = await Tab.open(BOARD, ports);
  expect(three.claimed.pair.id).toBe(one.claimed.pair.id);
  expect(textsOf(three)).toEqual(['left behind']);
});

test('with the right to read goes what was kept to read', async () => {
  const server = new FakeServer();
  const ports = surroundings('revoked');
  const tab = await Tab.open(BOARD, ports);
  write(tab, ports, 'private words');
  await deliver(tab, server, ports, ports.newId());
  await tab.sync.flush();
  expect(await ports.store.cached(BOARD)).toBeDefined();
  tab.net.down = true;
  write(tab, ports, 'never sent');
  await tab.sync.flush();
  tab.net.line?.cut(4003);
  await expect.poll(() => ports.store.cached(BOARD)).toBeUndefined();
  await expect.poll(() => ports.store.pairs(BOARD)).toEqual([]);
  expect(tab.closed).toBe('revoked');
  expect(tab.refusals).toMatchObject([{ code: 'revoked', text: 'never sent' }]);
  // It is among what was refused, so it is not on the board as well.
  expect(textsOf(tab)).toEqual(['private words']);
  expect(tab.sync.unsaved).toBe(0);
});

test('F40: what is on its way as somebody is removed is refused in plain words, and is theirs still', async () => {
  const server = new FakeServer();
  const ports = surroundings('removed');
  const member = ports.newId();
  const tab = await Tab.open(BOARD, ports);
  const id = write(tab, ports, 'was there');
  await deliver(tab, server, ports, member);
  append(tab, id, ', and goes on'); // an edit, a note that has left, and one that has not
  write(tab, ports, 'on its way');
  await tab.sync.flush();
  const { line } = tab.net;
  if (line) server.read(line);
  tab.net.down = true;
  write(tab, ports, 'not sent yet');
  await tab.sync.flush();
  line?.cut(4003); // removed, before any answer

  expect(tab.closed).toBe('revoked');
  expect(tab.refusals.map(({ code, text }) => [code, text]).sort()).toEqual([
    ['revoked', ', and goes on'], // what they added; the rest is the board's
    ['revoked', 'not sent yet'],
    ['revoked', 'on its way'],
  ]);
  expect(tab.sync.unsaved).toBe(0);
  expect(textsOf(tab)).toEqual(['was there']);
  await expect.poll(() => ports.store.pairs(BOARD)).toEqual([]);
});

describe('the participant’s own secret', () => {
  const storage = () => {
    const kept = new Map<string, string>();
    return {
      kept,
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    } as unknown as Storage & { readonly kept: Map<string, string> };
  };

  test('survives the loss of either of its two places', async () => {
    const one = storage();
    expect(await ownSecret(new Device('own'), one, 'first')).toBe('first');
    expect(await ownSecret(new Device('own'), storage(), 'second')).toBe('first');
    expect(await ownSecret(new Device('other'), one, 'third')).toBe('first');
  });

  // B-94
  test('a board that was handed over has the secret of the other device, and no other board has', async () => {
    const one = storage();
    expect(await ownSecret(new Device('handed'), one, 'mine', 'a')).toBe('mine');
    await keepHanded(new Device('handed'), one, 'a', 'theirs', false);
    expect(await ownSecret(new Device('handed'), one, 'x', 'a')).toBe('theirs');
    expect(await ownSecret(new Device('handed'), storage(), 'x', 'a')).toBe('theirs');
    expect(await ownSecret(new Device('cleared'), one, 'x', 'a')).toBe('theirs');
    expect(await ownSecret(new Device('handed'), one, 'x', 'b')).toBe('mine');
  });

  // B-94
  test('where this device has written already, its own stays, and the other one’s is kept beside it', async () => {
    const [device, one] = [new Device('beside'), storage()];
    expect(await ownSecrets(device, one, 'a')).toEqual([]);
    expect(await ownSecret(device, one, 'mine', 'a')).toBe('mine');
    for (const theirs of ['theirs', 'others', 'theirs']) await keepHanded(device, one, 'a', theirs, true);
    expect(await ownSecret(device, one, 'x', 'a')).toBe('mine');
    expect(await ownSecrets(device, one, 'a')).toEqual(['mine', 'theirs', 'others']);
    expect(await ownSecrets(new Device('gone'), one, 'a')).toEqual(['mine', 'theirs', 'others']);
    expect(await ownSecrets(device, one, 'b')).toEqual(['mine']);
    await keepHanded(device, one, 'c', 'theirs', false);
    expect(await ownSecrets(device, one, 'c')).toEqual(['theirs', 'mine']);
  });
});
