import { composer, edit, goIn, note, saved, turnTo, write, zone } from './board.ts';
import { test } from './lan.ts';
import { ticketShop } from './story.ts';
import { expect, handset } from './test.ts';
import { records, toStep } from './wire.ts';

const { carla, dora, team } = ticketShop;

test('a trial in one room works over plain HTTP, and says that it is one', async ({ room, felt }) => {
  const owner = await room.owner();
  await owner.goto(felt.url);
  expect(
    await owner.evaluate(() => [isSecureContext, 'subtle' in crypto, 'randomUUID' in crypto, 'locks' in navigator]),
  ).toEqual([false, false, false, false]);
  const unencrypted = 'A trial on your own network: nothing is encrypted on the way.';
  await expect(owner.getByText('This is a trial on your own network: nothing is encrypted on the way.')).toBeVisible();
  await owner.getByRole('button', { name: 'Start' }).click();
  await expect(owner.getByRole('img', { name: 'Code that opens the link for customers' })).toBeVisible();
  const link = await owner.getByRole('textbox', { name: 'Link for customers' }).inputValue();
  expect(link.startsWith(felt.url)).toBe(true);
  await owner.getByRole('link', { name: 'Open the board' }).click();
  await expect(owner.getByText(unencrypted)).toBeVisible();
  await toStep(owner, new URL(owner.url()).pathname.split('/').at(-1) ?? '', 'Commit');

  const guest = await room.page(handset);
  await guest.goto(link);
  await expect(guest.getByText(unencrypted)).toBeVisible();
  await goIn(guest, { words: carla.says, zone: 'Says', name: carla.name });
  await write(guest, 'Feels', carla.feels);
  await expect(note(zone(owner, 'Feels'), carla.feels)).toContainText(carla.name);

  await saved(guest);
  await composer(guest).fill(carla.does);
  await guest.reload();
  await expect(composer(guest)).toHaveValue(carla.does);
  await composer(guest).press('Enter');
  await expect(note(owner, carla.does)).toContainText(carla.name);

  const tab = await guest.context().newPage();
  await tab.goto(guest.url());
  await write(tab, 'Does', dora.does);
  await turnTo(guest, 'Does');
  await expect(note(guest, dora.does)).toBeVisible();
  const field = await edit(guest, dora.does);
  await field.press('Control+End');
  await field.pressSequentially(' Twice.');
  await expect(note(tab, `${dora.does} Twice.`)).toBeVisible();
  for (const page of [guest, tab]) await saved(page);

  // Offline, closed, opened again: what waits is found without Web Locks, too.
  await felt.kill();
  await composer(tab).fill(carla.says.toUpperCase());
  await composer(tab).press('Enter');
  await expect(tab.getByText('kept on this device')).toBeVisible({ timeout: 15_000 });
  await tab.close();
  const phone = guest.context();
  await guest.close();
  await felt.start();
  const again = await phone.newPage();
  await again.goto(new URL(link).origin + new URL(link).pathname);
  await saved(again);
  const board = new URL(link).pathname.split('/').at(-1) ?? '';
  await expect(async () => {
    const texts = (await records(owner, board, 'note')).map((each) => each.f['text']);
    expect(texts.sort()).toEqual(
      [carla.says, carla.feels, carla.does, `${dora.does} Twice.`, carla.says.toUpperCase()].sort(),
    );
  }).toPass();
  const members = (await records(owner, board, 'member')).map((each) => each.f['name']);
  expect(members.sort()).toEqual([carla.name, team.name].sort());
});
