import type { Browser, Page } from '@playwright/test';
import { createServer, type AddressInfo } from 'node:net';
import { composer, edit, join, note, saved, state, turnTo, write, zone } from './board.ts';
import { Feltboard } from './feltboard.ts';
import { ticketShop } from './story.ts';
import { expect, handset, Room, test } from './test.ts';
import { Wall, type Habits } from './wall.ts';

// People whose company lets no websocket through (realtime/SPEC.md §7).

const { carla, team } = ticketShop;

/** A server with a wall before it for some; gives both up at the end. */
async function behind(browser: Browser, habits: Habits, act: (room: Room, wall: Wall) => Promise<void>): Promise<void> {
  const wall = new Wall(habits);
  await wall.start();
  const addr = `127.0.0.1:${await freePort()}`;
  const felt = new Feltboard(['--base-url', `http://${addr},${wall.url}`], addr);
  const room = new Room(browser, felt);
  try {
    await felt.start();
    wall.before(`http://${addr}`);
    await act(room, wall);
  } finally {
    await room.close();
    await wall.stop();
    await felt.remove();
  }
  // Browsers say themselves that a line was refused or cut; nothing else may be wrong.
  expect(room.complaints.filter((text) => !/WebSocket connection to|net::ERR_/.test(text))).toEqual([]);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Opens the board anew and waits until it is live, for five seconds at most. */
async function enters(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(state(page)).toHaveText('Saved', { timeout: 5000 });
}

const walls: readonly (readonly [string, Habits])[] = [
  ['refuses websockets', { upgrades: 'refused' }],
  ['cuts websockets after a second', { upgrades: 'cut after 1 s' }],
  ['never answers websockets', { upgrades: 'never answered' }],
  ['refuses websockets and keeps answers back', { upgrades: 'refused', buffers: true }],
];

for (const [what, habits] of walls) {
  test(`two people, one behind a proxy that ${what}`, async ({ browser }) => {
    test.setTimeout(120_000);
    await behind(browser, habits, async (room, wall) => {
      const owner = await room.owner();
      const { id, links } = await room.board(owner);
      const guest = await room.page(handset);
      const inside = links.client.replace(room.felt.url, wall.url);
      expect(inside).not.toBe(links.client);
      await join(guest, inside, { words: carla.says, zone: 'Says', name: carla.name });
      await expect(note(zone(owner, 'Says'), carla.says)).toBeVisible();

      await enters(guest, `${wall.url}/b/${id}`);
      await write(owner, 'Thinks', team.believes);
      await turnTo(guest, 'Thinks');
      await expect(note(guest, team.believes)).toBeVisible();
      await write(guest, 'Feels', carla.feels);
      await expect(note(zone(owner, 'Feels'), carla.feels)).toBeVisible();

      // both type into the same note
      await turnTo(guest, 'Thinks');
      const [left, right] = [await edit(owner, team.believes), await edit(guest, team.believes)];
      await left.press('Control+Home');
      await right.press('Control+End');
      const before = 'Mia noted on the morning of the sale: ';
      const after = ' They say so themselves, again and again.';
      await Promise.all([left.pressSequentially(before, { delay: 30 }), right.pressSequentially(after, { delay: 30 })]);
      const both = before + team.believes + after;
      await expect(left).toHaveValue(both, { timeout: 20_000 });
      await expect(right).toHaveValue(both, { timeout: 20_000 });
      await right.press('Enter');
      for (const page of [owner, guest]) await saved(page);

      // it says how it is connected to who asks, and to nobody else
      await expect(state(guest)).toHaveAttribute('title', 'Connection: stream (websockets don’t get through)', {
        timeout: 20_000,
      });
      await expect(state(owner)).toHaveAttribute('title', 'Connection: live');
      expect(wall.asked).toBeGreaterThan(0);
      await expect(guest.getByText('websocket')).toHaveCount(0);

      // a tunnel
      wall.shut(true);
      await expect(state(guest)).toHaveText('Offline');
      await turnTo(guest, 'Feels');
      await composer(guest).fill('written in a tunnel');
      await composer(guest).press('Enter');
      wall.shut(false);
      await saved(guest);
      await expect(note(zone(owner, 'Feels'), 'written in a tunnel')).toBeVisible();
    });
  });
}
