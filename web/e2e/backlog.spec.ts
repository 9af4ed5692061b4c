import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { saved } from './board.ts';
import { ticketShop } from './story.ts';
import { expect, test, type Room } from './test.ts';
import { records, speak } from './wire.ts';

/** What a hand does: presses and choices count, typing does not. */
class Hand {
  acts = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async click(on: Locator): Promise<void> {
    this.acts++;
    await on.click();
  }

  async press(key: string): Promise<void> {
    this.acts++;
    await this.#page.keyboard.press(key);
  }

  async choose(from: Locator, label: string): Promise<void> {
    this.acts++;
    await from.selectOption({ label });
  }

  /** A date is picked as well as typed, so it counts. */
  async date(on: Locator, day: string): Promise<void> {
    this.acts++;
    await on.fill(day);
  }

  type(words: string): Promise<void> {
    return this.#page.keyboard.type(words);
  }
}

/** A board with eighty notes, most of them customers' words, in a step that sorts them. */
async function eighty(room: Room): Promise<{ readonly id: string; readonly owner: Page }> {
  const owner = await room.owner();
  const { id } = await room.board(owner);
  const [session] = await records(owner, id, 'session');
  const team = ['facilitator', 'team'];
  const rules = { write: team, edit: 'all', move: team, see: 'all', authors: 'named', presence: 'cursors' };
  const zones = new Map((await records(owner, id, 'zone')).map((zone) => [zone.f['title'], zone.id]));
  const all = [...ticketShop.statements, ...ticketShop.statements.slice(0, 80 - ticketShop.statements.length)];
  const notes = all.map(({ text, zone, by, kind }, i) => {
    const place = { zone: zones.get(zone), order: `b${String(i).padStart(2, '0')}1` };
    const heard = kind === 'quote' || kind === 'observation';
    const f = heard ? { side: 'customer', whose: by, kind } : { side: 'team', kind: 'assumption' };
    return { op: 'put', rec: { id: randomUUID(), type: 'note', f: { text, place, ...f } } };
  });
  const step = { op: 'set', id: session?.f['phase'], f: { rules, output: 'themes' } };
  expect((await speak(owner, id, [[step], notes])).answers).toEqual(['ack', 'ack']);
  await expect(owner.getByRole('region', { name: 'Not in a theme' }).getByRole('group')).toHaveCount(80);
  return { id, owner };
}

const will = [
  'Hold the seats while somebody pays',
  'Show every fee before the last page',
  'Say how long the queue will take',
  'Send the money back within three days',
  'Answer on the day of the show',
];

test('eighty notes become five owned insights and exported items in at most sixty acts', async ({ room }) => {
  test.setTimeout(120_000);
  const { id, owner } = await eighty(room);
  const hand = new Hand(owner);

  // The first theme is made by hand. Then the groups that the words suggest become themes, and each
  // gets a sentence for its name.
  await hand.click(owner.getByRole('region', { name: 'Not in a theme' }).locator('[data-note]').first());
  await hand.press('g');
  await expect(owner.getByRole('menu', { name: 'Goes with…' })).toBeVisible();
  await hand.press('n');
  await expect(owner.getByRole('textbox', { name: 'Name of theme 1' })).toBeFocused();
  await hand.type('Something else');
  await hand.press('Enter');
  await hand.click(owner.getByRole('button', { name: 'Suggest themes' }));
  const offers = owner.getByRole('dialog', { name: 'What may belong together' });
  for (let i = 0; i < 5; i++) {
    await hand.click(offers.getByRole('button', { name: 'Make a theme' }).first());
    const name = offers.getByRole('textbox', { name: 'A theme now. Say it as a sentence:' }).last();
    await expect(name).toBeFocused();
    await name.fill(`They say it loudly: ${i + 1}`);
    await hand.press('Enter');
  }
  await hand.click(offers.getByRole('button', { name: 'Close' }));

  await hand.click(owner.getByRole('button', { name: /^Insights/ }));
  await hand.click(owner.getByRole('button', { name: 'Wrap up and export' }));
  const themes = owner.getByRole('region', { name: 'What will we do about it?' });
  for (const [i, words] of will.entries()) {
    const row = themes.getByRole('listitem').filter({ hasText: `They say it loudly: ${i + 1}` });
    await hand.click(row.getByRole('button', { name: 'Make an insight of this theme' }));
    await hand.click(row.getByRole('button', { name: 'We will…' }));
    await hand.type(words);
    await hand.choose(row.getByRole('combobox', { name: 'Who' }), ticketShop.team.name);
    await hand.date(row.getByLabel('By when'), '2027-03-05');
    await hand.click(row.getByRole('button', { name: 'Commit' }));
    await expect(row).toContainText(words);
  }
  await saved(owner);
  const download = owner.waitForEvent('download');
  await hand.click(owner.getByRole('link', { name: 'Export all (5)' }));
  expect((await download).suggestedFilename()).toMatch(/\.zip$/);
  console.log(`from 80 notes to 5 owned insights and exported items: ${hand.acts} acts`);
  expect(hand.acts).toBeLessThanOrEqual(60);

  const insights = await records(owner, id, 'insight');
  expect(insights).toHaveLength(5);
  for (const { f } of insights) {
    expect(f['owner']).not.toBe('');
    expect((f['evidence'] as string[]).length).toBeGreaterThan(1);
    expect(f['themes']).toHaveLength(1);
  }
  const actions = await records(owner, id, 'action');
  expect(actions.map(({ f }) => f['title']).sort()).toEqual([...will].sort());
  for (const { f } of actions) {
    expect(f).toMatchObject({ status: 'committed', due: '2027-03-05', original: '2027-03-05' });
    expect(f['insights']).toHaveLength(1);
  }
  const items = owner.getByRole('region', { name: 'Backlog items' });
  await expect(items.getByRole('listitem').filter({ has: owner.getByRole('button', { name: 'Copy' }) })).toHaveCount(5);
});
