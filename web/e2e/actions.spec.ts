import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { serious } from './axe.ts';
import { note, openMenu, saved } from './board.ts';
import { ticketShop } from './story.ts';
import { expect, handset, test, type Room } from './test.ts';
import { records, speak } from './wire.ts';

// What the team makes of what was said: insights, actions and what stands against them (boards/SPEC.md B-70 … B-75).

interface Desk {
  readonly id: string;
  readonly owner: Page;
  readonly me: string;
  readonly ids: {
    readonly seats: string;
    readonly fees: string;
    readonly guess: string;
    readonly insight: string;
    readonly belief: string;
    readonly show: string;
    readonly ask: string;
  };
}

const says = 'My seats were gone while I paid';
const does = 'Keeps three windows open to be safe';
const believes = 'They do not read the terms';
const learned = 'Buyers need seats that wait for them';

/** A board on which a customer spoke and the team guessed, with an insight of each and two actions. */
async function desk(room: Room): Promise<Desk> {
  const owner = await room.owner();
  const { id } = await room.board(owner);
  const zones = new Map((await records(owner, id, 'zone')).map((zone) => [zone.f['title'], zone.id]));
  const me = (await records(owner, id, 'member')).find((each) => each.f['role'] === 'facilitator')?.id ?? '';
  const names = ['seats', 'fees', 'guess', 'insight', 'belief', 'show', 'ask'] as const;
  const ids = Object.fromEntries(names.map((name) => [name, randomUUID()])) as Desk['ids'];
  const put = (id: string, type: string, f: object): object => ({ op: 'put', rec: { id, type, f } });
  const at = (title: string, order: string): object => ({ place: { zone: zones.get(title), order } });
  const theirs = { side: 'customer', whose: 'Carla', kind: 'quote' };
  const made = await speak(owner, id, [
    [
      put(ids.seats, 'note', { text: says, ...theirs, ...at('Says', 'a1') }),
      put(ids.fees, 'note', { text: does, ...theirs, whose: 'Gus', kind: 'observation', ...at('Does', 'a1') }),
      put(ids.guess, 'note', { text: believes, side: 'team', kind: 'assumption', ...at('Thinks', 'a1') }),
    ],
    [
      put(ids.insight, 'insight', { statement: learned, evidence: [ids.seats], order: 'a1' }),
      put(ids.belief, 'insight', { statement: 'Nobody reads the terms', evidence: [ids.guess], order: 'a2' }),
    ],
    [
      put(ids.show, 'action', { title: 'Hold the seats', insights: [ids.insight], order: 'a1' }),
      put(ids.ask, 'action', { title: 'Shorten the terms', insights: [ids.belief], order: 'a2' }),
    ],
  ]);
  expect(made.answers).toEqual(['ack', 'ack', 'ack']);
  return { id, owner, me, ids };
}

function one(page: Page, id: string, type: string, rec: string): Promise<{ readonly [name: string]: unknown }> {
  return records(page, id, type).then((all) => all.find((each) => each.id === rec)?.f ?? {});
}

async function insight(owner: Page, statement: string): Promise<Locator> {
  await owner.getByRole('button', { name: /^Insights/ }).click();
  await owner.getByRole('dialog', { name: 'Insights' }).getByRole('button', { name: new RegExp(`^${statement}`) }).click(); // prettier-ignore
  return owner.getByRole('dialog', { name: 'Insight', exact: true });
}

/** Takes back what a toast says was done. */
function undo(page: Page, said: string): Promise<void> {
  return page.locator('.toast').filter({ hasText: said }).getByRole('button', { name: 'Undo' }).click();
}

function column(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

function card(within: Locator, title: string): Locator {
  return within.getByRole('listitem').filter({ hasText: title });
}

test('B-70, B-71: what only the team believes is not accepted, and offers research; a withdrawn note reads so', async ({
  room,
}) => {
  const { id, owner, ids } = await desk(room);
  let form = await insight(owner, 'Nobody reads the terms');
  await expect(form).toContainText('Assumption · no customer has said this yet');
  const accept = form.getByRole('button', { name: 'Accept this insight' });
  await expect(accept).toHaveAttribute('aria-disabled', 'true');
  await expect(accept).toHaveAccessibleDescription(/No customer has said this yet/);
  await form.getByRole('button', { name: 'Plan research' }).click();
  const action = owner.getByRole('dialog', { name: 'Action' });
  await expect(action.getByRole('combobox', { name: 'Type' })).toHaveValue('research');
  await expect(action.getByRole('textbox', { name: 'What will we do?' })).toHaveValue(
    'Find out: Nobody reads the terms',
  );

  // A customer's words are linked by search: now it may be accepted.
  await action.getByRole('button', { name: 'Back' }).click();
  form = owner.getByRole('dialog', { name: 'Insight', exact: true });
  await form.getByRole('button', { name: 'Link notes…' }).first().click();
  const link = owner.getByRole('dialog', { name: 'What does it rest on?' });
  await link.getByRole('combobox', { name: 'Find a note' }).fill('windows');
  await owner.keyboard.press('Enter');
  await link.getByRole('button', { name: 'Done' }).click();
  await expect(form).toContainText('Low · 1 customer, 1 kind of source');
  await accept.click();
  await expect(form.getByText('Accepted', { exact: true }).first()).toBeVisible();

  // The note is deleted: it is named still, and counts for nothing until it is back.
  await speak(owner, id, [[{ op: 'del', id: ids.fees }]]);
  await expect(form).toContainText('Withdrawn');
  await expect(form).toContainText('Assumption · no customer has said this yet');
  await speak(owner, id, [[{ op: 'res', id: ids.fees }]]);
  await expect(form).toContainText('Low · 1 customer, 1 kind of source');
  expect((await one(owner, id, 'insight', ids.belief))['evidence']).toEqual([ids.guess, ids.fees]);
});

test('B-73, B-75: what speaks against an insight, two notes that contradict each other, and a level of our own', async ({
  room,
}) => {
  const { id, owner, ids } = await desk(room);
  const menu = await openMenu(owner, note(owner, says));
  await menu.getByRole('menuitem', { name: 'Links…' }).click();
  const dialog = owner.getByRole('dialog', { name: 'Links of this note' });
  await dialog.getByRole('button', { name: 'Add “contradicts”' }).click();
  await dialog.getByRole('combobox', { name: 'Which note contradicts it?' }).fill('three windows');
  await owner.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: /^contradicts: Go to/ })).toBeVisible();
  await owner.keyboard.press('Escape');
  await saved(owner);
  expect((await records(owner, id, 'tension')).map(({ f }) => [f['one'], f['other']])).toEqual([[ids.seats, ids.fees]]);

  const form = await insight(owner, learned);
  await form.getByText('What speaks against it').click();
  await expect(form.getByRole('region', { name: 'Contradictions' })).toContainText(does);
  const counter = form.getByRole('region', { name: 'Counter-evidence' });
  await counter.getByRole('button', { name: 'Link notes…' }).click();
  await owner.getByRole('combobox', { name: 'Find a note' }).fill('windows');
  await owner.keyboard.press('Enter');
  await owner.getByRole('button', { name: 'Done' }).click();
  await expect(counter).toContainText(does);
  await expect(form).toContainText('something speaks against it');
  await form.getByLabel('Settled: why it still holds').fill('They keep windows open because seats vanish');
  await owner.keyboard.press('Tab');
  await expect(form).not.toContainText('something speaks against it');

  await form.getByText('More', { exact: true }).click();
  await form.getByRole('combobox', { name: 'How sure are we ourselves?' }).selectOption('high');
  await form.getByLabel('Because', { exact: true }).fill('Support hears it daily');
  await form.getByRole('button', { name: 'Say so' }).click();
  await expect(form).toContainText('The team says high: Support hears it daily');
  await expect(form).toContainText('Low · 1 customer, 1 kind of source');
  await saved(owner);
  expect(await one(owner, id, 'insight', ids.insight)).toMatchObject({
    counter: [ids.fees],
    override: { level: 'high', reason: 'Support hears it daily' },
  });
});

test('how might we: asked, hinted at, put in order and taken back; a need that is a thing gets a hint', async ({
  room,
}) => {
  const { id, owner } = await desk(room);
  const form = await insight(owner, learned);
  await form.getByLabel('needs a way to').fill('a bigger button');
  await owner.keyboard.press('Tab');
  await expect(form.getByText('That is a thing, not a need.')).toBeVisible();

  await form.getByText('Questions it opens').click();
  const list = form.getByRole('region', { name: 'How might we …' });
  const ask = list.getByRole('textbox', { name: 'How might we …' });
  for (const words of ['let buyers pay in peace?', 'hold seats with a button?']) {
    await ask.fill(words);
    await owner.keyboard.press('Enter');
  }
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expect(list.getByRole('listitem').nth(1)).toContainText('There is an answer in it already');
  await list.getByRole('button', { name: 'Earlier' }).nth(1).click();
  await expect(list.getByRole('textbox', { name: 'How might we, number 1' })).toHaveValue('hold seats with a button?');
  await list.getByRole('button', { name: 'Delete question 1' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await undo(owner, 'Question deleted');
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await saved(owner);
  expect(await records(owner, id, 'hmw')).toHaveLength(2);
});

test('an action goes through its states by drag, menu and keys alone; a no waits for its reason (B-71)', async ({
  room,
}) => {
  const { id, owner, ids } = await desk(room);
  await owner.goto(`${room.felt.url}/b/${id}/actions`);
  const hold = (name: string): Locator => card(column(owner, name), 'Hold the seats');
  await expect(hold('Proposed')).toBeVisible();
  expect(await serious(owner)).toEqual([]);

  await hold('Proposed').dragTo(column(owner, 'Committed'));
  await expect(hold('Committed')).toBeVisible();
  await hold('Committed').getByRole('button', { name: 'Move Hold the seats' }).click();
  await owner.getByRole('menuitem', { name: 'In progress' }).click();
  await expect(hold('In progress')).toBeVisible();

  // By keys: from the card's own button, and the focus goes with it.
  await hold('In progress').getByRole('button', { name: 'Hold the seats', exact: true }).focus();
  await owner.keyboard.press('Shift+ArrowRight');
  await expect(hold('Done').getByRole('button', { name: 'Hold the seats', exact: true })).toBeFocused();
  await owner.keyboard.press('ArrowLeft');
  await expect(card(column(owner, 'Proposed'), 'Shorten').getByRole('button', { name: 'Shorten the terms', exact: true })).toBeFocused(); // prettier-ignore

  await card(column(owner, 'Proposed'), 'Shorten').getByRole('button', { name: 'Move Shorten the terms' }).click();
  await owner.getByRole('menuitem', { name: 'Declined…' }).click();
  const why = owner.getByRole('dialog', { name: 'Why not?' });
  await expect(why.getByRole('button', { name: 'Decline' })).toHaveAttribute('aria-disabled', 'true');
  expect(await serious(owner)).toEqual([]);
  await owner.keyboard.type('Lawyers need them');
  await owner.keyboard.press('Enter');
  await expect(card(column(owner, 'Declined'), 'Shorten the terms')).toBeVisible();
  await saved(owner);
  expect(await one(owner, id, 'action', ids.ask)).toMatchObject({ status: 'declined', reason: 'Lawyers need them' });
  expect((await one(owner, id, 'action', ids.show))['log']).toHaveLength(3);
  await undo(owner, 'Declined');
  await expect(card(column(owner, 'Proposed'), 'Shorten the terms')).toBeVisible();
});

test('several actions at once: owner, due and state, each with one undo; filters; the matrix (B-72, B-74)', async ({
  room,
}) => {
  const { id, owner, me, ids } = await desk(room);
  await owner.goto(`${room.felt.url}/b/${id}/actions`);
  for (const title of ['Hold the seats', 'Shorten the terms'])
    await owner.getByRole('checkbox', { name: `Select ${title}` }).check();
  const bar = owner.getByRole('toolbar', { name: '2 actions selected' });
  await bar.getByRole('combobox', { name: 'Give them an owner' }).selectOption({ label: ticketShop.team.name });
  await bar.getByLabel('Due').fill('2026-01-05');
  await bar.getByRole('combobox', { name: 'Give them a state' }).selectOption('committed');
  await saved(owner);
  for (const each of [ids.show, ids.ask])
    expect(await one(owner, id, 'action', each)).toMatchObject({
      owner: me,
      due: '2026-01-05',
      original: '2026-01-05',
      status: 'committed',
    });
  expect(await bar.getByRole('link', { name: 'Export these' }).getAttribute('href')).toContain(ids.show);
  await undo(owner, 'Committed: 2 actions');
  await expect(column(owner, 'Proposed').getByRole('listitem')).toHaveCount(2);

  // Moved to a later day, an action still says when it was first due.
  await owner.getByRole('button', { name: 'Hold the seats', exact: true }).click();
  const form = owner.getByRole('dialog', { name: 'Action' });
  await form.getByLabel('By when').fill('2099-01-06');
  await owner.keyboard.press('Tab');
  await expect(form).toContainText('First due Jan 5, 2026: moved');
  await form.getByText('Impact, effort and score').click();
  await form.getByLabel('Reach').fill('400');
  await form.getByLabel('Person-months').fill('2');
  await owner.keyboard.press('Tab');
  await form.getByRole('combobox', { name: 'Impact on each' }).selectOption('200');
  await expect(form.getByText(/^200/)).toBeVisible();
  await expect(form).toContainText('with confidence 50 % (low)');
  await form.getByRole('button', { name: 'Close' }).click();
  await owner.getByRole('button', { name: 'Shorten the terms', exact: true }).click();
  await form.getByText('Impact, effort and score').click();
  await expect(form).toContainText('No score nobody has said this yet');
  await form.getByRole('button', { name: 'Close' }).click();

  await owner.getByRole('button', { name: 'Overdue' }).click();
  await expect(owner.getByText('1 of 2')).toBeVisible();
  await owner.getByRole('button', { name: 'Show all' }).click();

  await owner.getByRole('link', { name: 'Matrix', exact: true }).click();
  await owner.getByRole('combobox', { name: 'Impact of Hold the seats' }).selectOption('4');
  await owner.getByRole('combobox', { name: 'Effort of Hold the seats' }).selectOption('2');
  await expect(owner.getByRole('region', { name: /^Do first/ })).toContainText('Hold the seats');
  await owner.getByRole('region', { name: 'Not placed yet' }).getByRole('listitem').filter({ hasText: 'Shorten' }).dragTo(owner.getByRole('region', { name: /^Leave/ })); // prettier-ignore
  await expect(owner.getByRole('region', { name: /^Leave/ })).toContainText('Shorten the terms');
  expect(await serious(owner)).toEqual([]);
  await saved(owner);
  expect(await one(owner, id, 'action', ids.ask)).toMatchObject({ impact: 2, effort: 4 });
});

test('on a phone the wrap-up, the actions and their states are in reach of a thumb', async ({ room }) => {
  const { id, owner, ids } = await desk(room);
  const state = await owner.context().storageState();
  const phone = await room.page({ ...handset, storageState: state });
  await phone.goto(`${room.felt.url}/b/${id}/wrapup`);
  await expect(phone.getByRole('region', { name: 'Backlog items' })).toContainText('Hold the seats');
  expect(await serious(phone)).toEqual([]);
  await phone.getByRole('link', { name: 'Actions', exact: true }).tap();
  await phone.getByRole('button', { name: 'Move Hold the seats' }).tap();
  await phone.getByRole('menuitem', { name: 'Committed' }).tap();
  await expect(card(column(phone, 'Committed'), 'Hold the seats')).toBeVisible();
  expect(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await expect.poll(async () => (await one(owner, id, 'action', ids.show))['status']).toBe('committed');
  await phone.getByRole('button', { name: 'Back to the board' }).tap();
  await expect(phone.getByRole('navigation', { name: 'Zones' })).toBeVisible();
});

test('a board that is mostly the team’s own says so, once to each of the team and never to guests', async ({
  room,
}) => {
  const { id, owner } = await desk(room);
  const zones = new Map((await records(owner, id, 'zone')).map((zone) => [zone.f['title'], zone.id]));
  const guesses = ['a2', 'a3', 'a4', 'a5'].map((order) => ({
    op: 'put',
    rec: {
      id: randomUUID(),
      type: 'note',
      f: { text: `We guess ${order}`, kind: 'assumption', side: 'team', place: { zone: zones.get('Feels'), order } },
    },
  }));
  await speak(owner, id, [guesses]);
  const strip = owner.getByRole('note').filter({ hasText: 'A hypothesis map' });
  await expect(strip).toBeVisible();
  await expect(column(owner, 'Feels')).toContainText('Nobody has told us what they feel.');
  await expect(column(owner, 'Says')).not.toContainText('Nobody has told us');
  expect(await serious(owner)).toEqual([]);
  await strip.getByRole('button', { name: 'I know' }).click();
  await expect(strip).toBeHidden();
  await owner.reload();
  await saved(owner);
  await expect(column(owner, 'Feels')).toContainText('Nobody has told us what they feel.');
  await expect(strip).toBeHidden();
});
