import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { composer, editor, note, saved, turnTo, zone } from './board.ts';
import { ticketShop } from './story.ts';
import { expect, handset, test } from './test.ts';
import { records, toStep } from './wire.ts';

const { carla, team } = ticketShop;

test('the main job can be done by keyboard alone', async ({ room, felt }) => {
  test.setTimeout(120_000);
  const owner = await room.page();
  const keys = owner.keyboard;
  await owner.goto(felt.setup);
  await expect(owner.getByRole('textbox', { name: 'Your name' })).toBeFocused();
  await keys.type(team.name);
  await keys.press('Enter');

  await reach(owner, owner.getByRole('radio', { name: /^Empathy map \d/ }));
  await keys.press('ArrowRight');
  await expect(owner.getByRole('radio', { name: /^Empathy Map Canvas/ })).toBeChecked();
  await keys.press('ArrowLeft');
  await reach(owner, owner.getByRole('textbox', { name: 'What is it about?' }));
  await keys.type(ticketShop.title);
  await keys.press('Enter');
  const link = owner.getByRole('textbox', { name: 'Link for customers' });
  await reach(owner, link);
  const client = await link.inputValue();
  await reach(owner, owner.getByRole('link', { name: 'Open the board' }));
  await keys.press('Enter');
  await saved(owner);
  await toStep(owner, new URL(owner.url()).pathname.split('/').at(-1) ?? '', 'Commit'); // where everybody sees what is written

  const guest = await room.page();
  await guest.goto(client);
  await reach(guest, guest.getByRole('textbox'));
  await guest.keyboard.type(carla.says);
  await reach(guest, guest.getByRole('group', { name: 'Where does it belong?' }).getByRole('button', { name: 'Says' }));
  await guest.keyboard.press('Space');
  await reach(guest, guest.getByRole('button', { name: 'Send' }));
  await guest.keyboard.press('Enter');
  await expect(guest.getByRole('textbox', { name: /^Your name/ })).toBeFocused();
  await guest.keyboard.type(carla.name);
  await reach(guest, guest.getByRole('radio', { name: 'Only on this board' }));
  await guest.keyboard.press('ArrowDown');
  await guest.keyboard.press('ArrowDown');
  await expect(guest.getByRole('radio', { name: 'Quote me' })).toBeChecked();
  await reach(guest, guest.getByRole('button', { name: 'Go to the board' }));
  await guest.keyboard.press('Enter');
  await saved(guest);
  await reach(guest, guest.getByRole('button', { name: 'Add a note to Feels' }));
  await guest.keyboard.press('Enter');
  await guest.keyboard.type(carla.feels);
  await guest.keyboard.press('Enter');

  await reach(owner, owner.getByRole('button', { name: 'We think it' }));
  await keys.press('Space');
  await reach(owner, owner.getByRole('button', { name: 'Add a note to Thinks' }));
  await keys.press('Enter');
  await keys.type(team.believes);
  await keys.press('Enter');
  await keys.press('Escape');
  await reach(owner, note(owner, team.believes));
  await keys.press('Enter');
  await expect(editor(owner)).toBeFocused();
  await keys.type(' Until it is gone.');
  await keys.press('Enter');
  await expect(note(owner, `${team.believes} Until it is gone.`)).toBeFocused();

  await reach(owner, note(zone(owner, 'Feels'), carla.feels));
  await keys.press('m');
  await expect(owner.getByRole('menuitem', { name: 'Says' })).toBeFocused();
  await keys.press('d');
  await keys.press('Enter');
  await expect(note(zone(owner, 'Does'), carla.feels)).toBeFocused();
  await keys.press('Delete');
  await expect(note(owner, carla.feels)).toBeHidden();
  await reach(owner, owner.getByRole('button', { name: 'Undo', exact: true }).last());
  await keys.press('Enter');
  await reach(owner, note(zone(owner, 'Does'), carla.feels));
  await keys.press('Space');
  await keys.press('ArrowUp');
  await expect(note(zone(owner, 'Says'), carla.says)).toBeFocused();
  await keys.press('Space');
  await reach(
    owner,
    owner.getByRole('toolbar', { name: '2 notes selected' }).getByRole('button', { name: 'Make an insight' }),
  );
  await keys.press('Enter');

  await expect(owner.getByRole('textbox', { name: 'What did we learn?' })).toBeFocused();
  await keys.type('Seats vanish while people are still paying.');
  await reach(owner, owner.getByRole('button', { name: 'Make an action' }));
  await keys.press('Enter');
  await expect(owner.getByRole('textbox', { name: 'What will we do?' })).toBeFocused();
  await keys.type('Hold the seats while the buyer is paying');
  await reach(owner, owner.getByRole('combobox', { name: 'Who' }));
  await keys.press('ArrowDown');
  await reach(owner, owner.getByLabel('By when'));
  await keys.type('03052027');
  await reach(owner, owner.getByRole('button', { name: 'Add a criterion' }));
  await keys.press('Enter');
  await expect(owner.getByRole('textbox', { name: 'Given', exact: true })).toBeFocused();
  await reach(owner, owner.getByRole('textbox', { name: 'Then', exact: true }));
  await keys.type('the seats are still held');
  await reach(owner, owner.getByRole('button', { name: 'Preview and export' }));
  await keys.press('Enter');
  await owner.getByRole('link', { name: 'Download .md' }).waitFor();
  await reach(owner, owner.getByRole('link', { name: 'Download .md' }));
  const saving = owner.waitForEvent('download');
  await keys.press('Enter');
  const file = await readFile(await (await saving).path(), 'utf8');
  for (const words of [carla.says, carla.feels, 'Then the seats are still held', '2027-03-05'])
    expect(file).toContain(words);
  await keys.press('Escape');
  await expect(owner.getByRole('dialog', { name: 'The backlog item' })).toBeHidden();
});

test('the main job can be done by touch alone, with two phones', async ({ room, felt }) => {
  test.setTimeout(120_000);
  const owner = await room.page(handset);
  const tap = (page: Page, name: string | RegExp): Promise<void> =>
    page.getByRole('button', { name, exact: true }).last().tap();
  const pick = async (page: Page, words: string, ...path: readonly string[]): Promise<void> => {
    await note(page, words).getByRole('button', { name: 'Note menu' }).tap();
    for (const name of path) await page.getByRole('menuitem', { name, exact: true }).tap();
  };
  await owner.goto(felt.setup);
  await owner.getByRole('textbox', { name: 'Your name' }).fill(team.name);
  await tap(owner, 'Start');
  await owner.getByRole('textbox', { name: 'What is it about?' }).fill(ticketShop.title);
  await tap(owner, 'Start');
  const client = await owner.getByRole('textbox', { name: 'Link for customers' }).inputValue();
  await owner.getByRole('link', { name: 'Open the board' }).tap();
  await saved(owner);

  const guest = await room.page(handset);
  await guest.goto(client);
  await guest.getByRole('textbox').fill(carla.says);
  await guest.getByRole('group', { name: 'Where does it belong?' }).getByRole('button', { name: 'Says' }).tap();
  await tap(guest, 'Send');
  await guest.getByRole('textbox', { name: /^Your name/ }).fill(carla.name);
  await guest.getByText('Quote me', { exact: true }).tap();
  await tap(guest, 'Go to the board');
  await saved(guest);
  await turnTo(guest, 'Feels');
  await composer(guest).fill(carla.feels);
  await tap(guest, 'Add');
  await saved(guest);

  await turnTo(owner, 'Thinks');
  await composer(owner).fill(team.believes);
  await tap(owner, 'We think it');
  await tap(owner, 'Add');
  await saved(owner);
  const id = new URL(owner.url()).pathname.split('/').at(-1) ?? '';
  const order = (f: { readonly [name: string]: unknown }): string => String(f['order']);
  const phases = (await records(owner, id, 'phase')).sort((a, b) => (order(a.f) < order(b.f) ? -1 : 1));
  const titles = phases.map(({ f }) => String(f['title']));
  for (const title of titles.slice(1)) {
    await owner.getByRole('group', { name: 'Steps' }).getByRole('button', { name: title }).tap();
    await expect(owner.getByRole('strong').filter({ hasText: title })).toBeVisible();
  }

  // The whole board in one scroll.
  await tap(owner, 'List');
  await note(owner, team.believes).getByText(team.believes).tap();
  await expect(editor(owner)).toBeFocused();
  await editor(owner).fill(`${team.believes} Until it is gone.`);
  await editor(owner).press('Enter'); // the keyboard's "done"
  await pick(owner, carla.feels, 'Move to…', 'Does');
  await expect(note(zone(owner, 'Does'), carla.feels)).toBeVisible();
  await pick(owner, carla.feels, 'Delete');
  await expect(note(owner, carla.feels)).toBeHidden();
  await tap(owner, 'Undo');
  await expect(note(zone(owner, 'Does'), carla.feels)).toBeVisible();
  await pick(owner, carla.says, 'Select');
  await note(owner, carla.feels).getByText(carla.feels).tap();
  await owner.getByRole('toolbar', { name: '2 notes selected' }).getByRole('button', { name: 'Make an insight' }).tap();
  await owner.getByRole('textbox', { name: 'What did we learn?' }).fill('Seats vanish while people are still paying.');
  await tap(owner, 'Make an action');
  await owner.getByRole('textbox', { name: 'What will we do?' }).fill('Hold the seats while the buyer is paying');
  await owner.getByRole('combobox', { name: 'Who' }).selectOption({ index: 1 });
  await owner.getByLabel('By when').fill('2027-03-05');
  await tap(owner, 'Add a criterion');
  await owner.getByRole('textbox', { name: 'Then', exact: true }).fill('the seats are still held');
  await tap(owner, 'Preview and export');
  const saving = owner.waitForEvent('download');
  await owner.getByRole('link', { name: 'Download .md' }).tap();
  const file = await readFile(await (await saving).path(), 'utf8');
  for (const words of [carla.says, carla.feels, 'Then the seats are still held', '2027-03-05'])
    expect(file).toContain(words);
});

test('in the list, a note is found, moved, and put up and down by keyboard alone', async ({ room }) => {
  const owner = await room.owner();
  const { id } = await room.board(owner);
  const keys = owner.keyboard;
  await saved(owner);
  await toStep(owner, id, 'Reveal and sort');
  for (const words of [team.believes, team.notes, carla.does]) {
    await keys.press('n');
    await keys.type(words);
    await keys.press('Enter');
    await keys.press('Escape');
  }
  await keys.press('l');
  const items = owner.getByRole('list').getByRole('listitem');
  await expect(items).toHaveText([team.believes, team.notes, carla.does].map((words) => new RegExp(escaped(words))));
  await expect(note(owner, carla.does), 'the list stands on the note that was written last').toBeFocused();
  await keys.press('Home');
  await expect(note(owner, team.believes)).toBeFocused();
  await keys.press('Alt+ArrowDown');
  await expect(note(owner, team.believes)).toBeFocused();
  await expect(items.nth(1)).toContainText(team.believes);
  await keys.press('Alt+ArrowUp');
  await expect(items.first()).toContainText(team.believes);
  await keys.press('ArrowDown');
  await expect(note(owner, team.notes)).toBeFocused();
  await keys.press('m');
  await expect(owner.locator('[role="menuitem"]:focus')).toBeVisible();
  await keys.press('d');
  await expect(owner.getByRole('menuitem', { name: 'Does' })).toBeFocused();
  await keys.press('Enter');
  await expect(note(zone(owner, 'Does'), team.notes)).toBeFocused();

  await keys.press('/');
  await expect(owner.getByRole('textbox', { name: 'Search the notes' })).toBeFocused();
  await keys.type(carla.does.slice(0, 12).toUpperCase());
  await expect(owner.getByText('1 of 3')).toBeVisible();
  await expect(items).toHaveCount(1);
  await keys.press('Enter');
  await keys.press('Escape');
  await expect(items).toHaveCount(3);
  await expect(note(owner, carla.does)).toBeFocused();
  await keys.press('?');
  await expect(owner.getByRole('dialog', { name: 'Keyboard and reading aloud' })).toBeVisible();
  await keys.press('Escape');
  await keys.press('l');
  await expect(owner.getByRole('button', { name: 'Map', exact: true })).toHaveAttribute('aria-pressed', 'true');
});

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Goes from stop to stop until the focus is on something. */
async function reach(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeAttached();
  for (let stops = 0; stops < 150; stops++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(target)} cannot be reached by Tab`);
}
