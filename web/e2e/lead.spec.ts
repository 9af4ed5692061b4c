import type { Page } from '@playwright/test';
import { composer, join, note, openMenu, saved, zone } from './board.ts';
import { serious } from './axe.ts';
import { ticketShop } from './story.ts';
import { expect, handset, type Room, test } from './test.ts';

const { carla, dora, team } = ticketShop;

/** The pill of whoever leads. */
function pill(page: Page) {
  return page.getByRole('group', { name: 'Steps' });
}

/** The step that runs, as a computer's top bar names it. */
function step(page: Page) {
  return page.getByRole('banner').getByRole('strong');
}

interface People {
  readonly owner: Page;
  readonly carla: Page;
  readonly dora: Page;
}

/** A facilitator, a customer with a phone and one with a computer on one board. */
async function gathered(room: Room): Promise<People> {
  const owner = await room.owner();
  const { links } = await room.board(owner);
  const phone = await room.page(handset);
  await join(phone, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  const other = await room.page();
  await join(other, links.client, { words: dora.says, zone: 'Says', name: dora.name });
  await expect(note(zone(owner, 'Says'), dora.says)).toBeVisible();
  return { owner, carla: phone, dora: other };
}

test('a double click on Next is one step, and Back takes it back (row 7)', async ({ room }) => {
  const owner = await room.owner();
  await room.board(owner);
  await expect(step(owner)).toHaveText('Write together');
  await pill(owner).getByRole('button', { name: 'Write privately' }).dblclick();
  await expect(step(owner)).toHaveText('Write privately');
  await saved(owner);
  await expect(step(owner)).toHaveText('Write privately');
  await pill(owner).getByRole('button', { name: 'Back: Write together' }).click();
  await expect(step(owner)).toHaveText('Write together');
});

test('a customer leads, and is asked for the baton by name, never by one press (B-50, B-52)', async ({ room }) => {
  const people = await gathered(room);
  const { owner } = people;
  await owner.getByRole('button', { name: /^People/ }).click();
  await owner.getByRole('button', { name: `Role and baton of ${carla.name}` }).click();
  await owner.getByRole('button', { name: `Hand the baton to ${carla.name}…` }).click();
  await expect(pill(people.carla)).toBeHidden();
  await owner.getByRole('button', { name: 'Hand over' }).click();
  await owner.keyboard.press('Escape');

  await expect(people.dora.getByText(`${carla.name} leads`).first()).toBeVisible();
  await expect(pill(owner)).toBeHidden();
  await pill(people.carla).getByRole('button', { name: 'Write privately' }).tap();
  await expect(step(owner)).toHaveText('Write privately');
  expect(await serious(people.carla)).toEqual([]);

  await owner.getByRole('button', { name: 'Take back…' }).click();
  const sure = owner.getByRole('dialog', { name: `Take the baton from ${carla.name}?` });
  await sure.getByRole('button', { name: `Leave it with ${carla.name}` }).click();
  await expect(pill(people.carla)).toBeVisible();
  await owner.getByRole('button', { name: 'Take back…' }).click();
  await sure.getByRole('button', { name: 'Take it' }).click();
  await expect(pill(owner)).toBeVisible();
  await expect(pill(people.carla)).toBeHidden();
  await expect(people.carla.getByText(`${team.name} leads`).first()).toBeVisible();
});

test('who is brought somewhere keeps the caret while writing; what is shown to all is closed for oneself (B-63)', async ({
  room,
}) => {
  const people = await gathered(room);
  const { owner } = people;
  await composer(people.dora).fill('In the middle of');
  await (await openMenu(owner, note(owner, carla.says))).getByRole('menuitem', { name: 'Bring everyone here' }).click();
  await expect(people.carla.getByText(`${team.name} brings you here`)).toBeVisible();
  await expect(people.dora.getByRole('button', { name: 'Go there' })).toBeVisible();
  await people.dora.keyboard.type(' a thought');
  await expect(composer(people.dora)).toHaveValue('In the middle of a thought');

  await (await openMenu(owner, note(owner, carla.says))).getByRole('menuitem', { name: 'Show to everyone' }).click();
  const shown = (page: Page) => page.getByRole('dialog', { name: 'Shown to everyone' });
  await expect(shown(people.carla)).toContainText(carla.says);
  expect(await serious(people.carla)).toEqual([]);
  await expect(people.dora.getByRole('button', { name: 'Look' })).toBeVisible();
  await expect(shown(people.dora)).toBeHidden();
  await expect(composer(people.dora)).toBeFocused();
  await shown(people.carla).getByRole('button', { name: 'Back to the board' }).tap();
  await expect(shown(people.carla)).toBeHidden();
  await expect(shown(owner)).toBeVisible();
  await shown(owner).getByRole('button', { name: 'Stop showing' }).click();
  await expect(shown(owner)).toBeHidden();
});

test('people say that they are done and raise a hand, and who leads sees it and lowers it (B-62)', async ({ room }) => {
  const people = await gathered(room);
  const { owner } = people;
  await people.carla.getByRole('button', { name: 'I’m done' }).tap();
  await people.dora.keyboard.press('Escape');
  await people.dora.getByRole('button', { name: 'Raise hand' }).click();
  await expect(owner.getByText('1 of 3 are ready')).toBeVisible();
  await expect(people.dora.getByText('1 of 3 are ready')).toBeVisible();
  await owner.getByRole('button', { name: '1 person with a hand up' }).click();
  await owner.getByRole('button', { name: `Lower the hand of ${dora.name}` }).click();
  await expect(people.dora.getByRole('button', { name: 'Raise hand' })).toHaveAttribute('aria-pressed', 'false');
});

test('the agenda is looked into, moved by keyboard and taken back without anybody being moved (B-50, B-61)', async ({
  room,
}) => {
  const owner = await room.owner();
  await room.board(owner);
  await pill(owner).getByRole('button', { name: 'Agenda' }).click();
  const agenda = owner.getByRole('dialog', { name: 'Agenda' });
  const steps = agenda.locator('[data-step]');
  await expect(steps).toHaveCount(3);
  await steps.nth(1).click();
  await expect(agenda.getByText('Each sees only their own')).toBeVisible();
  await expect(step(owner)).toHaveText('Write together');
  expect(await serious(owner)).toEqual([]);
  await steps.nth(2).focus();
  await owner.keyboard.press('Alt+ArrowUp');
  await expect(steps.nth(1)).toContainText('Reveal and sort');
  await expect(steps.nth(1)).toBeFocused();
  await agenda.getByRole('button', { name: 'More for “Reveal and sort”' }).click();
  await owner.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(steps).toHaveCount(2);
  await owner.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(steps).toHaveCount(3);
});
