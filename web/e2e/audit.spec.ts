import { serious } from './axe.ts';
import { join } from './board.ts';
import { ticketShop } from './story.ts';
import { desktop, expect, handset, phone, test } from './test.ts';

const { carla } = ticketShop;

test('who did what: of a board for its facilitator, of the server for its owner, by keyboard and on a phone', async ({
  room,
}) => {
  const owner = await room.owner();
  const { id, links } = await room.board(owner);
  const guest = await room.page(handset);
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  for (let i = 0; i < 51; i++) {
    const made = await owner.request.get(`${room.felt.url}/api/v1/boards/${id}/export?format=csv`);
    expect(made.ok()).toBe(true);
  }
  await owner.getByRole('button', { name: 'Board menu' }).focus();
  await owner.keyboard.press('Enter');
  await owner.getByRole('button', { name: 'Who did what' }).press('Enter');
  const list = owner.getByRole('dialog', { name: 'Who did what' });
  await expect(list.getByRole('listitem').first()).toContainText('Exported: 1');
  await expect(list.getByRole('listitem')).toHaveCount(50);
  await list.getByRole('button', { name: 'Show older' }).press('Enter');
  await expect(list.getByRole('listitem').filter({ hasText: 'Joined: customers' })).toContainText(carla.name);
  await expect(list.getByRole('listitem').last()).toContainText('Board created');
  await expect(list.getByRole('button', { name: 'Show older' })).toBeHidden();
  expect(await list.textContent()).not.toContain(carla.says);
  await owner.keyboard.press('Escape');
  await expect(owner.getByRole('button', { name: 'Board menu' })).toBeFocused();
  for (const size of [desktop, phone]) {
    await owner.setViewportSize(size);
    await owner.getByRole('button', { name: 'Board menu' }).press('Enter');
    await owner.getByRole('button', { name: 'Who did what' }).press('Enter');
    await expect(list.getByRole('listitem').first()).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await owner.emulateMedia({ colorScheme });
      expect(await serious(owner, size === desktop ? 'all' : 'colours')).toEqual([]);
      if (process.env['PICTURES'] !== undefined)
        await owner.screenshot({ path: `e2e/screens/audit-${size.width}-${colorScheme}.png` });
    }
    await owner.keyboard.press('Escape');
  }
  await owner.setViewportSize(desktop);
  await owner.goto(room.felt.url);
  await owner.getByRole('button', { name: 'Who did what' }).press('Enter');
  await expect(list.getByRole('listitem').first()).toContainText(ticketShop.title);
  if (process.env['PICTURES'] !== undefined) await owner.screenshot({ path: 'e2e/screens/audit-home.png' });
  expect(await serious(owner)).toEqual([]);
  await owner.keyboard.press('Escape');
  await expect(owner.getByRole('button', { name: 'Who did what' })).toBeFocused();

  await expect(guest.getByRole('button', { name: 'Who did what' })).toHaveCount(0);
  const refused = await guest.request.get(`${room.felt.url}/api/v1/boards/${id}/audit`);
  expect(refused.status()).toBe(403);
  expect(room.complaints).toEqual([]);
});
