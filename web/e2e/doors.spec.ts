import type { BrowserContextOptions, Locator, Page } from '@playwright/test';
import { serious } from './axe.ts';
import { settle } from './picture.ts';
import { goIn, note, saved, write } from './board.ts';
import { test } from './lan.ts';
import { scanned } from './qr.ts';
import { ticketShop } from './story.ts';
import { computer, expect, handset } from './test.ts';

const { carla, dora } = ticketShop;
const looks = process.env['LOOKS'];

/** A picture to look at, where a folder for it is named. */
async function look(page: Page, name: string): Promise<void> {
  if (looks === undefined) return;
  await page.screenshot({ path: `${looks}/${name}.png` });
  await page.emulateMedia({ colorScheme: 'dark' });
  await settle(page);
  await page.screenshot({ path: `${looks}/${name}-dark.png` });
  await page.emulateMedia({ colorScheme: 'light' });
}

async function people(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^People, / }).click();
  const dialog = page.getByRole('dialog', { name: 'People' });
  await dialog
    .getByRole('switch', { name: /Ask before anybody new/ })
    .or(dialog.getByRole('list'))
    .first()
    .waitFor();
  return dialog;
}

test.setTimeout(120_000); // several people, one after the other

const sizes: readonly (readonly [string, BrowserContextOptions])[] = [
  ['desktop', computer],
  ['phone', handset],
];

for (const [size, device] of sizes) {
  test(`${size}: who comes by a link waits, says who they are, and is let in with their first words`, async ({
    room,
    felt,
  }) => {
    const owner = await room.page(device);
    await room.own(owner, ticketShop.team.name);
    const { id, links } = await room.board(owner);
    let dialog = await people(owner);
    await dialog.getByRole('switch', { name: /Ask before anybody new/ }).check();
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    await saved(owner);

    const guest = await room.page(device);
    await guest.goto(links.client);
    await expect(guest.getByRole('heading', { name: 'You are at the door' })).toBeVisible();
    await expect(guest.locator('body')).not.toContainText(ticketShop.title);
    await guest.getByRole('textbox', { name: /^Your name/ }).fill(carla.name);
    await guest.getByRole('textbox', { name: /^Your first words/ }).fill(carla.says);
    await expect(guest.getByText('They see that name now.')).toBeVisible();
    await guest.getByRole('checkbox', { name: /Send as soon as I am in/ }).check();
    expect(await serious(guest)).toEqual([]);
    await look(guest, `waiting-${size}`);

    // The facilitator is told where they are, and on the button.
    await expect(owner.getByText(`${carla.name} waits to be let in, as a customer`)).toBeVisible();
    await expect(owner.getByRole('button', { name: 'People, 1 here, 1 at the door' })).toBeVisible();
    expect(await serious(owner)).toEqual([]);
    await look(owner, `knock-${size}`);
    dialog = await people(owner);
    await dialog.getByRole('button', { name: `Do not let ${carla.name} in` }).click();
    await expect(guest.getByRole('heading', { name: 'You cannot come in just now' })).toBeVisible();
    await expect(guest.getByText(carla.says)).toBeVisible();
    expect(await serious(guest)).toEqual([]);
    await look(guest, `declined-${size}`);
    await dialog.getByText(/Not let in, or removed/).click();
    expect(await serious(owner)).toEqual([]);
    await look(owner, `door-${size}`);
    await dialog.getByRole('button', { name: `Let ${carla.name} back in` }).press('Enter');
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();

    // What they wrote meanwhile goes by itself.
    await expect(note(owner, carla.says)).toBeVisible({ timeout: 20_000 });
    await expect(guest.getByRole('button', { name: 'Go to the board' })).toBeVisible();
    await guest.getByRole('button', { name: 'Go to the board' }).click();
    await expect(note(guest, carla.says)).toBeVisible();

    // Removed in two taps, with what they wrote and a new link; told in plain words; back by undoing it.
    dialog = await people(owner);
    await dialog
      .getByRole('button', { name: new RegExp(`${carla.name}`) })
      .last()
      .click();
    const menu = owner.getByRole('dialog', { name: new RegExp(carla.name) });
    await menu.getByRole('checkbox', { name: /Also delete what they wrote/ }).check();
    await menu.getByRole('checkbox', { name: /Also make a new link/ }).check();
    expect(await serious(owner)).toEqual([]);
    await look(owner, `remove-${size}`);
    await menu.getByRole('button', { name: 'Remove from the board' }).click();
    await expect(guest.getByRole('heading', { name: 'You are no longer on this board' })).toBeVisible();
    await expect(note(guest, carla.says)).toHaveCount(0);
    await expect(owner.getByText(/“Share” shows the new link/)).toBeVisible();
    await guest.goto(`${felt.url}/b/${id}`);
    await expect(guest.getByRole('heading', { name: 'You are no longer on this board' })).toBeVisible();
    expect(await serious(guest)).toEqual([]);
    await look(guest, `removed-${size}`);
    await dialog.getByText(/Not let in, or removed/).click();
    await dialog.getByRole('button', { name: `Let ${carla.name} back in` }).click();
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    await saved(guest); // their page opens by itself
    await expect(note(guest, carla.says)).toHaveCount(0);

    // The old link lets nobody in any more.
    const late = await room.page(device);
    await late.goto(links.client);
    await expect(late.getByRole('heading', { name: 'This link does not open a board' })).toBeVisible();
  });

  test(`${size}: a link with a passphrase, and links one by one`, async ({ room }) => {
    const owner = await room.page(device);
    await room.own(owner, ticketShop.team.name);
    await room.board(owner);
    await owner.getByRole('button', { name: 'Share' }).click();
    const card = owner.getByRole('dialog', { name: 'Invite people' });
    const link = card.getByRole('textbox', { name: 'Link for customers' });
    await card.getByRole('button', { name: 'Make another link for customers' }).click();
    const plain = await link.inputValue();
    const code = await card.getByText(/^[0-9A-Z]{3}-[0-9A-Z]{3}$/).innerText();
    await card.getByText('Options', { exact: true }).click();
    await card.getByRole('textbox', { name: /^Passphrase/ }).fill('seven bridges');
    await card.getByRole('textbox', { name: /^People who may come by it/ }).fill('1');
    await card.getByRole('button', { name: 'Make a link for customers with these' }).press('Enter');
    await expect(card.getByText('Its passphrase: seven bridges')).toBeVisible();
    const special = card.getByRole('textbox', { name: 'Link with limits for customers' });
    const url = await special.inputValue();
    expect(await scanned(card.getByRole('img', { name: 'Code that opens the link with limits for customers' }))).toBe(
      url,
    );
    await expect(card.getByText('lets in 1 person · passphrase', { exact: true })).toBeVisible();
    // What everybody comes by stays what it was.
    expect(url).not.toBe(plain);
    await expect(link).toHaveValue(plain);
    expect(await scanned(card.getByRole('img', { name: 'Code that opens the link for customers' }))).toBe(plain);
    await expect(card.getByText(code)).toBeVisible();
    await card.getByText(/^All links/).click();
    await expect(card.getByText('0 of 1 came by it')).toBeVisible();
    expect(await serious(owner)).toEqual([]);
    await look(owner, `share-${size}`);

    const guest = await room.page(device);
    await guest.goto(url);
    const field = guest.getByRole('textbox', { name: 'Passphrase' });
    await expect(field).toBeFocused();
    await field.fill('six bridges');
    await guest.keyboard.press('Enter');
    await expect(guest.getByRole('alert')).toHaveText(/That is not it/);
    expect(await serious(guest)).toEqual([]);
    await look(guest, `phrase-${size}`);
    await field.fill('seven bridges');
    await guest.keyboard.press('Enter');
    await expect(guest.getByRole('button', { name: 'Send' })).toBeVisible();
    await goIn(guest, { words: carla.says, zone: 'Says', name: carla.name });
    await expect(note(guest, carla.says)).toBeVisible();

    // It is used up: the second hears it, and not that the passphrase is wrong.
    const other = await room.page(device);
    await other.goto(url);
    await other.getByRole('textbox', { name: 'Passphrase' }).fill('seven bridges');
    await other.keyboard.press('Enter');
    await expect(other.getByRole('alert')).toHaveText(/as many as it may/);
    // The code asks for nothing.
    await other.goto(`${new URL(url).origin}/j/${code.replace('-', '')}`);
    await expect(other.getByRole('button', { name: 'Send' })).toBeVisible();
    await goIn(other, { words: dora.says, zone: 'Says', name: dora.name });

    // That one link ends, and who came by it is out.
    await card.getByRole('button', { name: /^End: Customers.*passphrase/ }).click();
    await card.getByRole('button', { name: 'End it' }).click();
    await expect(guest.getByText(/This link no longer works/)).toBeVisible();
    await expect(special).toBeHidden();
    await expect(link).toHaveValue(plain);

    // So is the ordinary one that this device knows; the code goes on standing for the other.
    await card
      .getByRole('button', { name: /^End: Customers/ })
      .last()
      .click();
    await card.getByRole('button', { name: 'End it' }).click();
    await expect(link).toBeHidden();
    await expect(card.getByText(code)).toBeVisible();
  });

  test(`${size}: a person goes on at another device, and is one person`, async ({ room, felt }) => {
    const owner = await room.owner();
    const { id, links } = await room.board(owner);
    const guest = await room.page(device);
    await guest.goto(links.client);
    await goIn(guest, { words: carla.says, zone: 'Says', name: carla.name });
    await saved(guest);
    const dialog = await people(guest);
    await dialog.getByRole('button', { name: 'Continue on another device' }).press('Enter');
    const address = await dialog.getByRole('textbox', { name: 'Address that opens this board as you' }).inputValue();
    const picture = dialog.getByRole('img', { name: 'Code that opens this board as you' });
    expect(await scanned(picture)).toBe(address);
    expect(await serious(guest)).toEqual([]);
    await look(guest, `hand-${size}`);
    const heard: string[] = [];
    const laptop = await room.page(computer);
    laptop.on('request', (request) => heard.push(request.url(), request.postData() ?? ''));
    await laptop.goto(address);
    // Nothing happens before they say so, in words that name whom and where.
    const become = `P1 (${carla.name})`;
    await expect(laptop.getByRole('heading', { name: `Go on here as ${become}?` })).toBeVisible();
    await expect(laptop.getByText(`On the board “${ticketShop.title}”`)).toBeVisible();
    expect(await serious(laptop)).toEqual([]);
    await look(laptop, `hand-ask-${size}`);
    await laptop.reload();
    await expect(laptop.getByRole('heading', { name: `Go on here as ${become}?` })).toBeVisible();
    await expect(owner.getByRole('button', { name: 'People, 2 here' })).toBeVisible();

    // Who is somebody else there stays it, unless they say so twice.
    const other = await room.page(device);
    await other.goto(links.client);
    await goIn(other, { words: dora.says, zone: 'Says', name: dora.name });
    await saved(other);
    const own = async () => other.evaluate(() => localStorage.getItem('feltboard.own'));
    const before = await own();
    await other.goto(address);
    await expect(other.getByText(`You are P2 (${dora.name}) on this board already.`)).toBeVisible();
    expect(await serious(other)).toEqual([]);
    await look(other, `hand-other-${size}`);
    await other.getByRole('button', { name: `Become ${become} instead` }).click();
    const sure = other.getByRole('dialog', { name: `Stop being P2 (${dora.name})?` });
    expect(await serious(other)).toEqual([]);
    await look(other, `hand-sure-${size}`);
    await sure.getByRole('button', { name: /^Stay P2/ }).click();
    await other.getByRole('button', { name: /^Stay P2/ }).click();
    await saved(other);
    await write(other, 'Does', dora.does);
    await expect(note(owner, dora.does)).toContainText(dora.name);
    expect(await own()).toBe(before);
    await other.close();

    // Who is signed in there stays who they are.
    const host = await owner.context().newPage();
    await host.goto(address);
    await expect(host.getByText('Nothing has happened.')).toContainText(`To go on as ${become}, open the address`);
    expect(await serious(host)).toEqual([]);
    await look(host, `hand-signed-in-${size}`);
    await host.getByRole('button', { name: 'Open the board' }).click();
    await expect(host).toHaveURL(`${felt.url}/b/${id}`);
    await host.close();

    await laptop.getByRole('button', { name: `Go on here as ${become}` }).press('Enter');
    await expect(laptop).toHaveURL(`${felt.url}/b/${id}`);
    await saved(laptop);
    const secret = address.split('.').at(-1)!;
    expect(heard.some((each) => each.includes(secret))).toBe(false);

    // Once in the list of people, and their notes are theirs there.
    await expect(owner.getByRole('button', { name: 'People, 2 here' })).toBeVisible();
    await write(laptop, 'Says', carla.feels);
    await expect(note(owner, carla.feels)).toContainText(carla.name);
    const again = await room.page(computer);
    await again.goto(address);
    await expect(again.getByRole('heading', { name: 'This code has been used, or is too old' })).toBeVisible();
    expect(await serious(again)).toEqual([]);
    await look(again, `hand-used-${size}`);
  });
}

test('the card to join by fills a screen in two taps, for late-comers', async ({ room }) => {
  const owner = await room.owner();
  await room.board(owner);
  await owner.getByRole('button', { name: 'Share' }).click();
  const opened = owner.context().waitForEvent('page');
  await owner.getByRole('link', { name: 'Room screen' }).click();
  const screen = await opened;
  await expect(screen.getByRole('region', { name: 'Join in' }).getByRole('img')).toBeVisible();
});

for (const [size, device] of sizes) {
  // B-90, A-38, S-17
  test(`${size}: a link that gives more is asked for, under a name that turns no sentence`, async ({ room }) => {
    const name = 'רות כהן';
    const held = `\u2068${name}\u2069`;
    const owner = await room.page(device);
    await room.own(owner, ticketShop.team.name);
    const { links } = await room.board(owner);
    const guest = await room.page(device);
    await guest.goto(links.client);
    await goIn(guest, { words: carla.says, zone: 'Says', name });
    const dialog = await people(owner);
    await dialog.getByRole('switch', { name: /Ask before anybody new/ }).check();
    await expect(dialog.getByText(/up to 100 wait at a time/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    await saved(owner);

    await guest.goto(links.team);
    await expect(guest.getByText(/this link would put you in the team/)).toBeVisible();
    await expect(guest.getByRole('button', { name: /^People, / })).not.toHaveAccessibleName(/at the door/);
    await look(guest, `asked-${size}`);
    const knock = owner.getByText(`${held} is here already, and asks to join the team`);
    await expect(knock).toBeVisible();
    // What stands after the name stands after it: to its right.
    const [before, after] = await knock.evaluate((node) => {
      const text = [...node.childNodes].find((each) => each.textContent?.includes('asks')) as Text;
      const at = (words: string): number => {
        const range = document.createRange();
        const from = text.data.indexOf(words);
        range.setStart(text, from);
        range.setEnd(text, from + words.length);
        return range.getBoundingClientRect().left;
      };
      return [at('\u05e8'), at('is here')];
    });
    expect(before).toBeLessThan(after);
    expect(await serious(owner)).toEqual([]);
    await look(owner, `asks-${size}`);
    await owner.getByRole('button', { name: `Allow it to ${held}` }).click();
    await expect(owner.getByText(`${held} is in the team now`)).toBeVisible();
    await look(owner, `allowed-${size}`);
  });
}
