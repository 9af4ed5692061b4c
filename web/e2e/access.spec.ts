import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { editor, note, saved, zone } from './board.ts';
import { ticketShop } from './story.ts';
import { expect, test } from './test.ts';
import { toStep } from './wire.ts';

const { carla, team } = ticketShop;

test('the main job can be done by keyboard alone', async ({ room, felt }) => {
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
  await reach(owner, owner.getByRole('textbox', { name: 'Then', exact: true }), 'Shift+Tab');
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

/** Goes from stop to stop until the focus is on something. */
async function reach(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  await expect(target).toBeAttached();
  for (let stops = 0; stops < 100; stops++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${String(target)} cannot be reached by ${key}`);
}
