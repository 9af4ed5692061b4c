import type { BrowserContextOptions, Page } from '@playwright/test';
import { serious } from './axe.ts';
import { note, saved, write } from './board.ts';
import { settle } from './picture.ts';
import { scanned } from './qr.ts';
import { ticketShop } from './story.ts';
import { computer, expect, handset, test } from './test.ts';

const { carla, dora, team } = ticketShop;
const looks = process.env['LOOKS'];

/** A picture to look at, where a folder for it is named. */
async function look(page: Page, name: string): Promise<void> {
  if (looks === undefined) return;
  await settle(page);
  await page.screenshot({ path: `${looks}/${name}.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: 'dark' });
  await settle(page);
  await page.screenshot({ path: `${looks}/${name}-dark.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: 'light' });
}

test.setTimeout(150_000); // several people, one after the other

const sizes: readonly (readonly [string, BrowserContextOptions])[] = [
  ['desktop', computer],
  ['phone', handset],
];

for (const [size, device] of sizes) {
  // B-96, B-100, B-101, B-103
  test(`${size}: a guest reads what it is for, gives an address, and takes back and erases by their own link`, async ({
    room,
    felt,
  }) => {
    const owner = await room.page();
    await room.own(owner, team.name);
    const { id, links } = await room.board(owner);
    await saved(owner);

    await owner.getByRole('button', { name: 'Board menu' }).click();
    await owner.getByRole('button', { name: 'What people are told, and how long' }).click();
    const told = owner.getByRole('dialog', { name: 'What people are told' });
    await told.getByLabel('Who runs this').fill('The ticket shop');
    await told.getByLabel('What it will be used for').fill('To mend the queue before spring');
    await told.getByLabel('Kept').selectOption('90');
    await told.getByLabel('Who runs this').focus();
    expect(await serious(owner)).toEqual([]);
    await look(owner, `${size}-settings`);
    await told.getByRole('button', { name: 'Close', exact: true }).click();
    await saved(owner);

    const guest = await room.page(device);
    await guest.goto(links.client);
    const before = guest.getByRole('region', { name: 'Before you write' });
    await expect(before).toContainText('The ticket shop');
    await expect(before).toContainText('To mend the queue before spring');
    await expect(before).toContainText('90 days after the last change');
    await expect(before).toContainText('You may pass, leave');
    expect(await serious(guest)).toEqual([]);
    await look(guest, `${size}-first`);
    await guest.getByRole('textbox', { name: /^Write the first thing/ }).fill(carla.says);
    await guest.getByRole('button', { name: 'Send' }).click();

    const offers = guest.getByRole('group', { name: 'Or a name for today:' });
    await expect(offers.getByRole('button')).toHaveCount(3);
    const pseudonym = (await offers.getByRole('button').first().textContent()) ?? '';
    await offers.getByRole('button').first().click();
    await expect(guest.getByRole('textbox', { name: /^Your name/ })).toHaveValue(pseudonym);
    await guest.getByRole('checkbox', { name: /^May we come back to you/ }).check();
    await guest.getByRole('textbox', { name: 'Your e-mail address' }).fill('carla@example');
    await expect(guest.getByText('That is no e-mail address.')).toBeVisible();
    await guest.getByRole('textbox', { name: 'Your e-mail address' }).fill('carla@example.org');
    await guest.getByRole('button', { name: 'My contributions' }).click();
    const link = await guest.getByRole('textbox', { name: 'Address of your contributions' }).inputValue();
    expect(await scanned(guest.getByRole('img', { name: 'Code that opens your contributions' }))).toBe(link);
    expect(await serious(guest)).toEqual([]);
    await look(guest, `${size}-who`);
    await guest.getByRole('button', { name: 'Go to the board' }).click();
    await write(guest, 'Feels', carla.feels);
    await saved(guest);
    await expect(note(owner, carla.feels)).toBeVisible();

    // The link is all it takes: another browser, and nobody signed in.
    const mine = await room.page(device);
    await mine.goto(link);
    await expect(mine.getByRole('heading', { name: 'My contributions' })).toBeVisible();
    await expect(mine.getByText(`You are “${pseudonym}” there. Run by The ticket shop.`)).toBeVisible();
    expect(await serious(mine)).toEqual([]);
    await look(mine, `${size}-mine`);
    // The secret is off the address, and a reload finds it.
    expect(mine.url()).toBe(`${felt.url}/mine/${id}`);
    await mine.reload();
    await expect(mine.getByText(carla.says)).toBeVisible();

    // Somebody else's browser lists and erases what the link is of, and nothing that was written there.
    const helper = await owner.context().newPage();
    const sent: string[] = [];
    helper.on('request', (request) => request.url().endsWith('/api/mine') && sent.push(request.postData() ?? ''));
    await helper.goto(link);
    await expect(helper.getByText(carla.says)).toBeVisible();
    const own = await helper.evaluate(() => localStorage.getItem('feltboard.own'));
    expect(own).not.toBeNull();
    expect(sent).not.toEqual([]);
    expect(sent.filter((each) => each.includes(own!))).toEqual([]);
    await helper.close();

    // An address that five newer ones have ended says so; where its person is on the board it makes another.
    for (let i = 0; i < 5; i++)
      expect((await guest.request.post(`${felt.url}/api/v1/boards/${id}/mine`, { data: {} })).ok()).toBe(true);
    await mine.reload();
    await expect(mine.getByRole('heading', { name: 'This address opens nothing' })).toBeVisible();
    await expect(mine.getByRole('button', { name: 'Make a new address' })).toHaveCount(0);
    const dead = await guest.context().newPage();
    await dead.goto(link);
    await expect(dead.getByRole('button', { name: 'Make a new address' })).toBeVisible();
    expect(await serious(dead)).toEqual([]);
    await look(dead, `${size}-dead`);
    await dead.getByRole('button', { name: 'Make a new address' }).press('Enter');
    await expect(dead.getByText(carla.says)).toBeVisible();
    expect(dead.url()).toBe(`${felt.url}/mine/${id}`);
    await dead.close();
    // So does the board, which shows none that is dead.
    await guest.getByRole('button', { name: /^People, / }).click();
    const about = guest.getByRole('dialog', { name: 'People' });
    await about.getByRole('button', { name: 'My contributions' }).click();
    const next = await about.getByRole('textbox', { name: 'Address of your contributions' }).inputValue();
    expect(next).not.toBe(link);
    await guest.keyboard.press('Escape');
    await mine.goto(next);
    await mine.getByRole('button', { name: `Take back “${carla.says}”` }).click();
    await expect(note(owner, carla.says)).toHaveCount(0);
    await mine.getByRole('button', { name: 'Undo' }).click();
    await expect(note(owner, carla.says)).toBeVisible();
    await mine.getByRole('button', { name: `Erase “${carla.says}” for good` }).click();
    const sure = mine.getByRole('dialog', { name: 'Erase this note for good?' });
    await expect(sure).toContainText('Nobody can undo this');
    expect(await serious(mine)).toEqual([]);
    await look(mine, `${size}-sure`);
    await sure.getByRole('button', { name: 'Erase for good' }).click();
    await expect(mine.getByText(carla.says)).toHaveCount(0);
    await expect(owner.getByText(carla.says)).toHaveCount(0);

    // Also once the link lets nobody in any more.
    const ended = await owner.request.delete(`${felt.url}/api/v1/boards/${id}/links/client`);
    expect(ended.ok(), await ended.text()).toBe(true);
    await mine.reload();
    await mine.getByRole('button', { name: 'Erase everything for good' }).click();
    await mine
      .getByRole('dialog', { name: 'Erase everything for good?' })
      .getByRole('button', { name: 'Erase for good' })
      .click();
    await expect(mine.getByText('Everything you contributed is erased.').first()).toBeVisible();
    await expect(owner.getByText(carla.feels)).toHaveCount(0);
    await owner.reload(); // what was announced is not said again
    await saved(owner);
    await expect(owner.getByText(pseudonym)).toHaveCount(0);
  });
}

// B-102
test('a name that looks like the facilitator’s carries what the board knows, wherever it stands', async ({ room }) => {
  const owner = await room.page();
  await room.own(owner, team.name);
  const { links } = await room.board(owner);
  const guest = await room.page();
  await guest.goto(links.client);
  await guest.getByRole('textbox', { name: /^Write the first thing/ }).fill(dora.says);
  await guest.getByRole('button', { name: 'Send' }).click();
  await guest.getByRole('textbox', { name: /^Your name/ }).fill(team.name.replaceAll('a', 'а')); // Cyrillic
  await guest.getByRole('button', { name: 'Go to the board' }).click();
  await saved(guest);
  await expect(note(owner, dora.says)).toContainText(/Guest P1 · /);
  await guest.getByRole('button', { name: /^People, / }).click();
  await expect(guest.getByRole('dialog', { name: 'People' })).toContainText('Facilitator T1 · ');
});

// B-104
test('where notes begin anonymous, the first one goes without a name, and so do the next', async ({ room }) => {
  const owner = await room.page();
  await room.own(owner, team.name);
  const { links } = await room.board(owner);
  await saved(owner);
  await owner.getByRole('button', { name: 'Board menu' }).click();
  await owner.getByRole('button', { name: 'What people are told, and how long' }).click();
  const told = owner.getByRole('dialog', { name: 'What people are told' });
  await told.getByRole('switch', { name: /^Notes begin anonymous/ }).check();
  await told.getByRole('button', { name: 'Close', exact: true }).click();
  await saved(owner);
  const guest = await room.page();
  await guest.goto(links.client);
  await expect(guest.getByRole('region', { name: 'Before you write' })).toBeVisible();
  await guest.getByRole('textbox', { name: /^Write the first thing/ }).fill(dora.says);
  await guest.getByRole('button', { name: 'Send' }).click();
  await expect(note(owner, dora.says)).toContainText('Anonymous');
  await guest.getByRole('button', { name: 'Go to the board' }).click();
  await expect(guest.getByRole('button', { name: 'Anonymous', pressed: true })).toBeVisible();
});

test('a deleted board goes from the list, and comes back from there', async ({ room }) => {
  const owner = await room.page();
  await room.own(owner, team.name);
  await room.board(owner);
  await saved(owner);
  await owner.getByRole('button', { name: 'Board menu' }).click();
  await owner.getByRole('button', { name: 'What people are told, and how long' }).click();
  const told = owner.getByRole('dialog', { name: 'What people are told' });
  await told.getByRole('button', { name: 'Delete this board' }).click();
  await told.getByRole('button', { name: 'Delete it' }).click();
  await expect(owner).toHaveURL(/\/$/);
  await owner.getByText('Deleted boards (1)').click();
  expect(await serious(owner)).toEqual([]);
  await look(owner, 'home-deleted');
  await owner.getByRole('button', { name: `Bring back “${ticketShop.title}”` }).click();
  await expect(owner.getByRole('link', { name: new RegExp(ticketShop.title) })).toBeVisible();
});
