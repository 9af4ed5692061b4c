// What is left on a device of words that were erased.
import { expect, test } from 'vitest';
import { History } from '../model/history.ts';
import { Past } from '../model/past.ts';
import type { AnyRec } from '../model/records.ts';
import { isErased } from '../model/erased.ts';
import { MemoryLocks, MemoryStore } from './memory.ts';
import { FakeClock, idsFrom, seeded, settle } from './testing/clock.ts';
import { FakeServer } from './testing/server.ts';
import { Tab } from './testing/tab.ts';

const BOARD = '00000000-0000-4000-a000-000000000000';
const marker = 'zq7MARKER';

test('R-50: the device keeps nothing of a note that was erased, and all of the others', async () => {
  const newId = idsFrom(seeded(50));
  const store = new MemoryStore();
  const clock = new FakeClock();
  const server = new FakeServer();
  const tab = await Tab.open(BOARD, { clock, random: seeded(1), newId, store, locks: new MemoryLocks(), own: newId() });
  let line = tab.net.line;
  const work = async () => {
    for (let i = 0; i < 60; i++) {
      if (line !== tab.net.line || i === 0) {
        line = tab.net.line;
        if (line && !accepted.has(line)) server.accept(line, 'm');
        if (line) accepted.add(line);
      }
      tab.net.connect();
      for (let k = 0; k < 6 && line; k++) {
        server.read(line);
        line.deliver();
      }
      server.turn();
      await settle();
      clock.advance(200);
    }
  };
  const accepted = new Set<object>();
  await work();
  const [secret, other] = [newId(), newId()];
  tab.sync.mutate([{ op: 'put', rec: { id: secret, type: 'note', f: { text: marker } } }]);
  tab.sync.mutate([{ op: 'put', rec: { id: other, type: 'note', f: { text: 'stays' } } }]);
  await work();
  await tab.sync.flush();
  const onDevice = async () => JSON.stringify([await store.past(tab.claimed.pair.id), await store.cached(BOARD)]);
  expect(await onDevice()).toContain(marker);

  const was = server.records.get(secret);
  if (was) server.records.set(secret, { ...was, f: { state: 'erased' } });
  server.restart();
  await work();
  expect(tab.sync.replica.shown(secret)?.f.state).toBe('erased');
  const left = await onDevice();
  expect(left).not.toContain(marker);
  expect(left).toContain('stays');
});

test('R-50: steps on what was erased are taken back no more', () => {
  const records = new Map<string, AnyRec>();
  const history = new History();
  for (const id of ['a', 'b']) {
    history.did([{ op: 'put', rec: { id, type: 'note', f: { text: `${marker} ${id}` } } }], (id) => records.get(id), 0);
    records.set(id, { id, type: 'note', f: { text: `${marker} ${id}` } });
    history.did([{ op: 'text', id, field: 'text', edit: [-marker.length] }], (id) => records.get(id), 5000);
  }
  history.erase(new Set(['a']));
  const kept = JSON.stringify(history.keep((id) => records.get(id)).undo);
  expect(kept).not.toContain('"a"');
  expect(kept).toContain('"b"');
});

test('R-50: what is given back of a past is without what was erased', () => {
  const past = new Past();
  const before = { rec: () => undefined, text: () => undefined };
  past.did('named', 1, [{ op: 'put', rec: { id: 'a', type: 'note', f: { text: marker } } }], before);
  past.did('named', 2, [{ op: 'put', rec: { id: 'b', type: 'note', f: { text: 'stays' } } }], before);
  past.erase(new Set(['a']));
  expect(JSON.stringify(past.keep())).not.toContain(marker);
  expect(past.highest('named')).toBe(2);
  expect(past.takeAfter('named', 0).deeds.map((deed) => deed.n)).toEqual([2]);
});

test('what counts as erased', () => {
  const rec = (type: string, f: AnyRec['f']): AnyRec => ({ id: 'x', type, f });
  expect(isErased(rec('note', { state: 'erased' }))).toBe(true);
  expect(isErased(rec('note', { text: '' }), { made: 'note' })).toBe(false);
  expect(isErased(undefined, { made: 'comment' })).toBe(true);
  expect(isErased(undefined, { made: 'reaction' })).toBe(false);
  expect(isErased(undefined)).toBe(false);
  expect(isErased(rec('member', {}), { named: true })).toBe(true);
  expect(isErased(rec('verdict', { says: 'right' }), { made: 'verdict' })).toBe(false);
});
