import { rm, writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import { join, note, saved } from './board.ts';
import { secrets } from './secrets.ts';
import { ticketShop } from './story.ts';
import { expect, handset, test } from './test.ts';

// S-1, S-25: every test looks for its people's secrets where nobody may find them. Here they are put there, and are found.
test('a secret is found wherever it must not be', async ({ room, felt }) => {
  const { says, name } = ticketShop.carla;
  const owner = await room.owner();
  const { links } = await room.board(owner);
  const key = new URL(links.client).hash.slice(3);
  const guest = await room.page(handset);
  await join(guest, links.client, { words: says, zone: 'Says', name });
  await expect(note(owner, says)).toBeVisible();
  const [cookie] = await guest.context().cookies();
  const token = cookie?.value ?? '';

  // Without it nothing is found: they are known, and stand nowhere.
  await secrets.cookies(guest.context());
  expect(await felt.leaks()).toEqual([]);
  expect(secrets.told()).toEqual([]);

  // In the log.
  expect(await felt.leaks(`${felt.log}${key}`)).toEqual(['the log holds a link of a new board']);
  expect(await felt.leaks(`${felt.log}${token}`)).toEqual([`the log holds cookie ${cookie?.name}`]);
  expect(await felt.leaks(`${felt.log}${says}`)).toEqual([`the log holds what somebody wrote: ${says}`]);
  // In a file.
  const planted = path(felt.dir, 'planted');
  await writeFile(planted, `\0${token}\0`);
  expect(await felt.leaks()).toEqual([`planted holds cookie ${cookie?.name}`]);
  await rm(planted);
  // In an address, and in Referer.
  await guest.evaluate((key) => fetch(`/healthz?${key}`), key);
  expect(secrets.told()).toEqual([expect.stringContaining('an address holds a link of a new board')]);
  await guest.evaluate((key) => fetch('/healthz', { referrer: `/b?${key}`, referrerPolicy: 'unsafe-url' }), key);
  expect(secrets.told()).toContainEqual(expect.stringContaining('Referer holds a link of a new board'));
  // Over somebody's live connection.
  await join(await room.page(), links.client, {
    words: `This is the key: ${key}`,
    zone: 'Says',
    name: ticketShop.gus.name,
  });
  await saved(owner);
  await expect(note(owner, key)).toBeVisible();
  expect(secrets.told()).toContainEqual(expect.stringMatching(/ is sent a link of a new board$/));
  secrets.clear();
});
