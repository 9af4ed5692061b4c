import { composer, note, saved, zone } from './board.ts';
import { serious } from './axe.ts';
import { expect, handset, test } from './test.ts';
import type { Page } from '@playwright/test';

// Notes from elsewhere (B-80): brought in, looked at, put on the board.

const file = [
  'Note;Company;Date;Zone;Consent',
  'I lost my seats while paying;Acme;2026-11-02;Says;yes',
  ';Acme;2026-11-02;Says;',
  'Nobody told me why;Sol;2026-11-03;;',
  '"They bought twice,',
  'to be sure";Sol;;Does;',
].join('\n');

async function bringIn(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Board menu' }).click();
  await page.getByRole('button', { name: 'Bring in notes…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Bring in notes' });
  await dialog.getByRole('textbox', { name: 'Paste it here' }).fill(text);
}

test('interview notes come in, the bad row is named, and nobody else sees them before they are put on the board', async ({
  room,
}) => {
  const owner = await room.owner();
  const { links } = await room.board(owner);
  await bringIn(owner, file);
  const dialog = owner.getByRole('dialog', { name: 'Bring in notes' });
  await expect(dialog.getByText('3 notes can come in. 1 row cannot.')).toBeVisible();
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Row 3' })).toContainText(
    'There are no words in this row.',
  );
  expect(await serious(owner)).toEqual([]);
  await dialog.getByRole('button', { name: 'Bring in 3 notes' }).click();

  const tray = owner.getByRole('dialog', { name: /^Tray/ });
  await expect(tray.getByRole('heading')).toHaveText('Tray (3)');
  await expect(tray.getByText('Seen by the team only')).toBeVisible();
  await expect(tray.getByText('Interview, Nov 2 · Acme')).toBeVisible();
  expect(await serious(owner)).toEqual([]);

  const guest = await room.page();
  await guest.goto(links.client);
  await guest.getByRole('textbox').fill('I gave up.');
  await guest.getByRole('button', { name: 'Send' }).click();
  await guest.getByRole('button', { name: 'Go to the board' }).click();
  await expect(note(guest, 'I gave up.')).toBeVisible();
  await expect(guest.getByText('I lost my seats while paying')).toHaveCount(0);
  await expect(guest.getByRole('button', { name: /^Tray/ })).toHaveCount(0);

  // By keyboard alone: the first note's own zone, the second to one that is chosen.
  const first = tray.getByRole('listitem').filter({ hasText: 'I lost my seats' });
  await first.getByRole('button', { name: 'Put in Says' }).focus();
  await owner.keyboard.press('Enter');
  await expect(note(zone(owner, 'Says'), 'I lost my seats while paying')).toContainText('Interview, Nov 2');
  await expect(note(zone(guest, 'Says'), 'I lost my seats while paying')).toContainText('Interview, Nov 2');
  await expect(tray.getByRole('heading')).toHaveText('Tray (2)');
  await expect(tray.getByRole('button', { name: /^Put in/ }).first()).toBeFocused();

  await owner.getByRole('button', { name: 'Undo' }).last().click();
  await expect(tray.getByRole('heading')).toHaveText('Tray (3)');
  await expect(guest.getByText('I lost my seats while paying')).toHaveCount(0);

  // By drag, and back.
  const second = tray.getByRole('listitem').filter({ hasText: 'Nobody told me why' });
  await second.getByText('Nobody told me why').hover();
  await owner.mouse.down();
  await zone(owner, 'Thinks').hover();
  await zone(owner, 'Thinks').hover({ position: { x: 60, y: 90 } });
  await owner.mouse.up();
  await expect(note(zone(guest, 'Thinks'), 'Nobody told me why')).toBeVisible();
  await owner.keyboard.press('Control+z');
  await expect(tray.getByRole('heading')).toHaveText('Tray (3)');

  // What is deleted comes back.
  await first.getByRole('button', { name: 'Delete this note' }).click();
  await expect(tray.getByRole('heading')).toHaveText('Tray (2)');
  await owner.getByRole('button', { name: 'Undo' }).last().click();
  await expect(tray.getByRole('heading')).toHaveText('Tray (3)');

  // Several at a time.
  await tray.getByRole('button', { name: 'Select all 3' }).click();
  await tray.getByRole('combobox', { name: 'Zone' }).selectOption({ label: 'Feels' });
  await tray.getByRole('button', { name: 'Put 3 in Feels' }).click();
  await expect(note(zone(guest, 'Feels'), 'Nobody told me why')).toBeVisible();
  await expect(tray.getByText('Nothing waits here.')).toBeVisible();
  await saved(owner);

  await tray.getByRole('button', { name: 'Bring in notes…' }).click();
  await dialog.getByRole('textbox', { name: 'Paste it here' }).fill(file);
  await expect(dialog.getByText('0 notes can come in. 3 rows had been brought in before')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Bring in notes' })).toBeDisabled();
});

test('a survey’s columns are mapped, and the tray fits a phone', async ({ room }) => {
  const owner = await room.owner();
  const { id } = await room.board(owner);
  const phone = await room.page(handset);
  await phone.context().addCookies(await owner.context().cookies());
  await phone.goto(`${room.felt.url}/b/${id}`);
  await expect(composer(phone)).toBeVisible();
  await bringIn(phone, 'Account,What annoys you?,Rating\nAcme,The wait,3\nSol,The fees,2\n');
  const dialog = phone.getByRole('dialog', { name: 'Bring in notes' });
  await expect(dialog.getByText('2 notes can come in.')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Where it is from' }).selectOption({ label: 'Survey' });
  await dialog.getByRole('combobox', { name: 'What annoys you?' }).selectOption({ label: 'Answers for Feels' });
  await dialog.getByRole('combobox', { name: 'Rating' }).selectOption({ label: 'Nothing' });
  await expect(dialog.getByRole('listitem').filter({ hasText: 'The wait' }).last()).toContainText(
    'Feels · Acme · Survey · What annoys you?',
  );
  expect(await serious(phone)).toEqual([]);
  await dialog.getByRole('button', { name: 'Bring in 2 notes' }).tap();
  const tray = phone.getByRole('dialog', { name: /^Tray/ });
  await expect(tray.getByRole('heading')).toHaveText('Tray (2)');
  const wide = await phone.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  expect(await serious(phone)).toEqual([]);
  await tray.getByRole('button', { name: 'Put 2 where the file says' }).tap();
  await expect(tray.getByText('Nothing waits here.')).toBeVisible();
});

test('boards about the same people make one map, which follows them (B-79)', async ({ room }) => {
  const owner = await room.owner();
  const ids: string[] = [];
  for (const company of ['Acme', 'Sol']) {
    const { id } = await room.board(owner);
    ids.push(id);
    await bringIn(owner, `Note;Company;Zone\nThe fees at ${company};${company};Says`);
    await owner.getByRole('button', { name: 'Bring in 1 note' }).click();
    await owner.getByRole('button', { name: 'Put in Says' }).click();
    await expect(note(zone(owner, 'Says'), `The fees at ${company}`)).toBeVisible();
    await saved(owner);
  }
  await owner.goto(room.felt.url);
  await owner.getByRole('button', { name: 'Combine boards…' }).click();
  const form = owner.getByRole('form', { name: 'Combine into one map' });
  for (const box of await form.getByRole('checkbox').all()) await box.check();
  await form.getByRole('textbox', { name: 'Title' }).fill('All buyers');
  expect(await serious(owner)).toEqual([]);
  await form.getByRole('button', { name: 'Combine into one map' }).click();
  await expect(owner.getByRole('heading', { name: 'All buyers' })).toBeVisible();
  for (const company of ['Acme', 'Sol']) await expect(owner.getByText(`The fees at ${company}`).first()).toBeVisible();

  // Something new on one of them comes along; nothing comes twice.
  const again = async () => {
    await owner.getByRole('button', { name: 'Board menu' }).click();
    await owner.getByRole('button', { name: 'Gather again' }).click();
  };
  await again();
  await expect(owner.getByText('Nothing has changed on the boards it is made of.')).toBeVisible();
  const combined = owner.url();
  await owner.goto(`${room.felt.url}/b/${ids[0] ?? ''}`);
  await bringIn(owner, 'Note;Company;Zone\nNobody answers;Acme;Says');
  await owner.getByRole('button', { name: 'Bring in 1 note' }).click();
  await owner.getByRole('button', { name: 'Put in Says' }).click();
  await saved(owner);
  await owner.goto(combined);
  await again();
  await expect(owner.getByText('1 note new.')).toBeVisible();
  await expect(owner.getByText('Nobody answers').first()).toBeVisible();
});
