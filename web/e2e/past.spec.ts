import { serious } from './axe.ts';
import { join, note, saved, write, zone } from './board.ts';
import { ticketShop } from './story.ts';
import type { Page } from '@playwright/test';
import { desktop, expect, handset, test } from './test.ts';
import { speak } from './wire.ts';

const { carla, team } = ticketShop;

/** Opens the board's menu. */
async function menu(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Board menu' }).click();
}

async function history(page: Page): Promise<void> {
  await menu(page);
  await page.getByRole('button', { name: 'History…' }).click();
  await expect(page.getByRole('slider', { name: 'Moment' })).toBeFocused();
}

/** Deletes a zone by the board's menu. */
async function removeZone(page: Page, title: string): Promise<void> {
  await menu(page);
  await page.getByRole('button', { name: 'Zones…' }).click();
  await page.getByRole('button', { name: `Delete zone ${title}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
}

test('undo takes back one’s own acts, and nobody else’s, after a reload, too', async ({ room }) => {
  const owner = await room.owner();
  const { links } = await room.board(owner);
  const guest = await room.page(handset);
  await write(owner, 'Says', 'first');
  await write(owner, 'Says', 'second');
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  await expect(note(owner, carla.says)).toBeVisible();
  await saved(owner);
  await owner.reload();
  await expect(note(owner, 'second')).toBeVisible();
  await owner.locator('body').press('Control+z');
  await expect(note(owner, 'second')).toBeHidden();
  await owner.reload(); // what was taken back can be done again
  await expect(note(owner, 'first')).toBeVisible();
  await owner.locator('body').press('Control+Shift+z');
  await expect(note(owner, 'second')).toBeVisible();
  await owner.locator('body').press('Control+z');
  await owner.locator('body').press('Control+z');
  await expect(note(owner, 'first')).toBeHidden();
  await owner.locator('body').press('Control+z');
  await expect(note(owner, carla.says)).toBeVisible();
  // Another tab has not done anything yet.
  const other = await owner.context().newPage();
  await other.goto(owner.url());
  await expect(note(other, carla.says)).toBeVisible();
  await other.locator('body').press('Control+Shift+z');
  await expect(note(other, 'first')).toBeHidden();
});

test('20 deleted notes are back in two acts, and the second can be taken back', async ({ room }) => {
  const owner = await room.owner();
  const { id } = await room.board(owner);
  const words = Array.from({ length: 20 }, (_, i) => `thought ${i + 1}`);
  for (const each of words) await write(owner, 'Says', each);
  await saved(owner);
  await note(owner, 'thought 20').focus();
  await owner.keyboard.press('Control+a');
  await owner.keyboard.press('Delete');
  await expect(zone(owner, 'Says').getByRole('group')).toHaveCount(0);
  await saved(owner);
  await owner.reload();
  await expect(zone(owner, 'Says')).toBeVisible();

  let acts = 0;
  await menu(owner);
  acts++;
  await owner.getByRole('button', { name: 'Bring back what was deleted in the last 10 minutes (20)' }).click();
  acts++;
  await expect(note(owner, 'thought 20')).toBeVisible();
  expect(await owner.evaluate(() => document.querySelectorAll('[data-zone] li [role=group]').length)).toBeGreaterThan(
    0,
  );
  expect(acts).toBe(2);
  await owner.getByRole('button', { name: 'Undo' }).first().click();
  await expect(note(owner, 'thought 20')).toBeHidden();
  expect(id).not.toBe('');
});

test('the slider shows the board as it was, and changes nothing', async ({ room }) => {
  const owner = await room.owner();
  const { links } = await room.board(owner);
  await write(owner, 'Says', 'the first thought');
  await write(owner, 'Thinks', 'another thought');
  await saved(owner);
  const guest = await room.page(handset);
  await join(guest, links.client, { words: carla.says, zone: 'Feels', name: carla.name });
  await expect(note(owner, carla.says)).toBeVisible();

  await history(owner);
  const then = owner.getByRole('region', { name: 'The board then' });
  const slider = owner.getByRole('slider', { name: 'Moment' });
  await expect(then.getByText(carla.says)).toBeVisible();
  await expect(slider).toHaveAttribute('aria-valuetext', /Carla/);
  expect(await serious(owner)).toEqual([]);
  await slider.press('Home');
  await expect(then.getByText('the first thought')).toBeHidden();
  const steps = owner.getByRole('list', { name: 'Steps' });
  await steps.getByRole('button', { name: /added “the first thought” to Says/ }).click();
  await expect(then.getByText('the first thought')).toBeVisible();
  await expect(then.getByText('another thought')).toBeHidden();
  await slider.focus();
  await slider.press('ArrowRight');
  await expect(then.getByText('another thought')).toBeVisible();
  await slider.press('PageDown');
  await expect(then.getByText('the first thought')).toBeHidden();
  await slider.press('End');
  await then.getByText('the first thought').click();
  await expect(owner.getByText('It is now as it was then.')).toBeVisible();
  await owner.keyboard.press('Escape');
  for (const words of ['the first thought', 'another thought', carla.says])
    await expect(note(owner, words)).toBeVisible();
});

test('a deleted zone keeps its notes, and comes back with exactly those it had', async ({ room }) => {
  const owner = await room.owner();
  const { links } = await room.board(owner);
  for (const words of ['stays', 'moves', 'goes']) await write(owner, 'Says', words);
  await write(owner, 'Feels', 'elsewhere');
  const mate = await room.page();
  await mate.goto(links.team);
  await mate.getByRole('textbox', { name: /^Your name/ }).fill('Mia');
  await mate.getByRole('button', { name: /board/i }).click();
  await expect(note(mate, 'stays')).toBeVisible();
  await removeZone(owner, 'Says');
  await expect(owner.getByText('3 notes stand without a zone')).toBeVisible();
  await expect(mate.getByText('3 notes stand without a zone')).toBeVisible();
  await saved(owner);

  await history(owner);
  const then = owner.getByRole('region', { name: 'The board then' });
  await owner.getByRole('slider').press('ArrowLeft');
  await then.getByRole('button', { name: 'Restore zone Says' }).click();
  await expect(owner.getByText('Says is back, with 3 notes.')).toBeVisible();
  await owner.keyboard.press('Escape');
  await expect(zone(owner, 'Says').getByRole('group')).toHaveCount(3);
  for (const words of ['stays', 'moves', 'goes']) await expect(note(zone(mate, 'Says'), words)).toBeVisible();
  await expect(owner.getByText('stand without a zone')).toBeHidden();
});

test('a zone comes back with what was moved away, and without what its author withdrew', async ({ room }) => {
  const owner = await room.owner();
  const { id, links } = await room.board(owner);
  for (const words of ['stays', 'moves']) await write(owner, 'Says', words);
  const guest = await room.page();
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  await expect(note(owner, carla.says)).toBeVisible();
  await saved(owner);
  const { records } = await speak(owner, id);
  const moves = records.find(({ f }) => f['text'] === 'moves')?.id;
  const feels = records.find(({ f }) => f['title'] === 'Feels')?.id;
  const { answers } = await speak(owner, id, [[{ op: 'set', id: moves, f: { place: { zone: feels, order: 'a0' } } }]]);
  expect(answers).toEqual(['ack']);
  await note(guest, carla.says).focus();
  await guest.keyboard.press('Delete');
  await expect(note(owner, carla.says)).toBeHidden();
  await removeZone(owner, 'Says');
  await saved(owner);

  await history(owner);
  for (let i = 0; i < 2; i++) await owner.getByRole('slider').press('ArrowLeft'); // what was withdrawn never was there
  await owner
    .getByRole('region', { name: 'The board then' })
    .getByRole('button', { name: 'Restore zone Says' })
    .click();
  await expect(owner.getByText('Says is back, with 2 notes.')).toBeVisible();
  await owner.keyboard.press('Escape');
  await expect(zone(owner, 'Says').getByRole('group')).toHaveCount(2);
  for (const words of ['stays', 'moves']) await expect(note(zone(owner, 'Says'), words)).toBeVisible();
  await expect(note(guest, carla.says)).toBeHidden();

  // Nor does it come back with the bin: that it was withdrawn is told, and no word of it.
  await menu(owner);
  await expect(owner.getByRole('button', { name: /^Bring back what was deleted/ })).toBeDisabled();
  await owner.getByRole('button', { name: 'Deleted notes (1)' }).click();
  const bin = owner.getByRole('dialog');
  await expect(bin.getByText('Withdrawn by its author')).toBeVisible();
  await expect(bin.getByText(carla.says)).toBeHidden();
  await expect(bin.getByRole('button', { name: 'Put back' })).toHaveCount(0);
});

test('the bin tells what went last first, can be searched, and holds nothing that was undone', async ({
  room,
}, info) => {
  const owner = await room.owner();
  const { links } = await room.board(owner);
  const guest = await room.page();
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  await guest.locator('body').press('Control+z');
  await expect(note(guest, carla.says)).toBeHidden();
  await saved(guest);
  const words = Array.from({ length: 11 }, (_, i) => `thought ${i + 1}`);
  for (const each of words) await write(owner, 'Says', each);
  await write(owner, 'Says', 'never meant');
  await note(owner, 'never meant').focus();
  await owner.keyboard.press('Control+z');
  await expect(note(owner, 'never meant')).toBeHidden();
  for (const each of ['thought 3', 'thought 5']) {
    await note(owner, each).focus();
    await owner.keyboard.press('Delete');
    await expect(note(owner, each)).toBeHidden();
  }
  await owner.keyboard.press('Control+a');
  await owner.keyboard.press('Delete');
  await expect(zone(owner, 'Says').getByRole('group')).toHaveCount(0);
  await saved(owner);
  await menu(owner);
  await expect(owner.getByRole('button', { name: /in the last 10 minutes \(11\)/ })).toBeVisible();
  await owner.getByRole('button', { name: 'Deleted notes (11)' }).click();
  const bin = owner.getByRole('dialog');
  await expect(bin.getByText(/now by/).first()).toBeVisible();
  await expect(bin.getByRole('listitem').nth(9)).toContainText('thought 5');
  await expect(bin.getByRole('listitem').nth(10)).toContainText('thought 3');
  await expect(bin.getByText(carla.says)).toBeHidden();
  await info.attach('bin', { body: await owner.screenshot(), contentType: 'image/png' });
  await bin.getByRole('searchbox', { name: 'Find in deleted notes' }).fill('thought 1');
  await expect(bin.getByRole('listitem').filter({ hasText: 'thought' })).toHaveCount(3);
  await bin.getByText('Undone by you (1)').click();
  await expect(bin.getByText('never meant')).toBeVisible();
  await expect(bin.getByText(carla.says)).toBeHidden();
  expect(await serious(owner)).toEqual([]);
});

test('what somebody withdrew is in nobody else’s past, a facilitator’s neither (B-87)', async ({ room }) => {
  const owner = await room.owner();
  const { links } = await room.board(owner);
  const [mate, guest] = [await room.page(), await room.page(handset)];
  await mate.goto(links.team);
  await mate.getByRole('textbox', { name: /^Your name/ }).fill('Mia');
  await mate.getByRole('button', { name: /board/i }).click();
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  await write(owner, 'Says', team.believes);
  await expect(note(mate, carla.says)).toBeVisible();
  await note(guest, carla.says).focus();
  await guest.keyboard.press('Delete');
  await expect(note(mate, carla.says)).toBeHidden();
  const back = mate.waitForResponse((answer) => answer.url().endsWith('/history'));
  await history(mate);
  expect(await (await back).text()).not.toContain(carla.says.slice(0, 20));
  await expect(mate.getByRole('list', { name: 'Steps' }).getByText(team.believes.slice(0, 20))).toBeVisible();
  const told = owner.waitForResponse((answer) => answer.url().endsWith('/history'));
  await history(owner);
  expect(await (await told).text()).not.toContain(carla.says.slice(0, 20));
  await expect(owner.getByRole('list', { name: 'Steps' }).getByText(team.believes.slice(0, 20))).toBeVisible();
});

test('a board is duplicated, with or without its notes', async ({ room }) => {
  const owner = await room.owner();
  await room.board(owner);
  await write(owner, 'Says', 'comes along');
  await saved(owner);
  const from = owner.url();
  await menu(owner);
  await owner.getByRole('button', { name: 'Duplicate…' }).click();
  await owner
    .getByRole('dialog')
    .getByRole('radio', { name: /^With its notes/ })
    .check();
  expect(await serious(owner)).toEqual([]);
  await owner.getByRole('dialog').getByRole('button', { name: 'Duplicate' }).click();
  await expect(owner).not.toHaveURL(from);
  await expect(note(zone(owner, 'Says'), 'comes along')).toBeVisible();
  await owner.goto(from);
  await menu(owner);
  await owner.getByRole('button', { name: 'Duplicate…' }).click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Duplicate' }).click();
  await expect(owner).not.toHaveURL(from);
  await expect(zone(owner, 'Says')).toBeVisible();
  await expect(note(owner, 'comes along')).toBeHidden();
});

test('the history on a phone, and in the dark', async ({ room }, info) => {
  const owner = await room.owner();
  await room.board(owner);
  for (const [i, each] of ticketShop.statements.slice(0, 14).entries())
    await write(owner, ['Says', 'Thinks', 'Feels', 'Does'][i % 4] ?? 'Says', each.text);
  await saved(owner);
  const shoot = async (name: string) => {
    const dir = process.env['SHOTS'];
    if (dir !== undefined) await owner.screenshot({ path: `${dir}/${name}.png` });
  };
  await menu(owner);
  await shoot('menu');
  await owner.keyboard.press('Escape');
  await history(owner);
  await owner.getByRole('slider').press('ArrowLeft');
  await shoot('history-1440');
  await owner.emulateMedia({ colorScheme: 'dark' });
  await owner.getByRole('region', { name: 'The board then' }).getByRole('button', { pressed: false }).first().click();
  await shoot('history-dark');
  expect(await serious(owner, 'colours')).toEqual([]);
  await owner.emulateMedia({ colorScheme: 'light' });
  await owner.setViewportSize({ width: 390, height: 844 });
  await shoot('history-390');
  expect(await owner.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await owner.keyboard.press('Escape');
  await owner.setViewportSize(desktop);
  await menu(owner);
  await owner.getByRole('button', { name: 'Duplicate…' }).click();
  await expect(owner.getByRole('dialog', { name: 'Duplicate this board' })).toBeVisible();
  await shoot('duplicate');
  await owner.keyboard.press('Escape');
  await removeZone(owner, 'Thinks');
  await shoot('homeless');
  await owner.getByRole('button', { name: 'Show' }).click();
  await shoot('zones');
  expect(info.errors).toEqual([]);
});
