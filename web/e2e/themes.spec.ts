import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join as path } from 'node:path';
import type { Page } from '@playwright/test';
import { serious } from './axe.ts';
import { join, saved } from './board.ts';
import { expect, handset, test, type Room } from './test.ts';
import { records, speak } from './wire.ts';

/** Notes of a workshop about parcels, and what belongs together among them. */
const parcels = (
  JSON.parse(readFileSync(path(import.meta.dirname, '../../boards/themes/testdata/parcels.json'), 'utf8')) as {
    readonly theme: string;
    readonly lang: string;
    readonly text: string;
  }[]
).filter(({ lang }) => lang === 'en');

interface Sorting {
  readonly id: string;
  readonly owner: Page;
  readonly client: string;
}

/** A board with those notes in a step that makes themes; what `made` names is in themes already. */
async function sorting(
  room: Room,
  made: Readonly<Record<string, (text: string, of: string) => boolean>>,
): Promise<Sorting> {
  const owner = await room.owner();
  const { id, links } = await room.board(owner);
  const [session] = await records(owner, id, 'session');
  const [zone] = await records(owner, id, 'zone');
  const everybody = ['facilitator', 'team', 'client'];
  const rules = { write: everybody, edit: 'all', move: everybody, see: 'all', authors: 'named', presence: 'cursors' };
  const step = { rules, comment: everybody, zones: [], output: 'themes' };
  const themes = Object.entries(made).map(([name, holds], i) => ({ id: randomUUID(), name, order: `a${i}1`, holds }));
  const put = (rec: object): object => ({ op: 'put', rec: { id: randomUUID(), ...rec } });
  const answered = await speak(owner, id, [
    [{ op: 'set', id: session?.f['phase'], f: step }],
    [
      ...themes.map(({ id, name, order }) => put({ id, type: 'theme', f: { name, order } })),
      ...parcels.map(({ text, theme }, i) => {
        const place = { zone: zone?.id, order: `b${String(i).padStart(2, '0')}1` };
        const into = themes.find(({ holds }) => holds(text, theme))?.id;
        const f = { text, place, kind: 'observation', side: 'team', ...(into !== undefined && { theme: into }) };
        return put({ type: 'note', f });
      }),
    ],
  ]);
  expect(answered.answers).toEqual(['ack', 'ack']);
  return { id, owner, client: links.client };
}

/** The notes of each theme on the server, by the theme's name. */
async function groups(page: Page, board: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const notes = await records(page, board, 'note');
  const themes = (await records(page, board, 'theme')).filter(({ del }) => del !== true);
  return Object.fromEntries(
    themes.map(({ id, f }) => [
      String(f['name'] ?? ''),
      notes.flatMap((each) => (each.f['theme'] === id ? [String(each.f['text'])] : [])).sort(),
    ]),
  );
}

const about = (theme: string): readonly string[] =>
  parcels
    .filter((each) => each.theme === theme)
    .map(({ text }) => text)
    .sort();

/** Presses Tab until what has the focus says so. */
async function tabTo(page: Page, words: string): Promise<void> {
  const said = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
  for (let i = 0; i < 80 && (await said()) !== words; i++) await page.keyboard.press('Tab');
  expect(await said()).toBe(words);
}

test('themes are suggested after the silent half of a sort, named by keyboard alone, and taken back in one act', async ({
  room,
}) => {
  const { id, owner } = await sorting(room, {});
  const { keyboard } = owner;
  const ask = owner.getByRole('button', { name: 'Suggest themes' });
  await expect(owner.getByRole('region', { name: 'Not in a theme' }).getByRole('group')).toHaveCount(parcels.length);
  await expect(ask).toBeVisible();
  // The silent sort comes first: it is the first half of the time that runs.
  const [session] = await records(owner, id, 'session');
  const clock = (minutes: number): object => {
    const timer = { at: Date.now(), ms: minutes * 60_000, run: true };
    return { op: 'set', id: session?.id, f: { timer } };
  };
  expect(
    (await speak(owner, id, [[{ op: 'set', id: session?.f['phase'], f: { minutes: 12 } }, clock(10)]])).answers,
  ).toEqual(['ack']);
  await expect(ask).toHaveCount(0);
  expect((await speak(owner, id, [[clock(5)]])).answers).toEqual(['ack']);
  await expect(ask).toBeVisible();

  // It is offered with a theme made by hand, too.
  const note = (await records(owner, id, 'note')).find(({ f }) => f['text'] === about('locker')[0]);
  const theme = randomUUID();
  await speak(owner, id, [
    [
      { op: 'put', rec: { id: theme, type: 'theme', f: { name: 'Lockers', order: 'a1' } } },
      { op: 'set', id: note?.id, f: { theme } },
    ],
  ]);
  await expect(ask).toBeVisible();

  await tabTo(owner, 'Suggest themes');
  await keyboard.press('Enter');
  const dialog = owner.getByRole('dialog', { name: 'What may belong together' });
  const returns = dialog.getByRole('listitem').filter({ hasText: 'return' }).first();
  await expect(returns).toContainText('5 notes because they share: return, label, print');
  expect(await serious(owner)).toEqual([]);
  expect(Object.keys(await groups(owner, id)), 'nothing by itself').toEqual(['Lockers']);

  await tabTo(owner, 'Make a theme');
  await keyboard.press('Enter');
  await expect(dialog.getByRole('textbox', { name: /Say it as a sentence/ })).toBeFocused();
  await keyboard.type('Sending it back costs me a day');
  await keyboard.press('Enter');
  await expect.poll(async () => (await groups(owner, id))['Sending it back costs me a day']).toEqual(about('returns'));

  // No to the next one; the focus goes on to what follows.
  const next = dialog.getByRole('listitem').nth(1);
  const words = (await next.getByRole('heading').textContent()) ?? '';
  await tabTo(owner, 'No, leave them');
  await keyboard.press('Enter');
  await expect(dialog.getByRole('heading', { name: words })).toHaveCount(0);
  await expect(next.getByRole('button').first()).toBeFocused();
  await keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  // It stays dismissed, after a reload, too; the theme is not suggested again.
  await saved(owner);
  await owner.reload();
  await ask.click();
  await expect(dialog.getByRole('listitem').first()).toBeVisible();
  await expect(dialog.getByRole('heading', { name: words })).toHaveCount(0);
  await expect(dialog.getByText('return, label')).toHaveCount(0);

  // A yes is one act, and undo takes it back.
  const before = await groups(owner, id);
  await dialog.getByRole('button', { name: 'Make a theme' }).first().click();
  await expect.poll(async () => Object.keys(await groups(owner, id)).length).toBe(3);
  await keyboard.press('Escape');
  await owner.getByRole('region', { name: 'Lockers' }).click();
  await keyboard.press('Control+z');
  await expect.poll(() => groups(owner, id)).toEqual(before);
});

test('two themes that may be one are merged and taken apart again', async ({ room }) => {
  const window = (text: string, of: string): boolean => of === 'window' && text.length % 2 === 0;
  const { id, owner } = await sorting(room, {
    'Delivery windows': window,
    'I wait at home': (_, of) => of === 'window',
  });
  const before = await groups(owner, id);
  await owner.getByRole('button', { name: 'Suggest themes' }).click();
  const dialog = owner.getByRole('dialog', { name: 'What may belong together' });
  const pair = dialog.getByRole('listitem').filter({ hasText: 'Maybe one theme' });
  await expect(pair).toContainText('Delivery windows');
  await pair.getByRole('button', { name: 'Make it one' }).click();
  await expect
    .poll(async () => Object.values(await groups(owner, id)).map((notes) => [...notes]))
    .toEqual([[...about('window')]]);
  const merged = dialog.getByRole('listitem').filter({ hasText: 'One theme now.' });
  await expect(merged.getByRole('button', { name: 'Undo' })).toBeFocused();
  await owner.keyboard.press('Enter');
  await expect.poll(() => groups(owner, id)).toEqual(before);
});

test('on a phone, suggestions are taken by touch, and what matches nothing stays', async ({ room }) => {
  const { id, owner, client } = await sorting(room, { Lockers: (_, of) => of === 'locker' });
  const guest = await room.page(handset);
  await join(guest, client, { words: 'The weather was nice', zone: 'Says', name: 'Dora' });
  await guest.getByRole('button', { name: 'Suggest themes' }).tap();
  const dialog = guest.getByRole('dialog', { name: 'What may belong together' });
  const first = dialog.getByRole('listitem').first();
  await expect(first).toContainText('because they share:');
  expect(await serious(guest)).toEqual([]);
  const others = first.getByRole('button', { name: /^Show the other/ });
  await others.tap();
  await expect(others).toHaveAttribute('aria-expanded', 'true');
  await expect(first.getByText('Who owns a printer?').or(first.getByText('Carried the return')).first()).toBeVisible();
  const wide = await dialog.evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(wide, 'it fits the phone').toBeLessThanOrEqual(0);
  await first.getByRole('button', { name: 'Make a theme' }).tap();
  await first.getByRole('textbox').fill('Sending it back costs me a day');
  await expect.poll(async () => Object.keys(await groups(owner, id))).toContain('Sending it back costs me a day');
  await first.getByRole('button', { name: 'Undo' }).tap();
  await expect.poll(async () => Object.keys(await groups(owner, id))).toEqual(['Lockers']);
  await expect(dialog.getByText(/match nothing, and that is fine/)).toBeVisible();
});

test('while somebody writes, notes that say the same are offered quietly, and can be felt instead', async ({
  room,
}) => {
  const { owner, client } = await sorting(room, {});
  const guest = await room.page(handset);
  await join(guest, client, { words: 'I waited for the delivery window all day', zone: 'Says', name: 'Dora' });
  const other = await room.page();
  await join(other, client, { words: 'The weather was nice', zone: 'Says', name: 'Emil' });
  await other.getByRole('button', { name: 'Map' }).click();
  await other.locator('[data-composer]').fill('the delivery window is all day');
  const line = other.getByRole('button', { name: /similar note/ });
  await expect(line).toHaveAttribute('aria-expanded', 'false');
  expect(await serious(other)).toEqual([]);
  await line.click();
  const same = other
    .locator('[data-similar]')
    .getByRole('listitem')
    .filter({ hasText: 'I waited for the delivery window' });
  await same.getByRole('button', { name: 'Felt this too' }).click();
  await expect(same.getByRole('button')).toHaveAttribute('aria-pressed', 'true');
  await other.locator('[data-composer]').press('Enter');
  await expect(other.locator('[data-composer]')).toHaveValue('');
  await expect(line).toHaveCount(0);
  await expect(owner.getByText('the delivery window is all day')).toBeVisible();
});
