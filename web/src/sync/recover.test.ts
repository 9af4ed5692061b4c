// What becomes of a page when its server's past is rewritten, or when it cannot follow its server any more.
import { expect, test } from 'vitest';
import { diff, pointLength } from '../model/text.ts';
import { textOf } from '../model/values.ts';
import { MemoryLocks, MemoryStore } from './memory.ts';
import { FakeClock, idsFrom, seeded, settle } from './testing/clock.ts';
import { FakeServer } from './testing/server.ts';
import { Tab, type Ports } from './testing/tab.ts';

const BOARD = '00000000-0000-4000-a000-000000000000';

class World {
  readonly server = new FakeServer();
  readonly clock = new FakeClock();
  readonly newId = idsFrom(seeded(33));
  readonly #accepted = new Set<object>();
  readonly #members = new Map<Tab, string>();

  ports(): Ports {
    const { clock, newId } = this;
    return { clock, random: seeded(1), newId, store: new MemoryStore(), locks: new MemoryLocks(), own: newId() };
  }

  async open(ports = this.ports(), member = this.newId()): Promise<Tab> {
    const tab = await Tab.open(BOARD, ports);
    this.#members.set(tab, member);
    return tab;
  }

  /** Lets lines, server and devices work for a while. */
  async work(...tabs: readonly Tab[]): Promise<void> {
    for (let i = 0; i < 60; i++) {
      for (const tab of tabs) {
        const { line } = tab.net;
        if (line === undefined || line.dead) continue;
        if (!this.#accepted.has(line)) this.server.accept(line, this.#members.get(tab) ?? '');
        this.#accepted.add(line);
        tab.net.connect();
        for (let k = 0; k < 6; k++) {
          this.server.read(line);
          line.deliver();
        }
      }
      this.server.turn();
      await settle();
      this.clock.advance(200);
    }
  }

  texts(): string[] {
    return [...this.server.records.values()].map((rec) => textOf(rec, 'text')).sort();
  }
}

function write(tab: Tab, id: string, text: string): void {
  tab.sync.mutate([{ op: 'put', rec: { id, type: 'note', f: { text } } }]);
}

function append(tab: Tab, id: string, words: string): void {
  const before = textOf(tab.sync.replica.shown(id) ?? { f: {} }, 'text');
  tab.sync.mutate([{ op: 'text', id, field: 'text', edit: diff(before, before + words, pointLength(before + words)) }]);
}

test('R-33: a page that was reloaded gives back what it did before', async () => {
  const world = new World();
  const ports = world.ports();
  const member = world.newId();
  const first = await world.open(ports, member);
  const id = world.newId();
  await world.work(first);
  world.server.copy();
  write(first, id, 'one');
  await world.work(first);
  append(first, id, ' two');
  await world.work(first);
  await first.sync.flush();
  first.kill();
  world.server.rewind(0);
  expect(world.texts()).toEqual([]);
  const second = await world.open(ports, member);
  append(second, id, ' three'); // before the server has answered
  await world.work(second);
  expect(world.texts()).toEqual(['one two three']);
  expect(second.sync.unsaved).toBe(0);
  // A reload later finds nothing more to give back.
  await second.sync.flush();
  second.kill();
  const third = await world.open(ports, member);
  await world.work(third);
  expect(world.texts()).toEqual(['one two three']);
});

test('R-33: a rewind further back than the first is noticed, too', async () => {
  const world = new World();
  const tab = await world.open();
  const [one, two, three] = [world.newId(), world.newId(), world.newId()];
  await world.work(tab);
  world.server.copy();
  write(tab, one, 'one');
  await world.work(tab);
  world.server.copy();
  write(tab, two, 'two');
  await world.work(tab);
  world.server.rewind(1);
  write(tab, three, 'three');
  await world.work(tab);
  expect(world.texts()).toEqual(['one', 'three', 'two']);
  world.server.rewind(0);
  await world.work(tab);
  expect(world.texts()).toEqual(['one', 'three', 'two']);
});

test('R-33: words in a record of somebody who stays away wait in the tray, over a reload, until put away', async () => {
  const world = new World();
  const ports = world.ports();
  const member = world.newId();
  const [author, tab] = [await world.open(), await world.open(ports, member)];
  const id = world.newId();
  await world.work(author, tab);
  world.server.copy();
  write(author, id, 'theirs');
  await world.work(author, tab);
  append(tab, id, ' and mine');
  await world.work(author, tab);
  author.net.down = true;
  world.server.rewind(0);
  await world.work(tab);
  expect([...tab.tray.values()]).toMatchObject([{ text: 'and mine', why: 'waiting' }]);
  await tab.sync.flush();
  tab.kill();
  const again = await world.open(ports, member);
  await world.work(again);
  const [row] = await ports.store.recovered(BOARD);
  expect(row).toMatchObject({ text: 'and mine' });
  again.sync.putAway(row?.id ?? '');
  await again.sync.flush();
  expect(await ports.store.recovered(BOARD)).toEqual([]);
  author.net.down = false;
  await world.work(author, again);
  expect(world.texts()).toEqual(['theirs']);
});

test('a forgotten client id: what is there is not asked for again, what stands nowhere is shown', async () => {
  const world = new World();
  const tab = await world.open();
  const [kept, gone] = [world.newId(), world.newId()];
  await world.work(tab);
  world.server.copy();
  write(tab, kept, 'kept');
  write(tab, gone, 'gone');
  await world.work(tab);
  append(tab, kept, ' on');
  await world.work(tab);
  world.server.forget(tab.claimed.pair.lanes.named.c);
  world.server.records.delete(gone);
  tab.net.line?.cut();
  world.server.restart();
  await world.work(tab);
  expect(world.texts()).toEqual(['gone', 'kept on']);
  expect([...tab.tray.values()]).toEqual([]);
});

test('rule 4: what cannot be taken in three times in a row ends in an offer, with everything pending kept', async () => {
  const world = new World();
  const ports = world.ports();
  const tab = await world.open(ports);
  await world.work(tab);
  tab.net.line?.cut();
  write(tab, world.newId(), 'pending');
  for (let i = 0; i < 3; i++) {
    expect(tab.closed).toBeUndefined();
    world.clock.advance(9000);
    await settle();
    const { line } = tab.net;
    line?.open();
    line?.toClient.push('{"t":"chg","ops":[[{"op":"text","id":"nowhere","field":"text","edit":["x"]}]]}');
    line?.deliver();
  }
  expect(tab.closed).toBe('broken');
  expect(tab.offers).toBe(1);
  await tab.sync.flush();
  expect(await ports.store.entries(tab.claimed.pair.id)).toHaveLength(1);
  expect(tab.sync.unsaved).toBe(1);
});

test.each([4001, 1009])('rule 4: after a close with %i what was written is offered', async (code) => {
  const world = new World();
  const tab = await world.open();
  await world.work(tab);
  write(tab, world.newId(), 'too much');
  await settle();
  tab.net.line?.cut(code);
  expect(tab.offers).toBe(1);
});
