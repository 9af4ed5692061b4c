import type { Locator, Page } from '@playwright/test';
import { serious } from './axe.ts';
import { composer, edit, join, note, write, zone } from './board.ts';
import { picture } from './picture.ts';
import { ticketShop, told } from './story.ts';
import { computer, expect, handset, type Room, test } from './test.ts';

const { carla, dora, team } = ticketShop;

/** Points into the middle of a zone, a little to one side. */
async function pointAt(page: Page, title: string, aside = 0): Promise<void> {
  const box = await zone(page, title).boundingBox();
  if (box === null) throw new Error(`no zone ${title}`);
  await page.mouse.move(box.x + box.width / 2 + aside, box.y + box.height / 2 + aside);
}

/** Points until somebody else sees it: news of a pointer may be the last before a page was ready for it. */
async function pointUntil(page: Page, title: string, seen: Locator): Promise<void> {
  let aside = 0;
  await expect(async () => {
    await pointAt(page, title, (aside += 3) % 30);
    await expect(seen).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 15_000 });
}

/** Opens the list of people and follows somebody. */
async function follow(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^People/ }).click();
  await page.getByRole('button', { name: `Follow ${name}` }).click();
  await expect(bar(page, name)).toBeVisible();
}

function bar(page: Page, name: string): Locator {
  return page.getByText(`You follow ${name}`);
}

/** The zone that a phone shows. */
function chip(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Zones' }).locator('[aria-current=true]');
}

/** The facilitator, and a customer on the same board. */
async function two(room: Room, device = computer): Promise<{ owner: Page; guest: Page; id: string }> {
  const owner = await room.owner();
  const { id, links } = await room.board(owner);
  const guest = await room.page(device);
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  await expect(note(zone(owner, 'Says'), carla.says)).toBeVisible();
  return { owner, guest, id };
}

test('a pointer is seen as before when the map comes back from the list (R-31)', async ({ room }) => {
  const { owner, guest } = await two(room);
  const cursor = zone(guest, 'Thinks').locator('.cursor', { hasText: team.name });
  await pointUntil(owner, 'Thinks', cursor);
  await guest.getByRole('button', { name: 'List', exact: true }).click();
  await guest.keyboard.press('/');
  await guest.keyboard.type('card');
  await guest.keyboard.press('Escape');
  await expect(guest.locator('.cursor')).toHaveCount(0);
  await guest.getByRole('button', { name: 'Map', exact: true }).click();
  await pointUntil(owner, 'Thinks', cursor);
  await pointUntil(owner, 'Does', zone(guest, 'Does').locator('.cursor', { hasText: team.name }));
});

test('a pointer glides with its name, lays nothing out, rests, and is not told in a step without presence (R-31)', async ({
  room,
}) => {
  const { owner, guest } = await two(room, { ...computer, reducedMotion: 'no-preference' });
  const cursor = guest.locator('.cursor', { hasText: team.name });
  await pointUntil(owner, 'Thinks', zone(guest, 'Thinks').locator('.cursor', { hasText: team.name }));
  await guest.evaluate(() => {
    const glided: string[] = [];
    Object.assign(window, { glided });
    document.addEventListener('transitionrun', (event) => glided.push(event.propertyName));
  });
  for (let step = 0; step < 5; step++) await pointAt(owner, 'Thinks', step * 12);
  const glided = () => guest.evaluate(() => (window as unknown as { glided: string[] }).glided);
  await expect.poll(glided).toContain('translate');
  expect((await glided()).filter((property) => /^(left|top|inset|margin)/.test(property))).toEqual([]);
  await expect(cursor).toHaveCSS('opacity', '0', { timeout: 10_000 });

  await owner.getByRole('button', { name: 'Write privately' }).click();
  await expect(composer(guest)).toBeVisible();
  await pointAt(owner, 'Feels');
  await pointAt(owner, 'Thinks', 20);
  await expect(cursor).toHaveCount(0);
});

test('whoever follows sees about the same part of the map, as near, and nothing of it in a step without presence', async ({
  room,
}) => {
  const { owner, guest } = await two(room);
  await follow(guest, team.name);
  const zoom = (page: Page): Locator => page.getByRole('button', { name: /^Zoom:/ });
  const middle = (page: Page, title: string): Promise<{ x: number; y: number }> =>
    zone(page, title).evaluate((each) => {
      const { left, top, width, height } = each.getBoundingClientRect();
      return { x: (innerWidth / 2 - left) / width, y: (innerHeight / 2 - top) / height };
    });
  await zoom(owner).click();
  await owner.getByRole('menuitem', { name: 'Thinks' }).click();
  for (let i = 0; i < 2; i++) await owner.getByRole('button', { name: 'Zoom in' }).click();
  const map = owner.getByRole('group', { name: /^Map/ });
  await map.evaluate((each) => each.scrollBy(40, 60));
  await expect(zoom(owner)).not.toHaveAccessibleName('Zoom: Zones fill the window');
  const percent = async (page: Page): Promise<number> =>
    Number.parseInt((await zoom(page).getAttribute('aria-label'))?.replace('Zoom: ', '') ?? '');
  const near = await percent(owner);
  await expect.poll(async () => Math.abs((await percent(guest)) - near)).toBeLessThanOrEqual(near / 10);
  const close = async (): Promise<number> => {
    const [theirs, mine] = [await middle(owner, 'Thinks'), await middle(guest, 'Thinks')];
    return Math.max(Math.abs(theirs.x - mine.x), Math.abs(theirs.y - mine.y));
  };
  await expect.poll(close).toBeLessThan(0.06);
  await expect(bar(guest, team.name)).toBeVisible();
  await picture(guest, 'follow-zoom');

  await map.evaluate((each) => each.scrollBy(-300, 100));
  await expect.poll(close).toBeLessThan(0.06);
  await owner.keyboard.press('Shift+0');
  await expect(zoom(guest)).toHaveAccessibleName('Zoom: Zones fill the window');

  const frames: string[] = [];
  await owner.getByRole('button', { name: 'Write privately' }).click();
  await expect(bar(guest, team.name)).toBeHidden();
  guest.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))));
  await owner.keyboard.press('Shift+1');
  await expect(zoom(owner)).toHaveAccessibleName(/%/);
  await guest.reload();
  await expect(composer(guest)).toBeVisible();
  expect(frames.filter((frame) => frame.includes('"view"'))).toEqual([]);
});

test('a phone follows somebody from zone to zone, until its owner does something (keys, hidden steps)', async ({
  room,
}) => {
  const { owner, guest } = await two(room, handset);
  await follow(guest, team.name);
  expect(await serious(guest)).toEqual([]);
  for (const title of ['Feels', 'Thinks']) {
    await pointUntil(owner, title, chip(guest).filter({ hasText: title }));
  }
  await guest.getByRole('button', { name: `Stop following ${team.name}` }).tap();
  await expect(bar(guest, team.name)).toBeHidden();

  // What one writes oneself is an own act: the view stays, and so does the caret.
  await follow(guest, team.name);
  await composer(guest).tap();
  await expect(bar(guest, team.name)).toBeHidden();
  await composer(guest).fill('I was');
  await pointAt(owner, 'Does');
  await pointAt(owner, 'Says', 9);
  await expect(chip(guest)).toContainText('Thinks');
  await expect(composer(guest)).toBeFocused();
  await composer(guest).fill('');

  await follow(guest, team.name);
  await owner.getByRole('button', { name: 'Write privately' }).click();
  await expect(guest.getByText('nobody is shown where others are')).toBeVisible();
  await expect(bar(guest, team.name)).toBeHidden();
  await guest.getByRole('button', { name: /^People/ }).click();
  await expect(guest.getByRole('dialog', { name: 'People' })).toBeVisible();
  await expect(guest.getByRole('button', { name: `Follow ${team.name}` })).toBeHidden();
});

test('following by keyboard: f follows the only other one, f or Escape stops and leaves the rest alone', async ({
  room,
}) => {
  const { guest } = await two(room);
  await guest.getByRole('heading', { level: 1 }).click();
  await expect(async () => {
    await guest.keyboard.press('f');
    await expect(bar(guest, team.name)).toBeVisible({ timeout: 500 });
  }).toPass();
  await guest.keyboard.press('Tab'); // looking for the way out is no act
  await expect(bar(guest, team.name)).toBeVisible();
  await guest.keyboard.press('f');
  await expect(bar(guest, team.name)).toBeHidden();
  await guest.keyboard.press('f');
  await expect(bar(guest, team.name)).toBeVisible();
  await guest.keyboard.press('Escape');
  await expect(bar(guest, team.name)).toBeHidden();
});

test('f asks whom to follow where nobody leads and several are there, with the focus on the first', async ({
  room,
}) => {
  const owner = await room.owner();
  const { links } = await room.board(owner);
  for (const { name, says } of [carla, dora]) {
    await join(await room.page(), links.client, { words: says, zone: 'Says', name });
    await expect(note(owner, says)).toBeVisible();
  }
  await owner.getByRole('heading', { level: 1 }).click();
  const people = owner.getByRole('dialog', { name: 'People' });
  await expect(async () => {
    await owner.keyboard.press('f');
    await expect(people).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(people.getByRole('button', { name: /^Follow/ }).first()).toBeFocused();
});

test('the map goes to the note that somebody looks at; the focus stays (R-31)', async ({ room }) => {
  const { owner, guest } = await two(room);
  const words = (i: number) => `Thought number ${i} of many`;
  for (let i = 0; i < 16; i++) {
    await write(owner, 'Thinks', words(i));
  }
  const first = note(guest, words(0));
  const last = note(owner, words(15));
  await note(owner, words(0)).scrollIntoViewIfNeeded();
  await expect(last).not.toBeInViewport();
  await follow(owner, carla.name);
  const people = owner.getByRole('button', { name: /^People/ });
  await expect(people).toBeFocused();
  // What tells where somebody looks comes once there is time.
  await expect(async () => {
    await first.focus();
    await note(guest, words(15)).focus();
    await expect(last).toBeInViewport({ timeout: 1000 });
  }).toPass();
  await expect(people).toBeFocused();
  await owner.mouse.move(400, 300);
  await owner.mouse.wheel(0, -50);
  await expect(bar(owner, carla.name)).toBeHidden();
});

test('it is said who writes in which zone, on a computer and at a phone’s chip', async ({ room }) => {
  const { owner, guest } = await two(room, handset);
  await write(owner, 'Feels', 'They lose their nerve');
  const field = await edit(owner, 'They lose their nerve');
  const seen = guest.getByRole('navigation', { name: 'Zones' }).getByText(`${team.name} is writing…`);
  await expect(async () => {
    await field.press('End');
    await field.pressSequentially('!');
    await expect(seen).toBeAttached({ timeout: 500 });
  }).toPass();
  await field.press('Enter');
  await expect(seen).not.toBeAttached();
});

test('a page that nobody touches for two minutes is shown as idle, and no more once somebody does', async ({
  room,
}) => {
  const owner = await room.owner();
  const { links } = await room.board(owner);
  const guest = await room.page();
  await guest.clock.install();
  const watching = guest.waitForEvent('requestfinished', (request) => /\/Here-\S+\.js$/.test(request.url()));
  await join(guest, links.client, { words: dora.says, zone: 'Says', name: dora.name });
  await owner.getByRole('button', { name: /^People/ }).click();
  const row = owner.getByRole('dialog', { name: 'People' }).getByRole('listitem').filter({ hasText: dora.name });
  await expect(row).toContainText('here');
  // What watches over it comes once there is time.
  await guest.clock.fastForward(3000);
  await watching;
  // A page that has slept so long finds its line again, and says then that nobody is at it.
  await guest.clock.fastForward(60_000);
  await expect(row).toContainText('here', { timeout: 15_000 });
  await expect(row).not.toContainText('idle');
  await expect(async () => {
    await guest.clock.fastForward(65_000);
    await expect(row).toContainText('idle', { timeout: 6000 });
  }).toPass();
  expect(await serious(owner)).toEqual([]);
  await guest.mouse.move(300, 300);
  await guest.mouse.move(320, 320);
  await expect(row).not.toContainText('idle');
});

test('whoever leads brings everyone to a zone from its heading, and to a person from the list', async ({ room }) => {
  const { owner, guest } = await two(room, handset);
  await owner.getByRole('button', { name: 'Menu of Does' }).click();
  await owner.getByRole('menuitem', { name: 'Bring everyone here' }).press('Enter');
  await expect(chip(guest)).toContainText('Does');

  await guest.getByRole('navigation', { name: 'Zones' }).getByRole('button', { name: 'Feels' }).tap();
  await owner.getByRole('button', { name: /^People/ }).click();
  await owner.getByRole('button', { name: `Role and baton of ${carla.name}` }).click();
  await owner.getByRole('button', { name: `Bring everyone to ${carla.name}` }).click();
  await expect(owner.getByText('Everyone is called to Feels.')).toBeVisible();
  await expect(owner.getByRole('dialog', { name: 'People' })).toBeHidden();
});

test('from an empty home to the example in one press, and through its guide by keyboard', async ({ room }) => {
  const owner = await room.owner();
  await owner.goto(room.felt.url);
  expect(await serious(owner)).toEqual([]);
  await owner.getByRole('button', { name: 'Open the example' }).press('Enter');
  await expect(owner.getByRole('heading', { level: 1, name: /^Example:/ })).toBeVisible();
  const guide = owner.getByRole('complementary', { name: 'Guide through the example' });
  await expect(guide).toContainText('Guide 1 of 6');
  expect(await serious(owner)).toEqual([]);
  const next = guide.getByRole('button', { name: 'Next' });

  await guide.getByRole('button', { name: 'Show me a note' }).press('Enter');
  await expect(owner.locator('[data-note] > [role=group]:focus')).toBeVisible();
  await next.press('Enter');
  await guide.getByRole('button', { name: 'Go to the field' }).press('Enter');
  await expect(composer(owner)).toBeFocused();
  await owner.keyboard.type('They trust a friend more than a clock');
  await owner.keyboard.press('Enter');
  await expect(note(owner, 'They trust a friend more than a clock')).toBeVisible();
  await next.press('Enter');
  await guide.getByRole('button', { name: 'Open the menu of a note' }).press('Enter');
  await owner.getByRole('menu').getByRole('menuitem', { name: 'Feels' }).press('Enter');
  await expect(note(zone(owner, 'Feels'), 'They trust a friend more than a clock')).toBeVisible();
  await next.press('Enter');
  await guide.getByRole('button', { name: 'Make one of three notes' }).press('Enter');
  await expect(owner.getByRole('dialog', { name: 'Insight' })).toBeVisible();

  await owner.reload();
  await expect(guide).toContainText('Guide 4 of 6');
  await guide.getByRole('button', { name: 'Back' }).press('Enter');
  await expect(guide).toContainText('Guide 3 of 6');
  await next.press('Enter');
  await next.press('Enter');
  await guide.getByRole('button', { name: 'See the export' }).press('Enter');
  await expect(owner.getByRole('heading', { name: 'Wrap up' })).toBeVisible();
  await next.press('Enter');
  await guide.getByRole('button', { name: 'To your boards' }).press('Enter');
  await expect(owner.getByRole('heading', { name: 'Your boards' })).toBeVisible();
  await owner.getByRole('link', { name: /^Example:/ }).click();
  await expect(owner.getByRole('heading', { level: 1, name: /^Example:/ })).toBeVisible();
  await expect(guide).toBeHidden();
});

test('the example speaks the language of who opens it', async ({ room }) => {
  const owner = await room.page({ ...computer, locale: 'fr-FR' });
  await room.own(owner, ticketShop.team.name);
  await owner.goto(room.felt.url);
  await owner.getByRole('button', { name: 'Ouvrir l’exemple' }).click();
  await expect(owner.getByRole('heading', { level: 1, name: /^Exemple/ })).toBeVisible();
  const notes = owner.locator('[data-note]');
  await expect(notes.filter({ hasText: told(ticketShop.carla.says, 'fr') })).toBeVisible();
  for (const { text } of ticketShop.statements) await expect(notes.filter({ hasText: text })).toHaveCount(0);
  await expect(owner.getByText(told(ticketShop.situation, 'fr')).first()).toBeVisible();
});
