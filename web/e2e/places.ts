import type { BrowserContextOptions, Page } from '@playwright/test';
import { composer, edit, note, openMenu, saved, state, turnTo } from './board.ts';
import { Feltboard } from './feltboard.ts';
import { ticketShop } from './story.ts';
import { expect, type Room } from './test.ts';
import { toStep } from './wire.ts';

const { carla, team } = ticketShop;

/** What the guest says; nobody has said it on the demo board. */
const fresh = 'It logged me out while I looked for my card, and the seats were gone.';

/** Looks at a page in a certain state. */
export type Look = (page: Page, name: string) => Promise<void>;

/** Leads through every page and state of the app, on one kind of device, in a room whose server is fresh. */
export async function tour(room: Room, device: BrowserContextOptions, look: Look): Promise<void> {
  await beginning(room, device, look);
  const demo = new Feltboard(['--demo']);
  const full = room.on(demo);
  try {
    await demo.start();
    await map(full, device, look);
  } finally {
    await full.close();
    await demo.remove();
  }
}

/** From the set-up link to an empty board. */
async function beginning(room: Room, device: BrowserContextOptions, look: Look): Promise<void> {
  const stranger = await room.page(device);
  await stranger.goto(room.felt.url);
  await expect(stranger.getByRole('heading', { name: 'Almost there' })).toBeVisible();
  await look(stranger, 'home-without-owner');

  const owner = await room.page(device);
  await owner.goto(room.felt.setup);
  await owner.getByRole('textbox', { name: 'Your name' }).fill(team.name);
  await look(owner, 'setup');
  await owner.getByRole('button', { name: 'Start' }).click();
  await expect(owner.getByRole('radio').first()).toBeAttached();
  await look(owner, 'home-first-board');
  await owner.getByRole('textbox', { name: 'What is it about?' }).fill(ticketShop.title);
  await owner.getByRole('button', { name: 'Start' }).click();
  const link = owner.getByRole('textbox', { name: 'Link for customers' });
  await expect(link).toBeVisible();
  await look(owner, 'card');
  const client = await link.inputValue();
  await owner.getByRole('link', { name: 'Open the board' }).click();
  await saved(owner);
  await look(owner, 'board-empty-owner');
  await room.board(owner, 'empathy-map-canvas');
  await saved(owner);
  await look(owner, 'canvas-owner');

  const guest = await room.page(device);
  await guest.goto(client);
  await guest.getByRole('button', { name: 'Read first' }).click();
  await saved(guest);
  await look(guest, 'board-empty-guest');

  await stranger.goto(room.felt.url);
  await expect(stranger.getByRole('heading', { name: 'Take part in a board' })).toBeVisible();
  await look(stranger, 'home-stranger');
  await stranger.goto(`${client.slice(0, -3)}AAA`);
  await expect(stranger.getByRole('heading', { name: 'This link does not open a board' })).toBeVisible();
  await look(stranger, 'not-found');
}

/** The demo board, where sixty statements lie. */
async function map(room: Room, device: BrowserContextOptions, look: Look): Promise<void> {
  const owner = await room.page(device);
  await room.own(owner, team.name);
  await owner.goto(room.felt.url);
  await expect(owner.getByRole('heading', { name: 'Your boards' })).toBeVisible();
  await look(owner, 'home');
  await owner.getByRole('button', { name: 'New board' }).click();
  await expect(owner.getByRole('heading', { name: 'New board' })).toBeVisible();
  await look(owner, 'start');
  await owner.getByRole('button', { name: 'Cancel' }).click();

  const guest = await room.page(device);
  const link = room.felt.link(/as a guest\s+(\S+)/);
  await guest.goto(link);
  await guest.getByRole('group', { name: 'Where does it belong?' }).waitFor();
  await guest.getByRole('textbox').fill(fresh);
  await look(guest, 'join');
  await guest.getByRole('button', { name: 'Send' }).click();
  await guest.getByText('Sent. It is on the board.').waitFor();
  await look(guest, 'join-name');
  await guest.getByRole('button', { name: 'Go to the board' }).click();
  await saved(guest);
  await look(guest, 'board-guest');
  await guest.getByRole('button', { name: /^People/ }).click();
  await look(guest, 'people-guest');
  await guest.keyboard.press('Escape');

  await owner.getByRole('link', { name: new RegExp(ticketShop.title) }).click();
  await saved(owner);
  await look(owner, 'board');
  await themes(owner, 'themes', look);
  await themes(guest, 'themes-guest', look);
  await drawers(owner, look);
  await lists(owner, guest, look);

  await toStep(owner, new URL(owner.url()).pathname.split('/').at(-1) ?? '', 'Write');
  await guest.getByText('Only you can read this until the reveal.').waitFor();
  await composer(guest).fill(carla.feels);
  await composer(guest).press('Enter');
  await expect(note(guest, carla.feels)).toBeVisible();
  await look(guest, 'private-guest');
  await look(owner, 'private-owner');

  await room.felt.kill();
  await expect(state(guest)).toHaveText('Offline', { timeout: 15_000 });
  await composer(guest).fill(carla.does);
  await composer(guest).press('Enter');
  await look(guest, 'offline');
}

/** What belongs together: on a phone one card at a time, and the themes. */
async function themes(page: Page, name: string, look: Look): Promise<void> {
  await page.getByRole('button', { name: /^Themes/ }).click();
  await page.getByRole('group', { name: 'Themes' }).waitFor();
  await look(page, name);
  await page.getByRole('button', { name: 'Map', exact: true }).click();
}

async function drawers(owner: Page, look: Look): Promise<void> {
  await owner.getByRole('button', { name: 'Insights' }).click();
  await owner.getByRole('dialog', { name: 'Insights' }).waitFor();
  await look(owner, 'insights');
  await owner.getByRole('button', { name: 'Wrap up and export' }).click();
  await owner.getByRole('region', { name: 'Backlog items' }).waitFor();
  await look(owner, 'wrap-up');
  await owner.getByRole('link', { name: 'Actions', exact: true }).click();
  await owner.getByRole('group', { name: 'Actions by state' }).waitFor();
  await look(owner, 'actions');
  await owner.getByRole('link', { name: 'Matrix', exact: true }).click();
  await owner.getByRole('region', { name: 'Not placed yet' }).waitFor();
  await look(owner, 'matrix');
  await owner.getByRole('button', { name: 'Back to the board' }).click();
  await owner.getByRole('button', { name: 'Insights' }).click();
  await owner.getByRole('button', { name: /^Buyers lose their seats/ }).click();
  await owner.getByRole('dialog', { name: 'Insight' }).waitFor();
  await look(owner, 'insight');
  await owner.getByRole('button', { name: 'Hold the seats while the buyer is paying' }).click();
  await owner.getByRole('dialog', { name: 'Action' }).waitFor();
  await look(owner, 'action');
  await owner.getByRole('button', { name: 'Preview and export' }).click();
  await owner.getByRole('link', { name: 'Download .md' }).waitFor();
  await look(owner, 'export');
  await owner.getByRole('dialog', { name: 'The backlog item' }).getByRole('button', { name: 'Close' }).click();
  await owner.getByRole('dialog', { name: 'Action' }).getByRole('button', { name: 'Close' }).click();
}

async function lists(owner: Page, guest: Page, look: Look): Promise<void> {
  await turnTo(owner, 'Thinks');
  await note(owner, team.believes).press('b');
  const backing = owner.getByRole('dialog', { name: 'What do customers say about it?' });
  await backing.waitFor();
  await look(owner, 'backing');
  // Known: after this tour of drawers the dialog goes when the window becomes as small as a phone (not so by itself).
  if (await backing.isVisible()) await backing.getByRole('button', { name: 'Close' }).click();
  await turnTo(owner, 'Says');
  const first = note(owner, carla.says);
  await edit(guest, fresh);
  await look(guest, 'editing-guest');
  await guest.keyboard.press('Escape');
  const menu = await openMenu(owner, first);
  await look(owner, 'note-menu');
  await menu.getByRole('menuitem', { name: 'Select' }).click();
  await owner.getByRole('toolbar').waitFor();
  await look(owner, 'selected');
  await owner.keyboard.press('Escape');
  await owner.getByRole('button', { name: /^People/ }).click();
  await look(owner, 'people');
  await owner.keyboard.press('Escape');
  await owner.getByRole('button', { name: 'Share' }).click();
  await owner.getByRole('region', { name: 'Invite people' }).waitFor();
  await look(owner, 'share');
  await owner.keyboard.press('Escape');
  await owner.getByRole('button', { name: 'Board menu' }).click();
  await look(owner, 'settings');
  await owner.keyboard.press('Escape');
}
