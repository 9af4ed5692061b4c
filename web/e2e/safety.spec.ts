import { mkdtemp, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { composer, edit, join, note, saved, state, turnTo, write, zone } from './board.ts';
import { ticketShop } from './story.ts';
import { expect, handset, test } from './test.ts';
import { records } from './wire.ts';

const { carla, team } = ticketShop;

test('the server is killed while two people type: nothing is lost, and no page reloads', async ({ room, felt }) => {
  const owner = await room.owner();
  const { id, links } = await room.board(owner);
  const guest = await room.page(handset);
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  await write(owner, 'Thinks', team.believes);
  await turnTo(guest, 'Thinks');
  const loads: string[] = [];
  for (const page of [owner, guest]) page.on('load', () => loads.push(page.url()));

  const [left, right] = [await edit(owner, team.believes), await edit(guest, team.believes)];
  await left.press('Control+Home');
  await right.press('Control+End');
  const before = 'Mia noted on the morning of the sale: ';
  const after = ' They say so themselves, again and again.';
  const typing = Promise.all([
    left.pressSequentially(before, { delay: 30 }),
    right.pressSequentially(after, { delay: 30 }),
  ]);
  await expect(left).toHaveValue(/^Mia noted/);
  await felt.kill();
  await typing;
  for (const page of [owner, guest]) await expect(state(page)).toHaveText('Offline');
  await expect(owner.getByText('kept on this device and will send')).toBeVisible();
  await right.press('Enter');
  await write(guest, 'Feels', carla.feels);

  await felt.start();
  for (const page of [owner, guest]) await saved(page);
  const both = before + team.believes + after;
  await expect(note(owner, both)).toBeVisible();
  await expect(note(zone(owner, 'Feels'), carla.feels)).toBeVisible();
  await turnTo(guest, 'Thinks');
  await expect(note(guest, both)).toBeVisible();
  const texts = (await records(owner, id, 'note')).map((each) => each.f['text']);
  expect(texts.sort()).toEqual([both, carla.feels, carla.says].sort());
  expect(loads).toEqual([]);
});

test('the browser is killed with 50 changes not sent: all arrive, once', async ({ room, felt, playwright }) => {
  const owner = await room.owner();
  const { id, links } = await room.board(owner);
  const profile = await mkdtemp(path(tmpdir(), 'feltboard-profile-'));
  const open = async (): Promise<BrowserContext> => {
    const options = test.info().project.use;
    const context = await playwright.chromium.launchPersistentContext(profile, {
      ...options.launchOptions,
      ...handset,
    });
    room.watch(context);
    return context;
  };
  try {
    // They joined some time ago: Chromium writes cookies down only every half minute, or when it is closed.
    const earlier = await open();
    await join(await pageOf(earlier), links.client, { words: carla.says, zone: 'Says', name: carla.name });
    await earlier.close();
    const first = await open();
    const guest = await pageOf(first);
    await guest.goto(`${felt.url}/b/${id}`);
    await saved(guest);
    const words = Array.from({ length: 50 }, (_, i) => `${i + 1}. ${ticketShop.statements[i]?.text}`);

    await felt.kill();
    await expect(state(guest)).toHaveText('Offline');
    await turnTo(guest, 'Feels');
    for (const text of words) {
      await composer(guest).fill(text);
      await composer(guest).press('Enter');
    }
    await expect(guest.getByText('50 changes are kept on this device')).toBeVisible();
    await endBrowser(profile, first);

    await felt.start();
    const second = await open();
    const again = await pageOf(second);
    await again.goto(`${felt.url}/b/${id}`);
    await turnTo(again, 'Feels');
    await expect(note(again, words[49] ?? '')).toBeAttached();
    await saved(again);
    const notes = (await records(owner, id, 'note')).map((each) => each.f['text']);
    expect(notes.sort()).toEqual([carla.says, ...words].sort());
    const members = await records(owner, id, 'member');
    expect(members.map((each) => each.f['name']).sort()).toEqual([carla.name, team.name].sort());
    await second.close();
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
});

/** The page that a browser opens with. */
async function pageOf(context: BrowserContext): Promise<Page> {
  return context.pages()[0] ?? (await context.newPage());
}

/** Kills the browser that uses this profile, and waits until it is gone. */
async function endBrowser(profile: string, context: BrowserContext): Promise<void> {
  const pid = Number((await readlink(path(profile, 'SingletonLock'))).split('-').at(-1));
  const gone = new Promise((resolve) => context.once('close', resolve));
  process.kill(pid, 'SIGKILL');
  await gone;
}

test('a browser that lost cookie and localStorage finds its way back, with what it had not sent', async ({
  room,
  felt,
}) => {
  const owner = await room.owner();
  const { id, links } = await room.board(owner);
  const guest = await room.page(handset);
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  await felt.kill();
  await expect(state(guest)).toHaveText('Offline');
  await say(guest, carla.feels);
  // What a browser keeps that is killed within half a minute of joining: IndexedDB alone.
  await guest.context().clearCookies();
  await guest.evaluate(() => localStorage.clear());
  await felt.start();
  await guest.goto(`${felt.url}/b/${id}`);
  await saved(guest);
  await expect(note(zone(owner, 'Feels'), carla.feels)).toBeVisible();
  expect((await records(owner, id, 'note')).map((each) => each.f['text']).sort()).toEqual(
    [carla.says, carla.feels].sort(),
  );
});

test('a line that is being filled in is saved when the page goes', async ({ room }) => {
  const owner = await room.owner();
  const { id } = await room.board(owner);
  await saved(owner);
  await owner.getByRole('button', { name: /^People/ }).click();
  await owner.getByRole('textbox', { name: 'Your name on this board' }).fill('Mia, product');
  await owner.reload();
  await saved(owner);
  await expect
    .poll(async () => (await records(owner, id, 'member')).map((each) => each.f['name']))
    .toEqual(['Mia, product']);
});

test('a second tab works beside the first', async ({ room }) => {
  const owner = await room.owner();
  const { id, links } = await room.board(owner);
  const one = await room.page(handset);
  await join(one, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  const two = await one.context().newPage();
  await two.goto(links.client);
  await saved(two);

  await say(one, carla.feels);
  await say(two, carla.does);
  for (const page of [one, two]) {
    await expect(note(page, carla.feels)).toBeVisible();
    await expect(note(page, carla.does)).toBeVisible();
    await saved(page);
  }
  const field = await edit(two, carla.feels);
  await field.press('Control+End');
  await field.pressSequentially(' And again.');
  await expect(note(one, `${carla.feels} And again.`)).toBeVisible();

  await one.close();
  await say(two, ticketShop.dora.does);
  await saved(two);
  const members = await records(owner, id, 'member');
  expect(members.map((each) => each.f['name']).sort()).toEqual([carla.name, team.name].sort());
});

function say(page: Page, words: string): Promise<void> {
  return write(page, 'Feels', words);
}
