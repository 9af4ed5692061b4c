import { serious } from './axe.ts';
import { goIn, note } from './board.ts';
import { test } from './lan.ts';
import { scanned } from './qr.ts';
import { ticketShop } from './story.ts';
import { computer, expect, handset } from './test.ts';

const { carla, dora } = ticketShop;

test('a phone joins by the code on the room’s screen and writes', async ({ room, felt }) => {
  const owner = await room.owner();
  const { id } = await room.board(owner);

  // This browser has never seen the link: what phones scan is the code, too.
  const screen = await owner.context().newPage();
  await screen.goto(`${felt.url}/b/${id}/room`);
  const joinIn = screen.getByRole('region', { name: 'Join in' });
  await expect(joinIn).toContainText(`Go to ${felt.url.replace('http://', '')}/join and type`);
  const code = joinIn.getByText(/^[0-9A-Z]{3}-[0-9A-Z]{3}$/);
  const said = await code.innerText();
  const join = `${felt.url}/j/${said.replace('-', '')}`;
  expect(await scanned(joinIn.getByRole('img'))).toBe(join);
  for (const words of [code, joinIn.getByText(/\/join$/)]) {
    const size = await words.evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
    expect(size).toBeGreaterThanOrEqual(36);
  }
  expect(await serious(screen)).toEqual([]);
  await screen.reload();
  await expect(code).toHaveText(said);

  const phone = await room.page(handset);
  await phone.goto(`${felt.url}/join`);
  const field = phone.getByRole('textbox', { name: 'Code from the screen' });
  await expect(field).toBeFocused();
  await phone.keyboard.type('abc');
  await phone.keyboard.press('Enter');
  await expect(phone.getByRole('alert')).toHaveText(/six letters and digits/);
  await field.fill('zzz zzz');
  await phone.keyboard.press('Enter');
  await expect(phone.getByRole('alert')).toHaveText(/Compare it with the screen/);
  expect(await serious(phone)).toEqual([]);
  await field.fill(said.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'));
  await phone.keyboard.press('Enter');
  await expect(phone).toHaveURL(`${felt.url}/b/${id}`);
  await goIn(phone, { words: carla.says, zone: 'Says', name: carla.name });
  await expect(note(owner, carla.says)).toContainText(carla.name);

  // The same phone again: the one who wrote, on the board at once.
  await phone.goto(join);
  await expect(note(phone, carla.says)).toBeVisible();

  // Somebody who scanned it; and whoever opens the server's first page finds the field there, too.
  const other = await room.page(handset);
  await other.goto(join);
  await goIn(other, { words: dora.says, zone: 'Says', name: dora.name });
  await expect(note(owner, dora.says)).toContainText(dora.name);
  const stranger = await room.page(computer);
  await stranger.goto(felt.url);
  await stranger.getByRole('textbox', { name: 'Code from the screen' }).fill(said);
  await stranger.keyboard.press('Enter');
  await expect(stranger.getByRole('button', { name: 'Read first' })).toBeVisible();

  // The card that invites people says the same code, and ends it; with its link it ends, too. Its picture leads there as well.
  await owner.getByRole('button', { name: 'Share' }).click();
  const card = owner.getByRole('region', { name: 'Invite people' });
  await expect(card).toContainText(said);
  expect(await scanned(card.getByRole('img', { name: 'Code that lets customers in' }))).toBe(join);
  await card.getByRole('button', { name: 'New code' }).click();
  await expect(card).not.toContainText(said);
  const fresh = await card.getByText(/^[0-9A-Z]{3}-[0-9A-Z]{3}$/).innerText();
  expect(await serious(owner)).toEqual([]);
  await card.getByRole('button', { name: 'End all links for customers' }).click();
  await card.getByRole('button', { name: 'End them, make a new one' }).click();
  await expect(card).not.toContainText(fresh);
  await expect(card.getByText(/^[0-9A-Z]{3}-[0-9A-Z]{3}$/)).toBeVisible();
  const late = await room.page(handset);
  await late.goto(`${felt.url}/j/${said}`);
  await expect(late.getByRole('alert')).toHaveText(/Compare it with the screen/);
});
