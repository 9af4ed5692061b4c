import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { Backlog } from './backlog.ts';
import { edit, editor, join, note, openMenu, saved, turnTo, write, zone } from './board.ts';
import { ticketShop } from './story.ts';
import { expect, handset, test } from './test.ts';
import { records, speak, toStep } from './wire.ts';

const { carla, team } = ticketShop;

test('a guest’s words become an insight, an action and a backlog item', async ({ room, felt }) => {
  const owner = await room.page();
  await owner.goto(felt.setup);
  await owner.getByRole('textbox', { name: 'Your name' }).fill(team.name);
  await owner.getByRole('button', { name: 'Start' }).click();

  await owner.getByRole('radio', { name: /^Empathy map \d/ }).check();
  await owner.getByRole('textbox', { name: 'What is it about?' }).fill(ticketShop.title);
  await owner.getByRole('button', { name: 'Start' }).click();
  await expect(owner.getByRole('heading', { name: `${ticketShop.title} is open` })).toBeVisible();
  const link = await owner.getByRole('textbox', { name: 'Link for customers' }).inputValue();
  await owner.getByRole('link', { name: 'Open the board' }).click();
  await saved(owner);
  const board = new URL(owner.url()).pathname.split('/').at(-1) ?? '';
  await toStep(owner, board, 'Commit'); // where everybody sees what is written at once

  const guest = await room.page(handset);
  await join(guest, link, { words: carla.says, zone: 'Says', name: carla.name, consent: 'Quote me' });
  await expect(note(zone(guest, 'Says'), carla.says)).toBeVisible();
  await write(guest, 'Feels', carla.feels);
  await write(guest, 'Does', carla.does);
  await expect(note(zone(owner, 'Says'), carla.says)).toContainText(carla.name);
  await expect(note(zone(owner, 'Feels'), carla.feels)).toBeVisible();

  await owner.getByRole('button', { name: 'We think it' }).click();
  await write(owner, 'Thinks', team.believes);
  await turnTo(guest, 'Thinks');
  await expect(note(zone(guest, 'Thinks'), team.believes)).toContainText(team.name);

  await makeInsight(owner);
  const action = await makeAction(owner);

  const [insight] = await records(owner, board, 'insight');
  const [record] = await records(owner, board, 'action');
  expect(record?.f).toMatchObject({
    title: item.title,
    insights: [insight?.id],
    story: item.story,
    acceptance: [item.criterion],
    due: item.due,
    priority: 'high',
  });

  const preview = owner.getByRole('dialog', { name: 'The backlog item' });
  await expect(preview.getByText(carla.says)).toBeVisible();
  const saving = owner.waitForEvent('download');
  await preview.getByRole('link', { name: 'Download .md' }).click();
  const download = await saving;
  const file = await readFile(await download.path());

  const api = `${felt.url}/api/v1/boards/${board}/export?format=markdown&action=${action}`;
  for (const time of ['once', 'twice']) {
    expect(await (await owner.request.get(api)).body(), `the API, asked ${time}`).toEqual(file);
  }
  await saved(guest);
  await felt.stop();
  for (const time of ['once', 'twice']) expect(await felt.export(board, action), `the program, ${time}`).toEqual(file);

  const backlog = await Backlog.init();
  try {
    await backlog.adopt(download.suggestedFilename(), file);
    const [task, ...others] = await backlog.tasks();
    expect(others).toEqual([]);
    expect(task).toMatchObject({
      title: item.title,
      type: 'enhancement',
      priority: 'high',
      dueDate: item.due,
      labels: ['insight', 'confidence-low', 'change'],
      references: [`${felt.url}/b/${board}#insight-${insight?.id}`, `${felt.url}/b/${board}#action-${action}`],
      acceptanceCriteria: [
        {
          text: 'Given seats in the basket, When payment takes up to ten minutes, Then the seats are still held',
          checked: false,
        },
      ],
    });
    for (const words of [carla.says, carla.feels]) expect(task?.description).toContain(words);
  } finally {
    await backlog.remove();
  }
});

const statement = 'Buyers lose their seats while they pay, and begin to distrust the basket.';
const item = {
  title: 'Hold the seats while the buyer is paying',
  story: {
    form: 'job',
    when: 'I have picked seats and start to pay',
    want: 'them kept for me',
    so: 'pay without fear',
  },
  criterion: {
    given: 'seats in the basket',
    when: 'payment takes up to ten minutes',
    then: 'the seats are still held',
    done: false,
  },
  due: '2027-03-05',
} as const;

/** Selects two of the guest's notes and says what was learned. One of them moves on; it stays evidence. */
async function makeInsight(page: Page): Promise<void> {
  for (const words of [carla.says, carla.feels]) await note(page, words).click({ modifiers: ['Shift'] });
  await page
    .getByRole('toolbar', { name: '2 notes selected' })
    .getByRole('button', { name: 'Make an insight' })
    .click();
  const drawer = page.getByRole('dialog', { name: 'Insight' });
  await drawer.getByRole('textbox', { name: 'What did we learn?' }).pressSequentially(statement);
  const need = drawer.getByRole('group', { name: 'The need behind it' });
  await need.getByLabel('Who').fill('Somebody who has picked seats');
  await need.getByLabel('needs a way to').fill('know that they stay theirs until the payment is done');
  await need.getByLabel('because').fill('the search for the card takes longer than the basket waits');
  await need.getByLabel('because').press('Tab');

  const menu = await openMenu(page, note(zone(page, 'Feels'), carla.feels));
  await menu.getByRole('menuitem', { name: 'Move to…' }).click();
  await page.getByRole('menuitem', { name: 'Thinks' }).click();
  await expect(note(zone(page, 'Thinks'), carla.feels)).toBeVisible();
  const evidence = drawer.getByRole('region', { name: 'Evidence' });
  await expect(evidence).toContainText('2 customer notes from 1 customer');
  await expect(evidence).toContainText(carla.feels);
}

/** Makes an action of the insight that is shown, ends in its preview, and returns its id. */
async function makeAction(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Make an action' }).click();
  const drawer = page.getByRole('dialog', { name: 'Action' });
  await drawer.getByRole('textbox', { name: 'What will we do?' }).pressSequentially(item.title);
  await drawer.getByRole('combobox', { name: 'Who' }).selectOption({ label: team.name });
  await drawer.getByLabel('By when').fill(item.due);
  const story = drawer.getByRole('group', { name: /^The story/ });
  await story.getByLabel('When').fill(item.story.when);
  await story.getByLabel('I want').fill(item.story.want);
  await story.getByLabel('so I can').fill(item.story.so);
  const criteria = drawer.getByRole('group', { name: 'How do we know it works?' });
  await criteria.getByRole('button', { name: 'Add a criterion' }).click();
  await criteria.getByLabel('Given').fill(item.criterion.given);
  await criteria.getByLabel('When').fill(item.criterion.when);
  await criteria.getByLabel('Then').fill(item.criterion.then);
  await drawer.getByRole('combobox', { name: 'Priority' }).selectOption({ label: 'High' });
  await saved(page);
  await drawer.getByRole('button', { name: 'Preview and export' }).click();
  const href = await page.getByRole('link', { name: 'Download .md' }).getAttribute('href');
  return new URLSearchParams(href?.split('?')[1]).get('action') ?? '';
}

test('two people type in one note at once and both texts survive', async ({ room }) => {
  const owner = await room.owner();
  const { id, links } = await room.board(owner);
  const guest = await room.page(handset);
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  await write(owner, 'Thinks', team.believes);
  await turnTo(guest, 'Thinks');

  const [left, right] = [await edit(owner, team.believes), await edit(guest, team.believes)];

  // Apart: one writes before, the other after.
  await left.press('Control+Home');
  await right.press('Control+End');
  const before = 'We heard on the phone: ';
  const after = ' That is what hurts, they say.';
  await Promise.all([left.pressSequentially(before), right.pressSequentially(after)]);
  const both = before + team.believes + after;
  await expect(left).toHaveValue(both);
  await expect(right).toHaveValue(both);

  // In the same place, one key each at a time.
  await right.press('Control+Home');
  await left.press('Control+Home');
  const loud = 'THEIRS, NOT OURS!';
  const quiet = 'until the page is closed';
  await Promise.all([left.pressSequentially(loud), right.pressSequentially(quiet)]);
  await expect(left).toHaveValue(new RegExp(`^.{${loud.length + quiet.length}}We heard`));
  const merged = await left.inputValue();
  await expect(right).toHaveValue(merged);
  const woven = merged.slice(0, -both.length);
  expect(merged.endsWith(both)).toBe(true);
  expect([...woven].sort()).toEqual([...(loud + quiet)].sort());
  for (const text of [loud, quiet]) expect(holds(woven, text), `“${woven}” holds “${text}” in order`).toBe(true);

  await left.press('Escape');
  await saved(owner);
  const kept = (await records(owner, id, 'note')).find((each) => each.f['side'] === 'team');
  expect(kept?.f['text']).toBe(merged);
});

/** Whether `text` holds all characters of `part`, in order. */
function holds(text: string, part: string): boolean {
  let at = 0;
  for (const char of text) if (char === part[at]) at++;
  return at === part.length;
}

test('nobody but its author edits a customer’s words', async ({ room }) => {
  const owner = await room.owner();
  const { id, links } = await room.board(owner);
  const guest = await room.page(handset);
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  const card = note(owner, carla.says);

  await card.getByText(carla.says).dblclick();
  await expect(editor(owner)).toBeHidden();
  await card.focus();
  await card.press('Enter');
  await expect(editor(owner)).toBeHidden();
  const menu = await openMenu(owner, card);
  await expect(menu.getByRole('menuitem', { name: 'Move to…' })).toBeVisible();
  await expect(menu.getByRole('menuitem', { name: 'Edit' })).toBeHidden();
  await owner.keyboard.press('Escape');

  const [theirs] = await records(owner, id, 'note');
  const words = [...carla.says].length;
  const { answers } = await speak(owner, id, [
    [{ op: 'text', id: theirs?.id, field: 'text', edit: [words, ' Or so she says.'] }],
    [{ op: 'set', id: theirs?.id, f: { text: 'It was fine.' } }],
    [{ op: 'set', id: theirs?.id, f: { consent: 'quote' } }],
  ]);
  // Text is never set whole, whoever asks.
  expect(answers).toEqual(['forbidden', 'bad_op', 'forbidden']);
  expect((await records(owner, id, 'note')).map((each) => each.f['text'])).toEqual([carla.says]);

  const field = await edit(guest, carla.says);
  await field.press('Control+End');
  await field.pressSequentially(' Twice.');
  await expect(note(owner, `${carla.says} Twice.`)).toBeVisible();
});

test('notes move by drag, by menu and by keyboard', async ({ room }) => {
  const owner = await room.owner();
  const { links } = await room.board(owner);
  const guest = await room.page(handset);
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  const card = note(owner, carla.says);

  await card.dragTo(zone(owner, 'Feels'));
  await expect(note(zone(owner, 'Feels'), carla.says)).toBeVisible();

  const menu = await openMenu(owner, card);
  await menu.getByRole('menuitem', { name: 'Move to…' }).click();
  await owner.getByRole('menuitem', { name: 'Does' }).click();
  await expect(note(zone(owner, 'Does'), carla.says)).toBeFocused();

  await owner.keyboard.press('m');
  await expect(owner.getByRole('menuitem', { name: 'Says' })).toBeFocused();
  await owner.keyboard.press('ArrowDown');
  await owner.keyboard.press('Enter');
  await expect(note(zone(owner, 'Thinks'), carla.says)).toBeFocused();

  await turnTo(guest, 'Thinks');
  await note(guest, carla.says).getByRole('button', { name: 'Note menu' }).tap();
  await guest.getByRole('menuitem', { name: 'Move to…' }).tap();
  await guest.getByRole('menuitem', { name: 'Says' }).tap();
  await expect(guest.getByText('Moved to Says')).toBeVisible();
  await expect(note(zone(owner, 'Says'), carla.says)).toBeVisible();
});

test('undo takes back only one’s own acts, and deleted notes come back', async ({ room }) => {
  const owner = await room.owner();
  const { links } = await room.board(owner);
  const guest = await room.page(handset);
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  const undo = owner.getByRole('button', { name: 'Undo', exact: true });
  const redo = owner.getByRole('button', { name: 'Redo', exact: true });

  await expect(undo).toBeDisabled();
  await write(owner, 'Thinks', team.believes);
  await write(guest, 'Feels', carla.feels);
  await expect(note(owner, carla.feels)).toBeVisible();
  await undo.click();
  await expect(note(owner, team.believes)).toBeHidden();
  await expect(note(owner, carla.feels)).toBeVisible();
  await expect(undo).toBeDisabled();
  await redo.click();
  await expect(note(owner, team.believes)).toBeVisible();

  // What somebody has moved on since is theirs.
  const card = note(owner, carla.says);
  await card.dragTo(zone(owner, 'Does'));
  await turnTo(guest, 'Does');
  await note(guest, carla.says).getByRole('button', { name: 'Note menu' }).tap();
  await guest.getByRole('menuitem', { name: 'Move to…' }).tap();
  await guest.getByRole('menuitem', { name: 'Feels' }).tap();
  await expect(note(zone(owner, 'Feels'), carla.says)).toBeVisible();
  await undo.click();
  await saved(owner);
  await expect(note(zone(owner, 'Feels'), carla.says)).toBeVisible();

  await card.focus();
  await card.press('Delete');
  await expect(card).toBeHidden();
  await turnTo(guest, 'Feels');
  await expect(note(guest, carla.says)).toBeHidden();
  const toast = owner.getByRole('status').filter({ hasText: 'Note deleted' });
  await toast.getByRole('button', { name: 'Undo' }).click();
  await expect(card).toBeVisible();
  await expect(note(guest, carla.says)).toBeVisible();
});
