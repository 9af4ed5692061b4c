import { readFile } from 'node:fs/promises';
import type { Page, WebSocketRoute } from '@playwright/test';
import { serious } from './axe.ts';
import { composer, edit, join, note, saved, state, turnTo, write, zone } from './board.ts';
import { ticketShop } from './story.ts';
import { expect, handset, test } from './test.ts';
import { records } from './wire.ts';

const { carla, dora, team } = ticketShop;

async function texts(page: Page, board: string): Promise<unknown[]> {
  return (await records(page, board, 'note')).map((each) => each.f['text']).sort();
}

/** Types at one end of a note that is not being edited yet. */
async function type(page: Page, words: string, where: 'Home' | 'End', more: string): Promise<void> {
  const field = await edit(page, words);
  await field.press(`Control+${where}`);
  await field.pressSequentially(more);
  await field.press(await page.evaluate(() => (matchMedia('(pointer: coarse)').matches ? 'Enter' : 'Escape')));
}

test('an older copy of the data is put in place under two people: both give back what it lacks, once (F14, R-33)', async ({
  room,
  felt,
}) => {
  const owner = await room.owner();
  const { id, links } = await room.board(owner);
  const guest = await room.page(handset);
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  await write(owner, 'Thinks', team.believes);
  for (const page of [owner, guest]) await saved(page);
  const loads: string[] = [];
  for (const page of [owner, guest]) page.on('load', () => loads.push(page.url()));

  await felt.stop();
  await felt.copy();
  await felt.start();
  for (const page of [owner, guest]) await saved(page);

  // All of this the copy lacks: two notes, a guest's words and a facilitator's in one note, and a deletion.
  await turnTo(guest, 'Thinks');
  await write(owner, 'Thinks', team.notes);
  await type(guest, team.notes, 'End', ' So do we.');
  await saved(guest);
  await expect(note(owner, `${team.notes} So do we.`)).toBeVisible();
  await type(owner, team.believes, 'Home', 'Mia: ');
  await saved(owner);
  await expect(note(guest, `Mia: ${team.believes}`)).toBeVisible();
  await type(guest, `Mia: ${team.believes}`, 'End', ' We say so, too.');
  await write(guest, 'Feels', carla.feels);
  await write(owner, 'Feels', dora.says);
  for (const page of [owner, guest]) await saved(page);
  const before = await texts(owner, id);
  expect(before).toEqual(
    [carla.says, carla.feels, dora.says, `Mia: ${team.believes} We say so, too.`, `${team.notes} So do we.`].sort(),
  );

  await felt.stop();
  for (const page of [owner, guest]) await expect(state(page)).toHaveText('Offline');
  await composer(owner).fill(dora.does);
  await composer(owner).press('Enter');
  await felt.restore();
  await felt.start();
  for (const page of [owner, guest]) await saved(page);
  await expect.poll(() => texts(owner, id)).toEqual([...before, dora.does].sort());
  await expect(note(zone(owner, 'Thinks'), `Mia: ${team.believes} We say so, too.`)).toBeVisible();
  await turnTo(guest, 'Thinks');
  await expect(note(guest, `${team.notes} So do we.`)).toBeVisible();
  for (const page of [owner, guest]) await expect(page.getByRole('heading', { name: 'Given back' })).toHaveCount(0);
  expect(loads).toEqual([]);
});

test('words in a note whose author is away wait in the tray, and go back with the note', async ({ room, felt }) => {
  const owner = await room.owner();
  const { id, links } = await room.board(owner);
  const mate = await room.page();
  await mate.goto(links.team);
  await mate.getByRole('textbox', { name: 'Your name' }).fill('Noor');
  await mate.getByRole('button', { name: 'Go to the board' }).click();
  await write(owner, 'Thinks', team.believes);
  for (const page of [owner, mate]) await saved(page);
  await felt.stop();
  await felt.copy();
  await felt.start();
  for (const page of [owner, mate]) await saved(page);

  await write(mate, 'Thinks', team.notes);
  await saved(mate);
  await type(owner, team.notes, 'End', ' And nobody told them before.');
  await saved(owner);
  await expect(note(mate, `${team.notes} And nobody told them before.`)).toBeVisible();
  await mate.goto('about:blank');
  await felt.stop();
  await felt.restore();
  await felt.start();
  await saved(owner);

  const tray = owner.getByRole('region', { name: 'Given back to you' });
  await expect(tray).toContainText('And nobody told them before.');
  await expect(note(owner, team.notes)).toHaveCount(0);
  expect(await serious(owner)).toEqual([]);
  await owner.reload();
  await expect(tray).toContainText('And nobody told them before.');

  await mate.goto(`${felt.url}/b/${id}`);
  await saved(mate);
  await expect(note(owner, `${team.notes} And nobody told them before.`)).toBeVisible();
  await expect(tray).toHaveCount(0);
  const both = [team.believes, `${team.notes} And nobody told them before.`].sort();
  await expect.poll(() => texts(owner, id)).toEqual(both);
});

test('a page that its server does not understand offers what was written as a file', async ({ room }) => {
  const owner = await room.owner();
  let line: WebSocketRoute | undefined;
  await owner.routeWebSocket(/\/ws\/boards\//, (ws) => {
    line = ws;
    ws.connectToServer();
  });
  await room.board(owner);
  await write(owner, 'Thinks', team.believes);
  await saved(owner);
  await line?.close({ code: 4001 });
  const button = owner.getByRole('button', { name: 'Download my changes' });
  await expect(button).toBeVisible();
  expect(await serious(owner)).toEqual([]);
  const [file] = await Promise.all([owner.waitForEvent('download'), button.click()]);
  expect(file.suggestedFilename()).toMatch(/^feltboard-\d{4}-\d\d-\d\d\.txt$/);
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toContain(`Saved lately\n\n- ${team.believes}`);
  const data = JSON.parse(text.slice(text.indexOf('{'))) as { readonly saved: readonly unknown[] };
  expect(data.saved).not.toEqual([]);
});
