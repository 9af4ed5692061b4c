import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { serious } from './axe.ts';
import { composer, join, note, openMenu, saved, turnTo, write, zone } from './board.ts';
import { picture } from './picture.ts';
import { ticketShop } from './story.ts';
import { expect, handset, test, type Room } from './test.ts';
import { records, speak } from './wire.ts';

const { carla, team } = ticketShop;
const words = ticketShop.statements.filter((each) => each.text !== carla.says).map(({ text }) => text);
const [first = '', second = '', third = '', fourth = ''] = words;

interface Picking {
  readonly id: string;
  readonly owner: Page;
  readonly guest: Page;
}

/** A board in a step in which everybody may do everything: the owner at a computer with a few notes, Carla with a phone. */
async function picking(room: Room): Promise<Picking> {
  const owner = await room.owner();
  const { id, links } = await room.board(owner);
  const [session] = await records(owner, id, 'session');
  const everybody = ['facilitator', 'team', 'client'];
  const rules = { write: everybody, edit: 'all', move: everybody, see: 'all', authors: 'named', presence: 'cursors' };
  const answered = await speak(owner, id, [
    [{ op: 'set', id: session?.f['phase'], f: { rules, comment: everybody, zones: [] } }],
  ]);
  expect(answered.answers).toEqual(['ack']);
  const guest = await room.page(handset);
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  await expect(note(zone(owner, 'Says'), carla.says)).toBeVisible();
  return { id, owner, guest };
}

/** Puts notes of the team into a zone; their ids. */
async function put(
  page: Page,
  board: string,
  title: string,
  texts: readonly string[],
  more: object = {},
): Promise<string[]> {
  const at = (await records(page, board, 'zone')).find(({ f }) => f['title'] === title)?.id;
  const ids = texts.map(() => randomUUID());
  const ops = texts.map((text, i) => ({
    op: 'put',
    rec: { id: ids[i], type: 'note', f: { text, side: 'team', place: { zone: at, order: `b${i}1` }, ...more } },
  }));
  expect((await speak(page, board, [ops])).answers).toEqual(['ack']);
  return ids;
}

test('B-81: two people react to a note; it is counted, not signed, and is no stitch', async ({ room }) => {
  const { id, owner, guest } = await picking(room);
  const card = note(owner, carla.says);
  const menu = await openMenu(owner, card);
  const row = menu.getByRole('group', { name: 'React' });
  await row.getByRole('menuitemcheckbox', { name: 'Surprising' }).click();
  await expect(row.getByRole('menuitemcheckbox', { name: 'Surprising' })).toBeChecked();
  expect(await serious(owner)).toEqual([]);
  await picture(owner, 'pick-react');
  await owner.keyboard.press('Escape');

  const theirs = note(guest, carla.says);
  const count = (page: Page, n: number) => note(page, carla.says).getByRole('button', { name: `Surprising: ${n}` });
  await expect(count(guest, 1)).toHaveAttribute('aria-pressed', 'false');
  const box = await count(guest, 1).boundingBox();
  expect(box?.width).toBeGreaterThanOrEqual(44);
  await count(guest, 1).tap();
  await expect(count(guest, 2)).toHaveAttribute('aria-pressed', 'true');
  await expect(count(owner, 2)).toBeVisible();
  await picture(guest, 'pick-react-phone');
  await theirs.getByRole('button', { name: 'Note menu' }).tap();
  await guest.getByRole('menuitemcheckbox', { name: 'Love it' }).tap();
  await guest.keyboard.press('Escape');
  await expect(note(owner, carla.says).getByRole('button', { name: 'Love it: 1' })).toBeVisible();
  await count(owner, 2).click();
  await expect(count(guest, 1)).toBeVisible();
  await expect(card.getByText(/Felt by/)).toHaveCount(0);
  await saved(owner);
  await saved(guest);
  const said = await records(owner, id, 'reaction');
  expect(said.map(({ f, by }) => [f['kind'], by ?? '']).toSorted()).toEqual([
    ['heart', ''],
    ['surprise', ''],
  ]);
  const report = await owner.request.get(`${room.felt.url}/api/v1/boards/${id}/export?format=markdown&preview=1`);
  expect(await report.text()).not.toMatch(/surpris|felt by/i);
});

test('B-82: a comment calls on somebody, who is told and finds it later', async ({ room }) => {
  const { owner, guest } = await picking(room);
  await write(owner, 'Does', first);
  await note(owner, first).focus();
  await owner.keyboard.press('c');
  const field = owner.getByRole('textbox', { name: 'Write a comment' });
  await field.fill('Is this so, ');
  await field.pressSequentially(`@${carla.name.slice(0, 2).toLowerCase()}`);
  const people = owner.getByRole('listbox', { name: 'People to mention' });
  await expect(people.getByRole('option', { name: carla.name })).toHaveAttribute('aria-selected', 'true');
  await picture(owner, 'pick-mention');
  await field.press('Enter');
  await expect(field).toHaveValue(`Is this so, @${carla.name} `);
  expect(await serious(owner)).toEqual([]);
  await field.press('Enter');
  await expect(owner.getByRole('listitem').filter({ hasText: 'Is this so' }).getByText(`@${carla.name}`)).toBeVisible();

  const toast = guest.getByRole('status').filter({ hasText: 'You were mentioned in a comment' });
  await toast.getByRole('button', { name: 'Show' }).tap();
  const dialog = guest.getByRole('dialog', { name: 'Comments' });
  await expect(dialog.getByText('Is this so')).toBeVisible();
  await picture(guest, 'pick-mention-phone');
  const answer = dialog.getByRole('textbox', { name: 'Write a comment' });
  await answer.pressSequentially('Yes, @');
  await dialog.getByRole('option', { name: team.name }).tap();
  await expect(answer).toHaveValue(`Yes, @${team.name} `);
  await dialog.getByRole('button', { name: 'Send' }).tap();
  await dialog.getByRole('button', { name: 'Close' }).tap();

  await owner.keyboard.press('Escape');
  const mark = note(owner, first).getByRole('button', { name: `2 comments, @${team.name}` });
  await expect(mark).toBeVisible();
  await note(owner, carla.says).focus();
  await owner.keyboard.press('c');
  await owner.getByRole('button', { name: 'Mentions of you (1)' }).click();
  await owner.getByRole('button', { name: /^On “/ }).click();
  await expect(owner.getByRole('dialog', { name: 'Comments' }).getByText('Is this so')).toBeVisible();
});

test('all of a zone are selected and duplicated; one step takes the copies back, and whose words they are goes along', async ({
  room,
}) => {
  const { id, owner, guest } = await picking(room);
  await put(owner, id, 'Says', [first, second]);
  await write(owner, 'Does', third);
  const says = zone(owner, 'Says').locator('[data-note]');
  await expect(says).toHaveCount(3);
  await note(zone(owner, 'Says'), first).click({ modifiers: ['Control'] });
  const bar = owner.getByRole('toolbar', { name: '1 note selected' });
  await bar.getByRole('button', { name: 'Select…' }).click();
  await picture(owner, 'pick-select');
  await owner.getByRole('menuitem', { name: /^All in Says/ }).click();
  await expect(owner.getByRole('toolbar', { name: '3 notes selected' })).toBeVisible();
  await picture(owner, 'pick-selected');
  await owner.getByRole('button', { name: 'More for what is selected' }).click();
  await owner.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(says).toHaveCount(6);
  await saved(owner);
  const member = (await records(owner, id, 'member')).find(({ f }) => f['name'] === carla.name)?.id;
  const copies = (await records(owner, id, 'note')).filter(({ f }) => f['text'] === carla.says);
  expect(copies.map(({ by, f }) => [by === member, f['behalf'] ?? '']).toSorted()).toEqual([
    [false, member],
    [true, ''],
  ]);
  await owner.keyboard.press('Control+z');
  await expect(says).toHaveCount(3);

  await owner.keyboard.press('Control+a');
  await expect(owner.getByRole('toolbar', { name: '4 notes selected' })).toBeVisible();
  await owner.keyboard.press('Escape');
  await expect(owner.getByRole('toolbar')).toHaveCount(0);

  // A customer copies their own words, and nobody else's.
  await guest.getByRole('navigation', { name: 'Zones' }).getByRole('button', { name: 'Says' }).tap();
  await note(guest, first).getByRole('button', { name: 'Note menu' }).tap();
  await guest.getByRole('menuitem', { name: 'Duplicate' }).tap();
  await expect(guest.getByText('1 note left out: these are other people’s words.')).toBeVisible();
  await note(guest, carla.says).getByRole('button', { name: 'Note menu' }).tap();
  await guest.getByRole('menuitem', { name: 'Duplicate' }).tap();
  await expect(note(guest, carla.says)).toHaveCount(2);
  await guest.getByRole('status').filter({ hasText: '1 note duplicated' }).getByRole('button', { name: 'Undo' }).tap();
  await expect(note(guest, carla.says)).toHaveCount(1);
});

test('notes are copied to another board, as text and as they are; words for this room only stay', async ({ room }) => {
  const { id, owner } = await picking(room);
  await put(owner, id, 'Says', [first, `${second}\nand more`], { kind: 'idea' });
  await expect(note(owner, first)).toBeVisible();
  await note(owner, first).click({ modifiers: ['Control'] });
  await note(owner, second).click({ modifiers: ['Control'] });
  await note(owner, carla.says).click({ modifiers: ['Control'] });
  await owner.keyboard.press('Control+c');
  await expect(owner.getByText('3 notes copied. Its author said “this room only”.')).toBeVisible();

  const { id: other } = await room.board(owner);
  expect(other).not.toBe(id);
  await saved(owner);
  await turnTo(owner, 'Does');
  await owner.locator('body').click({ position: { x: 2, y: 2 } });
  await owner.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await owner.keyboard.press('Control+v');
  await expect(zone(owner, 'Does').locator('[data-note]')).toHaveCount(2);
  await expect(
    owner.getByText(/2 notes pasted into Does\. 1 note left out: their authors said this room only/),
  ).toBeVisible();
  await saved(owner);
  const made = await records(owner, other, 'note');
  expect(made.map(({ f }) => [f['kind'], f['side']])).toEqual([
    ['idea', 'team'],
    ['idea', 'team'],
  ]);
  await owner.keyboard.press('Control+z');
  await expect(zone(owner, 'Does').locator('[data-note]')).toHaveCount(0);

  // Elsewhere it is text, one note per line; in a field the same keys are the browser's.
  await owner.context().grantPermissions(['clipboard-read']);
  const text = await owner.evaluate(() => navigator.clipboard.readText());
  expect(text.split('\n')).toEqual([carla.says, first, `${second} and more`]);
  await composer(owner).fill('one line');
  await composer(owner).press('Control+a');
  await composer(owner).press('Control+c');
  expect(await owner.evaluate(() => navigator.clipboard.readText())).toBe('one line');

  // What is one line goes into the composer; a list is looked at first.
  await composer(owner).fill('');
  await owner.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await owner.keyboard.press('Control+v');
  await expect(composer(owner)).toHaveValue('one line');
});

test('links are made from a note’s menu, listed there, and drawn over the notes', async ({ room }) => {
  const { id, owner } = await picking(room);
  await put(owner, id, 'Thinks', [first], { kind: 'assumption' });
  await put(owner, id, 'Does', [second]);
  const card = note(owner, first);
  const drawn = owner.locator('svg[data-links] [data-link]');
  await (await openMenu(owner, card)).getByRole('menuitem', { name: 'Links…' }).click();
  const dialog = owner.getByRole('dialog', { name: 'Links of this note' });
  for (const [act, find, other] of [
    ['Add “because”', 'Which note is a reason for it?', carla.says],
    ['Add “contradicts”', 'Which note contradicts it?', second],
  ] as const) {
    await dialog.getByRole('button', { name: act }).click();
    await dialog.getByRole('combobox', { name: find }).fill(other.slice(0, 30));
    await owner.keyboard.press('Enter');
  }
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  expect(await serious(owner)).toEqual([]);
  await picture(owner, 'pick-links');
  await dialog.getByRole('button', { name: /^contradicts: Go to/ }).click();
  await expect(note(owner, second)).toBeFocused();

  // A single note that is selected shows its links; all are shown when asked for.
  await expect(drawn).toHaveCount(0);
  await note(owner, second).press(' ');
  await expect(drawn).toHaveCount(1);
  await note(owner, second).press(' ');
  await expect(drawn).toHaveCount(0);
  await owner.getByRole('button', { name: 'View', exact: true }).click();
  await owner.getByRole('checkbox', { name: 'Show links between notes' }).check();
  await owner.keyboard.press('Escape');
  await expect(drawn).toHaveCount(2);
  await expect(owner.locator('[data-link=contradicts]')).toHaveCount(1);
  // Their words stand on no note.
  const on = await owner.evaluate(() => {
    const notes = [...document.querySelectorAll('[data-note] > [role=group]')].map((each) =>
      each.getBoundingClientRect(),
    );
    return [...document.querySelectorAll('svg[data-links] text')].filter((word) => {
      const { left, right, top, bottom } = word.getBoundingClientRect();
      return notes.some(
        (it) => it.left < right - 2 && it.right > left + 2 && it.top < bottom - 2 && it.bottom > top + 2,
      );
    }).length;
  });
  expect(on).toBe(0);
  await picture(owner, 'pick-lines');
  await saved(owner);
  await owner.reload();
  await expect(drawn).toHaveCount(2);

  await (await openMenu(owner, note(owner, carla.says))).getByRole('menuitem', { name: 'Links…' }).click();
  await expect(dialog.getByRole('listitem')).toContainText('is a reason for');
  await dialog.getByRole('button', { name: /^Remove this link/ }).click();
  await expect(dialog.getByRole('listitem')).toHaveCount(0);
  await expect(drawn).toHaveCount(1);
});

test('colours are a view: by theme, with a legend, in words in each note’s foot, and for this device alone', async ({
  room,
}) => {
  const { id, owner, guest } = await picking(room);
  const themes = ['Seats', 'Fees'].map((name) => ({ id: randomUUID(), name }));
  const made = themes.map(({ id, name }, i) => ({
    op: 'put',
    rec: { id, type: 'theme', f: { name, order: `a${i}` } },
  }));
  expect((await speak(owner, id, [made])).answers).toEqual(['ack']);
  await put(owner, id, 'Does', [first, second], { theme: themes[0]?.id });
  await put(owner, id, 'Thinks', [third], { theme: themes[1]?.id });
  await put(owner, id, 'Feels', [fourth]);
  await owner.getByRole('button', { name: 'View', exact: true }).click();
  await owner.getByRole('radio', { name: 'Theme' }).check();
  const legend = owner.getByRole('list', { name: 'What the colours mean' });
  await expect(legend.getByRole('listitem')).toHaveText(['Seats2', 'Fees1', 'In no theme']);
  expect(await serious(owner)).toEqual([]);
  await picture(owner, 'pick-colours');
  await owner.keyboard.press('Escape');
  await expect(note(owner, first)).toHaveClass(/\btint\b/);
  await expect(note(owner, first)).toContainText('Seats');
  const hue = (words: string) =>
    note(owner, words).evaluate((card) => (card as HTMLElement).style.getPropertyValue('--hue'));
  expect(await hue(first)).toBe(await hue(second));
  expect(await hue(first)).not.toBe(await hue(third));
  await expect(note(owner, fourth)).not.toHaveClass(/\btint\b/);

  // Remembered here, and nothing that others see.
  await saved(owner);
  await owner.reload();
  await expect(note(owner, third)).toContainText('Fees');
  await guest.getByRole('navigation', { name: 'Zones' }).getByRole('button', { name: 'Does' }).tap();
  await expect(note(guest, first)).toBeVisible();
  await expect(note(guest, first)).not.toHaveClass(/\btint\b/);
  await guest.getByRole('button', { name: 'Board menu' }).tap();
  await guest.getByRole('button', { name: 'Colours and links…' }).tap();
  await guest.getByText('Kind', { exact: true }).tap();
  await picture(guest, 'pick-colours-phone');
  await guest.keyboard.press('Escape');
  await expect(note(guest, first)).toHaveClass(/\btint\b/);
});
