import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { serious } from './axe.ts';
import { goIn, note, saved } from './board.ts';
import { ticketShop } from './story.ts';
import { expect, handset, test, type Room } from './test.ts';
import { records, speak } from './wire.ts';

const { carla, dora, title, goal } = ticketShop;

/** Makes a board by the API; `owner` is on a page of the server. */
async function make(room: Room, owner: Page, more: object): Promise<{ id: string; links: Record<string, string> }> {
  const data = { template: 'empathy-map', title, goal, ...more };
  const answer = await owner.request.post(`${room.felt.url}/api/v1/boards`, { data });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as { id: string; links: Record<string, string> };
}

async function menu(page: Page, act: string): Promise<void> {
  await page.getByRole('button', { name: 'Board menu' }).click();
  await page.getByRole('dialog', { name: 'Board menu' }).getByRole('button', { name: act }).click();
}

test('from “New board” to a running session with its join card is three clicks', async ({ room }) => {
  const owner = await room.owner();
  await make(room, owner, {});
  await owner.goto(room.felt.url);
  await owner.getByRole('button', { name: 'New board' }).click();
  await expect(owner.getByRole('radio')).toHaveCount(3);
  await owner.getByText('Client-led design session').click();
  await owner.getByRole('button', { name: 'Start', exact: true }).click();
  const link = owner.getByRole('textbox', { name: 'Link for customers' });
  await expect(link).toBeVisible();
  const [, id = ''] = /\/b\/([^#]+)/.exec(await link.inputValue()) ?? [];
  expect((await records(owner, id, 'session'))[0]?.f['state'] ?? 'running').toBe('running');
  expect((await records(owner, id, 'board'))[0]?.f['template']).toBe('client-session');
});

test('before the session guests read when it starts, in their own time, and what they write waits', async ({
  room,
}) => {
  const owner = await room.owner();
  const starts = Date.now() + 50 * 3_600_000;
  const { id, links } = await make(room, owner, { starts });
  const guest = await room.page({ ...handset, locale: 'en-GB', timezoneId: 'Asia/Tokyo' });
  await guest.goto(links['client'] ?? '');
  const when = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'Asia/Tokyo' }).format(starts);
  const hour = new Intl.DateTimeFormat('en-GB', {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'Asia/Tokyo',
    timeZoneName: 'short',
  });
  await expect(guest.getByText(`Starts ${when} ${hour.format(starts)}`)).toBeVisible();
  await expect(guest.getByText('in 2 days')).toBeVisible();
  await guest.getByRole('textbox').fill(carla.says);
  await guest.getByRole('button', { name: 'Send' }).click();
  await expect(guest.getByText('Sent. Only you can read it; it waits until a step takes it.')).toBeVisible();
  await guest.getByRole('button', { name: 'Go to the board' }).click();
  await saved(guest);

  await owner.goto(`${room.felt.url}/b/${id}`);
  await saved(owner);
  expect(await records(owner, id, 'note')).toEqual([]);
  await owner.getByRole('button', { name: 'Start now' }).click();
  await expect(guest.getByText('Starts')).toHaveCount(0);
  await expect(owner.getByText('Not started yet')).toHaveCount(0);
});

test('one card opens the session: goal, promise, rules, who watches; and stands in no guest’s way', async ({
  room,
}) => {
  const owner = await room.owner();
  const { id, links } = await make(room, owner, {});
  await owner.goto(`${room.felt.url}/b/${id}`);
  await menu(owner, 'About this session');
  const card = owner.getByRole('dialog', { name: 'About this session' });
  await card.getByRole('combobox', { name: 'How far your voice reaches' }).selectOption('Consult');
  await card
    .getByRole('textbox', { name: 'What everybody keeps to' })
    .fill('One thought per note.\nNothing is sold here.');
  await card.getByRole('button', { name: 'Close' }).click();
  await saved(owner);
  const viewer = await room.page();
  await viewer.goto(links['viewer'] ?? '');
  await saved(viewer);

  const guest = await room.page(handset);
  await guest.goto(links['client'] ?? '');
  await guest.getByRole('textbox').fill(carla.says);
  await guest.getByRole('button', { name: 'Send' }).click();
  const about = guest.getByRole('region', { name: 'About this session' });
  await expect(about.getByText(goal)).toBeVisible();
  await expect(about.getByText('You are listened to, and hear what your words have changed.')).toBeVisible();
  await expect(about.getByRole('listitem').filter({ hasText: 'Nothing is sold here.' })).toBeVisible();
  await expect(about.getByText('one person without a name')).toBeVisible();
  await guest.getByRole('button', { name: 'Go to the board' }).click();
  await saved(guest);
  await expect(guest.getByRole('button', { name: 'Read: About this session' })).toHaveCount(0); // it was shown

  const read = viewer.getByRole('button', { name: 'Read: About this session' });
  await read.click();
  await expect(viewer.getByRole('dialog', { name: 'About this session' }).getByText(goal)).toBeVisible();
  expect(await serious(viewer)).toEqual([]);
  await viewer.keyboard.press('Escape');
  await expect(read).toHaveCount(0);
});

test('the wall shows what is for everybody, large, with nothing to press', async ({ room }) => {
  const owner = await room.owner();
  const { id, links } = await make(room, owner, { template: 'beta-wall' });
  await owner.goto(`${room.felt.url}/b/${id}`);
  await saved(owner);
  const [session] = await records(owner, id, 'session');
  const everybody = ['facilitator', 'team', 'client'];
  const rules = { write: everybody, edit: 'all', move: everybody, see: 'all', authors: 'hidden', presence: 'none' };
  const open = { op: 'set', id: session?.f['phase'], f: { rules, zones: [] } };
  expect((await speak(owner, id, [[open, { op: 'set', id, f: { approve: true } }]])).answers).toEqual(['ack']);
  const guest = await room.page();
  await guest.goto(links['client'] ?? '');
  await guest.getByRole('textbox').fill(carla.says);
  await guest.getByRole('button', { name: 'Send' }).click();
  await guest.getByRole('button', { name: 'Go to the board' }).click();
  await saved(guest);
  await expect(note(owner, carla.says)).toBeVisible(); // held: the facilitator reads it

  const zone = (await records(owner, id, 'zone'))[0]?.id;
  const f = { text: dora.says, place: { zone, order: 'b001' }, side: 'team' };
  const shown = { op: 'put', rec: { id: randomUUID(), type: 'note', f } };
  const light = { op: 'set', id: session?.id, f: { spotlight: shown.rec.id } };
  expect((await speak(owner, id, [[shown], [light]])).answers).toEqual(['ack', 'ack']);

  const wall = await owner.context().newPage();
  await wall.goto(`${room.felt.url}/b/${id}/room`);
  await expect(wall.getByText(dora.says)).toBeVisible();
  await expect(wall.getByText(carla.says)).toHaveCount(0);
  await expect(wall.getByText(ticketShop.team.name)).toHaveCount(0); // this step hides names
  expect(await wall.locator('button, a, input, select, textarea').count()).toBe(0);
  const small = await wall.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()))
      .filter((each) => each.checkVisibility() && !each.closest('script, style, .visually-hidden'))
      .filter((each) => parseFloat(getComputedStyle(each).fontSize) < 36)
      .map((each) => each.textContent),
  );
  expect(small).toEqual([]);
  expect(await serious(wall)).toEqual([]);

  const viewer = await room.page();
  await viewer.goto((links['viewer'] ?? '').replace('#', '/room#'));
  await expect(viewer.getByText(dora.says)).toBeVisible();
});

test('at the close customers see which of their words count, and one tap lets them be quoted', async ({ room }) => {
  const owner = await room.owner();
  const { id, links } = await make(room, owner, { template: 'beta-wall' });
  await owner.goto(`${room.felt.url}/b/${id}`);
  await saved(owner);
  const [session] = await records(owner, id, 'session');
  const everybody = ['facilitator', 'team', 'client'];
  const rules = { write: everybody, edit: 'all', move: everybody, see: 'all', authors: 'named', presence: 'none' };
  const open = { op: 'set', id: session?.f['phase'], f: { rules, zones: [], output: 'readback' } };
  expect((await speak(owner, id, [[open]])).answers).toEqual(['ack']);
  const guest = await room.page(handset);
  await guest.goto(links['client'] ?? '');
  await goIn(guest, { words: carla.says, zone: 'Broke', name: carla.name });
  const mine = (await records(owner, id, 'note'))[0];
  const insight = {
    id: randomUUID(),
    type: 'insight',
    f: { statement: 'Seats vanish', evidence: [mine?.id], order: 'b001' },
  };
  expect((await speak(owner, id, [[{ op: 'put', rec: insight }]])).answers).toEqual(['ack']);

  await guest.getByRole('button', { name: /more$/ }).tap(); // a phone has one line of news
  await guest.getByRole('button', { name: 'Have a look: Your words' }).click();
  const words = guest.getByRole('dialog', { name: 'Your words' });
  await expect(words.getByText('For the insight “Seats vanish”')).toBeVisible();
  expect(await serious(guest)).toEqual([]);
  await words.getByRole('button', { name: 'They may quote this' }).click();
  await words.getByRole('button', { name: 'Close' }).click();
  await saved(guest);
  expect((await records(owner, id, 'note'))[0]?.f['consent']).toBe('quote');
  await expect(guest.getByRole('button', { name: 'Have a look: Your words' })).toHaveCount(0);

  await menu(guest, 'Read-back');
  const back = guest.getByRole('dialog', { name: 'Read-back' });
  await back.getByRole('button', { name: 'That’s right' }).click();
  await back.getByRole('button', { name: 'Close' }).click();
  await menu(owner, 'End the session');
  await owner.getByRole('button', { name: 'End it' }).click();
  const summary = owner.getByRole('dialog', { name: 'What came of it' });
  const insights = summary.getByRole('region', { name: 'Insights' });
  await expect(insights.getByText('Seats vanish')).toBeVisible();
  await expect(insights.getByText('1 of 1 customers say it is right')).toBeVisible();
  await expect(summary.getByRole('region', { name: 'What was said' })).toContainText(
    '1 note: 1 by customers, 0 by the team',
  );
  await expect(guest.getByText('The session is over.')).toBeVisible();
});

test('a rehearsal opens in a tab of its own and says that nothing counts', async ({ room }) => {
  const owner = await room.owner();
  await room.board(owner);
  await saved(owner);
  const opened = owner.context().waitForEvent('page');
  await menu(owner, 'Rehearse');
  const rehearsal = await opened;
  await expect(rehearsal.getByText('Rehearsal. Nothing here counts.')).toBeVisible();
  await saved(rehearsal);
});
