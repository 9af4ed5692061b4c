import { expect, type Locator } from '@playwright/test';
import { composer } from '../board.ts';
import { test } from '../test.ts';
import { four, names } from './crew.ts';
import type { Person } from './person.ts';

// T9: impact and effort. Customers say what it would change, the team what it would take, each for themselves.

const clock = 'Show a clock at the basket';
const hold = 'Hold the seats for ten minutes';
const fee = 'Name the fee on the first page';
const app = 'Build an app of our own';
const candidates = [clock, hold, fee, app] as const;
const ines = 'Ines Kowalski';
const ben = 'Ben Ortiz';
const wins = 'What helps at once';
const promise = 'Put the clock into the basket';

test.setTimeout(120_000);

/** What somebody says of each candidate, in their order. */
type Says = readonly [number, number, number, number];

/** A candidate where it lies: on the plane or beside it; on a phone in the list. */
function spot(person: Person, words: string): Locator {
  if (person.phone) return person.note(words);
  return person.page.getByRole('group', { name: new RegExp(`^${words}`) }).last();
}

/** What stands beside the plane of the note that is looked at. */
function chosen(person: Person): Locator {
  return person.page.getByRole('region', { name: 'Chosen note' });
}

/** Puts down a candidate. */
async function lists(person: Person, words: string): Promise<void> {
  await composer(person.page).fill(words);
  await composer(person.page).press('Enter');
  await expect(spot(person, words)).toBeVisible();
}

/** Places all candidates in the list that the step asks with, for oneself or for somebody without a device. */
async function places(person: Person, what: 'Impact' | 'Effort', says: Says, behalf?: string): Promise<void> {
  const card = person.asked('Place');
  const list = person.button('Show as a list', card);
  await expect(card).toBeVisible();
  if (!person.phone && (await list.isVisible())) await list.click();
  const whose = card.getByRole('combobox', { name: 'Voting for' });
  if (behalf !== undefined) await whose.selectOption({ label: behalf });
  for (const [i, words] of candidates.entries()) {
    const steps = card.getByRole('group', { name: `${words}: ${what}` });
    await steps.getByRole('radio', { name: new RegExp(`^${says[i]}`) }).check();
  }
  await person.saved();
}

/** Somebody who is in the room with nothing in their hands. */
async function adds(host: Person, name: string, side: 'Customer' | 'Team'): Promise<void> {
  const people = await host.people();
  await host.press('Add somebody without a device');
  await people.getByRole('textbox', { name: 'Their name' }).fill(name);
  await host.press(host.button(side, people));
  await host.press(host.button('Add', people));
  await expect(people.getByRole('listitem').filter({ hasText: name })).toContainText('without a device');
  await host.close(people);
}

/** Gives a candidate its place by the two numbers. */
async function settles(person: Person, words: string, impact: string, effort: string): Promise<void> {
  await person.press(spot(person, words));
  await chosen(person).getByRole('group', { name: 'Impact' }).getByRole('radio', { name: impact }).check();
  await chosen(person).getByRole('group', { name: 'Effort' }).getByRole('radio', { name: effort }).check();
}

test('candidates end in four quarters, by what customers and the team say of them', async ({ room }) => {
  const { crew, host, carla, gus, mia } = await four(
    room,
    { template: 'Impact and effort', title: 'What next?', goal: 'Fewer lost seats' },
    { carla: { zone: 'Candidates', words: clock }, gus: { zone: 'Candidates', words: hold } },
  );
  await adds(host, ines, 'Customer');
  await adds(host, ben, 'Team');

  // List: in the open.
  await crew.at('List');
  await lists(mia, fee);
  await lists(host, app);
  for (const words of candidates) for (const person of crew.people) await expect(spot(person, words)).toBeVisible();
  await expect(carla.page.getByText('Fewer lost seats').first()).toBeVisible();

  await crew.next('Anchors');

  // Place: customers the impact, the team the effort; nobody sees where others put them, the facilitator included.
  await crew.next('Place');
  await places(carla, 'Impact', [5, 5, 4, 1]);
  await places(gus, 'Impact', [4, 5, 2, 2]);
  await places(mia, 'Effort', [1, 4, 2, 5]);
  await places(host, 'Effort', [2, 5, 1, 5]);
  await expect(carla.asked('Place').getByRole('group', { name: `${clock}: Effort` })).toHaveCount(0);
  await expect(mia.asked('Place').getByRole('group', { name: `${clock}: Impact` })).toHaveCount(0);
  await carla.picture('matrix-place-carla');

  // Two of each are too few to show anything (B-59). With those for whom the host asks it is three.
  await crew.count('Place');
  await gus.press(spot(gus, fee));
  await expect(chosen(gus)).toContainText('Impact: 2 answers, too few to show');
  await expect(chosen(gus)).toContainText('Effort: 2 answers, too few to show');
  await expect(chosen(gus)).not.toContainText('middle');
  await host.press(host.button('Open again', host.asked('Result: Place')));
  await expect(host.asked('Place')).toBeVisible();
  await places(host, 'Impact', [5, 4, 3, 1], ines);
  await places(host, 'Effort', [1, 5, 1, 4], ben);
  await crew.count('Place');

  // Reveal the spread: the middle and how far apart, for everybody.
  await crew.next('Reveal the spread');
  for (const person of [gus, mia]) {
    await person.press(spot(person, fee));
    await expect(chosen(person)).toContainText('Impact: middle 3, from 2 to 4, 3 answers');
    // The host gave two of the three, his own and Ben's: what is left would be Mia's alone (B-59).
    await expect(chosen(person)).toContainText('Effort: 3 answers, too few to show');
  }
  expect((await gus.summary())['Impact and effort']).not.toContain(clock);
  await mia.picture('matrix-spread-mia');

  // Settle: one place for each, which is its score; a place by arrow keys, numbers by hand.
  await crew.next('Settle');
  await settles(host, clock, '5', '1');
  await settles(mia, hold, '5', '5');
  await settles(gus, fee, '3', '1');
  await spot(mia, fee).focus();
  await mia.page.keyboard.press('ArrowUp');
  await expect(spot(gus, fee)).toHaveAccessibleName(/impact 4, effort 1$/);
  await settles(gus, app, '2', '5');
  await expect(spot(mia, app)).toHaveAccessibleName(/impact 2, effort 5$/);
  for (const person of [host, mia, gus]) await person.saved();

  // Owners: who takes on which.
  await crew.next('Owners');
  await host.group(wins, clock, fee);
  await mia.commits(wins, promise, names.mia, '2027-03-05');

  const summary = await carla.summary();
  expect(Object.keys(summary)[0]).toBe('Impact and effort');
  expect(summary).toEqual({
    'Impact and effort': ['Quick wins', clock, fee, 'Big bets', hold, 'Fill-ins', '–', 'Money pit', app],
    Commitments: [`${promise} | ${names.mia}, by Mar 5, 2027, promised`],
    Themes: [`${wins} | 1 customer note · 1 team note`],
    'What was said': ['4 notes: 2 by customers, 2 by the team', '3 customers take part.'],
  });
  await host.picture('matrix-end-host');
});
