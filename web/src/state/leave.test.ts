import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { AnyRec } from '../model/records.ts';
import type { EntryRow } from '../sync/queue.ts';
import { Device, ownSecret } from './device.ts';
import { leave, leaving, leftFor, putLeftAway } from './leave.ts';
import { heard, personHere } from './person.ts';

class Shelf {
  readonly #rows = new Map<string, string>();

  get length(): number {
    return this.#rows.size;
  }

  get keys(): string[] {
    return [...this.#rows.keys()].sort();
  }

  key(i: number): string | null {
    return [...this.#rows.keys()][i] ?? null;
  }

  getItem(key: string): string | null {
    return this.#rows.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#rows.set(key, value);
  }

  removeItem(key: string): void {
    this.#rows.delete(key);
  }
}

const [one, other] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];

let [local, tab] = [new Shelf(), new Shelf()];

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  [local, tab] = [new Shelf(), new Shelf()];
  vi.stubGlobal('localStorage', local);
  vi.stubGlobal('sessionStorage', tab);
});

function note(id: string, f: Readonly<Record<string, unknown>>, mine = true): AnyRec {
  return { id, type: 'note', mine, del: false, f } as unknown as AnyRec;
}

/** A browser that somebody has used on two boards. */
async function used(): Promise<Device> {
  const device = new Device();
  await ownSecret(device, localStorage, 'my own secret');
  await heard('ada');
  for (const board of [one, other]) {
    const lanes = { named: { c: 'n', next: 2 }, anon: { c: 'a', next: 1 } };
    const rec = { id: 'x', type: 'note', f: { text: `said on ${board[0]!}` } };
    const put = { pair: board, lane: 'named', n: 1, at: 0, ops: [{ op: 'put', rec }], from: {} } as unknown as EntryRow;
    const tray = { put: [{ id: board, board, text: 'in the tray', why: 'waiting', at: 1 }], del: [] };
    await device.write({ pair: { id: board, board, lanes, used: 1 }, put: [put], del: [], tray });
    await device.keep(`feltboard.key.${board}`, 'link');
    await device.keep(`feltboard.mine.${board}.m`, 'key');
    local.setItem(`feltboard.key.${board}`, 'link');
  }
  const info = { id: one, type: 'board', del: false, f: { title: 'The ticket shop' } } as unknown as AnyRec;
  const shared = [info, note('a', { anon: true }), note('b', { anon: true }, false), note('c', { anon: false })];
  await device.cache({ board: one, shared, own: [note('d', { anon: true })], me: null });
  local.setItem(`feltboard.draft.${one}`, 'half a thought');
  local.setItem(`feltboard.unsent.${other}`, JSON.stringify([{ code: 'phase', message: '', text: 'not taken' }]));
  tab.setItem(`feltboard.at:/mine/${one}`, 'key.own');
  local.setItem('feltboard.lang', 'de');
  return device;
}

const ofOne = { board: one, title: 'The ticket shop', texts: ['said on 1', 'in the tray', 'half a thought'] };
const ofOther = { board: other, title: '', texts: ['said on 2', 'in the tray', 'not taken'] };

async function expectBare(device: Device): Promise<void> {
  expect(await device.held()).toEqual({ pairs: [], entries: [], tray: [], boards: [] });
  for (const name of ['feltboard.own', `feltboard.key.${one}`, `feltboard.mine.${one}.m`])
    expect(await device.kept(name), name).toBeUndefined();
  expect(tab.keys).toEqual([]);
}

// with who signs out goes what the device has of theirs, and no word is lost unasked.
describe('who is signed out', () => {
  test('is asked about words that are here alone, and about anonymous notes; then nothing stays', async () => {
    const device = await used();
    expect(await leaving()).toEqual({ words: [ofOne, ofOther], anonymous: true });
    await leave('ada', { offered: [ofOne, ofOther] });
    await expectBare(device);
    expect(local.keys).toEqual(['feltboard.lang']);
    expect(await leftFor('')).toEqual([]);
  });

  test('from elsewhere finds the words that were not sent again, and nobody else who signs in does', async () => {
    const device = await used();
    await heard('');
    await expectBare(device);
    expect(personHere()).toBe('');
    await heard('bea');
    expect(await leftFor('bea')).toEqual([]);
    await heard('ada');
    expect(await leftFor('ada')).toEqual([ofOne, ofOther]);
    await heard(''); // nothing new
    expect(await leftFor('')).toEqual([ofOne, ofOther]);
    await putLeftAway('bea');
    expect(await leftFor('')).toEqual([ofOne, ofOther]);
    await putLeftAway('ada');
    expect(await leftFor('')).toEqual([]);
  });

  test('whatever a tab that hears of it late has still written of its board goes, too, and of no other', async () => {
    const device = await used();
    await leave('ada', { board: one });
    const { pairs, entries, tray, boards } = await device.held();
    expect([pairs, entries, tray].map((rows) => rows.length)).toEqual([1, 1, 1]);
    expect(boards).toEqual([]);
    expect(local.keys.filter((key) => key.includes(one))).toEqual([]);
    expect(local.keys).toContain(`feltboard.unsent.${other}`);
    expect(await device.kept('feltboard.own')).toBe('my own secret');
    expect(await leftFor('ada')).toEqual([ofOne]);
    await leave('ada');
    expect(await leftFor('ada')).toEqual([ofOne, ofOther]);
  });

  test('is asked about what they wrote anonymously, also where this device has not kept the board', async () => {
    const device = new Device();
    const lanes = (next: number) => ({ named: { c: 'n', next: 2 }, anon: { c: 'a', next } });
    await device.write({ pair: { id: 'p', board: one, lanes: lanes(1), used: 1 }, put: [], del: [] });
    expect(await leaving()).toEqual({ words: [], anonymous: false });
    await device.write({ pair: { id: 'p', board: one, lanes: lanes(2), used: 1 }, put: [], del: [] });
    expect(await leaving()).toEqual({ words: [], anonymous: true });
  });

  test('is asked about words that were left aside before, too; what is written meanwhile stays aside', async () => {
    await used();
    await heard('');
    await heard('ada');
    const { words } = await leaving();
    expect(words).toEqual([ofOne, ofOther]);
    local.setItem(`feltboard.draft.${one}`, 'another thought');
    await leave('ada', { offered: words });
    expect(await leftFor('ada')).toEqual([{ ...ofOne, texts: ['another thought'] }]);
    await leave('ada'); // nothing was offered: nothing goes
    expect(await leftFor('ada')).toHaveLength(1);
  });

  test('takes nothing of who comes next, however late a tab hears of it', async () => {
    const device = await used();
    const late = heard('bea');
    await Promise.all([heard('bea'), late]);
    expect(personHere()).toBe('bea');
    await ownSecret(device, localStorage, "bea's own");
    local.setItem('feltboard.person', 'ada');
    const slow = heard('bea'); // it looks while Ada is still here
    local.setItem('feltboard.person', 'bea');
    await slow;
    expect(await device.kept('feltboard.own')).toBe("bea's own");
    expect(await leftFor('bea')).toEqual([]);
  });

  test('without a database and without room their words stay where they are', async () => {
    vi.stubGlobal('indexedDB', undefined);
    local.setItem('feltboard.person', 'ada');
    local.setItem(`feltboard.draft.${one}`, 'half a thought');
    const put = local.setItem.bind(local);
    local.setItem = (key, value) => {
      if (key === 'feltboard.left') throw new Error('full');
      put(key, value);
    };
    await leave('ada');
    expect(local.getItem(`feltboard.draft.${one}`)).toBe('half a thought');
    local.setItem = put;
    await leave('ada');
    expect(local.keys).toEqual(['feltboard.left']);
    expect(await leftFor('ada')).toEqual([{ board: one, title: '', texts: ['half a thought'] }]);
  });

  test('a guest who signs in keeps what they have', async () => {
    const device = new Device();
    await ownSecret(device, localStorage, 'my own secret');
    await heard('');
    await heard('ada');
    expect(await device.kept('feltboard.own')).toBe('my own secret');
    await heard('ada');
    expect(await device.kept('feltboard.own')).toBe('my own secret');
  });
});
