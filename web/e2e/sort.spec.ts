import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { join, note, openMenu, saved } from './board.ts';
import { ticketShop } from './story.ts';
import { expect, handset, test, type Room } from './test.ts';
import { records, speak } from './wire.ts';

const { carla } = ticketShop;

/** Thirty of the story's statements, and what belongs together among them. */
const statements = ticketShop.statements.filter((each, i) => i % 2 === 0 && each.text !== carla.says).slice(0, 29);
const own = ticketShop.statements.find((each) => each.text === carla.says);
const all = own === undefined ? statements : [...statements, own];
const sentences: Readonly<Record<string, string>> = {
  hold: 'My seats are gone while I pay',
  fees: 'The price is not what I was told',
  queue: 'I cannot see whether the queue moves',
  refund: 'I wait for my money for weeks',
  phone: 'On my phone I cannot hit a seat',
  help: 'Nobody answers on the day it matters',
  access: 'My needs cost me a day on the phone',
  transfer: 'I cannot give my ticket to a friend',
};

function themeOf(words: string): string {
  return all.find((each) => words.includes(each.text))?.theme ?? '';
}

interface Sorting {
  readonly id: string;
  readonly owner: Page;
  readonly guest: Page;
}

/** A board with thirty notes in a step that makes themes: the owner at a computer, Carla with a phone. */
async function sorting(room: Room): Promise<Sorting> {
  const owner = await room.owner();
  const { id, links } = await room.board(owner);
  const [session] = await records(owner, id, 'session');
  const everybody = ['facilitator', 'team', 'client'];
  const rules = { write: everybody, edit: 'all', move: everybody, see: 'all', authors: 'named', presence: 'cursors' };
  const step = { rules, comment: everybody, zones: [], output: 'themes' };
  const answered = await speak(owner, id, [[{ op: 'set', id: session?.f['phase'], f: step }]]);
  const guest = await room.page(handset);
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  const zones = new Map((await records(owner, id, 'zone')).map((zone) => [zone.f['title'], zone.id]));
  const put = statements.map(({ text, zone }, i) => {
    const place = { zone: zones.get(zone), order: `b${String(i).padStart(2, '0')}1` };
    return {
      op: 'put',
      rec: { id: randomUUID(), type: 'note', f: { text, place, kind: 'observation', side: 'team' } },
    };
  });
  expect([...answered.answers, ...(await speak(owner, id, [put])).answers]).toEqual(['ack', 'ack']);
  await expect(free(owner).getByRole('group')).toHaveCount(30);
  return { id, owner, guest };
}

function free(page: Page): Locator {
  return page.getByRole('region', { name: 'Not in a theme' });
}

function theme(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

/** What belongs together on the server: the sentences, and the notes' own words below each. */
async function groups(page: Page, board: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const notes = await records(page, board, 'note');
  const themes = await records(page, board, 'theme');
  return Object.fromEntries(
    themes.map(({ id, f }) => [
      String(f['name'] ?? ''),
      notes
        .filter((each) => each.f['theme'] === id)
        .map((each) => String(each.f['text']))
        .sort(),
    ]),
  );
}

const wanted = Object.fromEntries(
  [...new Set(all.map((each) => each.theme))].map((key) => [
    sentences[key],
    all
      .filter((each) => each.theme === key)
      .map((each) => each.text)
      .sort(),
  ]),
);

test('thirty notes find their themes by keyboard alone, two acts each, and undo takes one back', async ({ room }) => {
  const { id, owner } = await sorting(room);
  const { keyboard } = owner;
  const words = (): Promise<string> =>
    owner.evaluate(() => document.activeElement?.closest('[data-note]')?.textContent ?? '');
  for (let i = 0; (await words()) === '' && i < 60; i++) await keyboard.press('Tab');
  const made: string[] = [];
  for (let i = 0; i < 30; i++) {
    await expect.poll(async () => themeOf(await words()), { message: 'the focus goes to the next note' }).not.toBe('');
    const key = themeOf(await words());
    const at = made.indexOf(key) + 1;
    await keyboard.press('g');
    await expect(owner.getByRole('menu', { name: 'Goes with…' })).toBeVisible();
    if (at > 0) await keyboard.press(String(at));
    else {
      made.push(key);
      await keyboard.press('n');
      await expect(owner.getByRole('textbox', { name: `Name of theme ${made.length}` })).toBeFocused();
      await keyboard.type(sentences[key] ?? '');
      await keyboard.press('Enter');
    }
    await expect(free(owner).getByRole('group')).toHaveCount(29 - i);
  }
  await saved(owner);
  expect(await groups(owner, id)).toEqual(wanted);

  await keyboard.press('Control+z');
  await expect(free(owner).getByRole('group')).toHaveCount(1);
});

test('thirty notes find their themes by touch on a phone, one card at a time', async ({ room }) => {
  test.slow();
  const { id, guest } = await sorting(room);
  const goes = guest.getByRole('group', { name: 'Goes with…' });
  const made = new Set<string>();
  for (let i = 0; i < 30; i++) {
    await expect(guest.getByText(i === 29 ? '1 note to sort' : `${30 - i} notes to sort`)).toBeVisible();
    const key = themeOf((await guest.locator('[data-note]').textContent()) ?? '');
    const sentence = sentences[key] ?? '';
    if (made.has(key)) await goes.getByRole('button', { name: new RegExp(`^${sentence}`) }).tap();
    else {
      made.add(key);
      await guest.getByRole('button', { name: 'New theme' }).tap();
      await guest.getByRole('textbox', { name: `Name of theme ${made.size}` }).fill(sentence);
      await guest.getByRole('button', { name: 'Done', exact: true }).tap();
    }
  }
  await expect(guest.getByText(/^All sorted/)).toBeVisible();
  await saved(guest);
  expect(await groups(guest, id)).toEqual(wanted);
});

test('thirty notes find their themes by drag: onto a note, onto a column, and out again', async ({ room }) => {
  const { id, owner } = await sorting(room);
  const card = (text: string): Locator => note(owner, text);
  for (const [i, key] of [...new Set(all.map((each) => each.theme))].entries()) {
    const [first, second, ...rest] = all.filter((each) => each.theme === key).map((each) => each.text);
    if (first === undefined || second === undefined) throw new Error(`nothing goes with “${first}”`);
    await card(second).dragTo(card(first));
    const name = owner.getByRole('textbox', { name: `Name of theme ${i + 1}` });
    await expect(name).toBeFocused();
    await name.fill(sentences[key] ?? '');
    await name.press('Enter');
    for (const text of rest)
      await card(text).dragTo(theme(owner, sentences[key] ?? ''), { targetPosition: { x: 60, y: 80 } });
  }
  await expect(free(owner).getByRole('group')).toHaveCount(0);
  await saved(owner);
  expect(await groups(owner, id)).toEqual(wanted);

  await card(carla.says).dragTo(free(owner));
  await expect(note(free(owner), carla.says)).toBeVisible();
  await card(carla.says).dragTo(owner.getByText('Drop notes here for a new theme'));
  await expect(owner.getByRole('textbox', { name: 'Name of theme 9' })).toBeFocused();
});

test('two people group one note at once, and a theme goes while somebody groups into it', async ({ room }) => {
  const { id, owner, guest } = await sorting(room);
  const [a, b] = [randomUUID(), randomUUID()];
  const put = (id: string, name: string, order: string): object => ({
    op: 'put',
    rec: { id, type: 'theme', f: { name, order } },
  });
  await speak(owner, id, [[put(a, 'First', 'a0'), put(b, 'Second', 'a1')]]);
  const goes = guest.getByRole('group', { name: 'Goes with…' });
  const shown = (await guest.locator('[data-note]').textContent()) ?? '';
  const text = all.find((each) => shown.includes(each.text))?.text ?? '';
  await note(owner, text).focus();
  await Promise.all([goes.getByRole('button', { name: /^First/ }).tap(), owner.keyboard.press('2')]);
  await saved(owner);
  await saved(guest);
  // The last one wins, for both the same.
  const kept = (await records(owner, id, 'note')).find((each) => each.f['text'] === text);
  const name = kept?.f['theme'] === a ? 'First' : 'Second';
  expect([a, b]).toContain(kept?.f['theme']);
  await expect(note(theme(owner, name), text)).toBeVisible();

  // Out of reach, somebody groups into a theme that is then deleted.
  await guest.context().setOffline(true);
  const next = (await guest.locator('[data-note]').textContent()) ?? '';
  const other = all.find((each) => next.includes(each.text))?.text ?? '';
  await goes.getByRole('button', { name: /^First/ }).tap();
  await theme(owner, 'First').getByRole('button', { name: 'Theme menu' }).click();
  await owner.getByRole('menuitem', { name: 'Delete theme' }).click();
  await expect(theme(owner, 'First')).toBeHidden();
  await saved(owner);
  await guest.context().setOffline(false);
  await saved(guest);
  await expect(note(free(owner), other)).toBeVisible();
  await expect(owner.getByRole('group', { name: 'Themes' }).locator('[data-note]')).toHaveCount(30);
  await owner.getByRole('status').filter({ hasText: 'Theme deleted' }).getByRole('button', { name: 'Undo' }).click();
  await expect(theme(owner, 'First')).toBeVisible();
});

test('comments, verdicts and what is fixed now are said where the note or the name is', async ({ room }) => {
  const { id, owner, guest } = await sorting(room);
  const card = note(owner, carla.says);
  await card.focus();
  await card.press('c');
  await owner.getByRole('textbox', { name: 'Write a comment' }).fill('Did it say why?');
  await owner.keyboard.press('Enter');
  await expect(owner.getByRole('listitem').filter({ hasText: 'Did it say why?' })).toBeVisible();
  await owner.keyboard.press('Escape');
  await expect(card.getByRole('button', { name: '1 comment' })).toBeVisible();

  const made = randomUUID();
  await speak(owner, id, [
    [{ op: 'put', rec: { id: made, type: 'theme', f: { name: 'Buyers are careless', order: 'a0' } } }],
  ]);
  const lead = (await records(owner, id, 'member')).find((each) => each.f['role'] === 'client');
  await speak(owner, id, [[{ op: 'set', id: lead?.id, f: { hat: 'lead' } }]]);
  await guest.getByRole('button', { name: /^Themes/ }).tap();
  await guest.getByRole('button', { name: 'Not what we meant' }).tap();
  await guest.getByRole('textbox', { name: /^What did you mean/ }).fill('The shop is too quick');
  await guest.keyboard.press('Enter');
  await expect(theme(owner, 'Buyers are careless')).toContainText(
    'The customers’ lead says: not what we meant The shop is too quick',
  );

  const menu = await openMenu(owner, card);
  await menu.getByRole('menuitem', { name: 'Fixed now…' }).click();
  await expect(owner.getByRole('textbox', { name: 'What was done, in one sentence?' })).toHaveValue(
    `Fixed: ${carla.says}`,
  );
  await owner.keyboard.type('We hold the seats for ten minutes now.');
  await owner.keyboard.press('Enter');
  await saved(owner);
  const [fixed] = await records(owner, id, 'action');
  expect(fixed?.f).toMatchObject({ title: 'We hold the seats for ten minutes now.', spot: true, status: 'done' });
});

test('a theme becomes an owned, dated commitment in five acts, or a no with its reason (B-65: not over a veto)', async ({
  room,
}) => {
  const { id, owner, guest } = await sorting(room);
  const [hold, fees, learned] = [randomUUID(), randomUUID(), randomUUID()];
  const notes = await records(owner, id, 'note');
  const of = (key: string): string[] =>
    notes.filter(({ f }) => themeOf(String(f['text'])) === key).map((each) => each.id);
  const put = (id: string, type: string, f: object): object => ({ op: 'put', rec: { id, type, f } });
  const into = (key: string, theme: string): object[] => of(key).map((id) => ({ op: 'set', id, f: { theme } }));
  const statement = 'Buyers need seats that wait for them';
  const made = [
    put(hold, 'theme', { name: sentences['hold'], order: 'a0' }),
    put(fees, 'theme', { name: sentences['fees'], order: 'a1' }),
    put(learned, 'insight', { statement, evidence: of('hold'), order: 'a0' }),
  ];
  const [session] = await records(owner, id, 'session');
  const lead = (await records(owner, id, 'member')).find((each) => each.f['role'] === 'client');
  await speak(owner, id, [
    made,
    [...into('hold', hold), ...into('fees', fees)],
    [{ op: 'set', id: lead?.id, f: { hat: 'lead' } }],
    [{ op: 'set', id: session?.f['phase'], f: { output: 'actions' } }],
  ]);

  // A customer who leads reads the insight and says that it is not what they meant.
  await guest.getByRole('button', { name: /^Insights/ }).tap();
  await guest.getByRole('button', { name: 'Not what we meant' }).tap();
  await saved(guest);
  await owner.getByRole('button', { name: 'Insights' }).click();
  await owner.getByRole('button', { name: new RegExp(`^${statement}`) }).click();
  const accept = owner.getByRole('button', { name: 'Accept this insight' });
  await expect(accept).toHaveAttribute('aria-disabled', 'true');
  await expect(accept).toHaveAccessibleDescription(/not what they meant/);
  await guest.getByRole('button', { name: 'That’s right' }).tap();
  await expect(accept).toHaveAttribute('aria-disabled', 'false');
  await accept.click();
  await owner.getByRole('dialog', { name: 'Insight' }).getByRole('button', { name: 'Back', exact: true }).click();

  const commits = owner.getByRole('region', { name: 'What will we do about it?' });
  const row = (key: string): Locator => commits.getByRole('listitem').filter({ hasText: sentences[key] ?? '' });
  await row('hold').getByRole('button', { name: 'We will…' }).click();
  await owner.keyboard.type('Hold the seats while the buyer pays');
  await row('hold').getByRole('combobox', { name: 'Who' }).selectOption({ index: 1 });
  await row('hold').getByLabel('By when').fill('2027-03-05');
  await row('hold').getByRole('button', { name: 'Commit' }).click();
  await expect(row('hold')).toContainText('Hold the seats while the buyer pays');

  await row('fees').getByRole('button', { name: 'No, because…' }).click();
  const decline = row('fees').getByRole('button', { name: 'Decline' });
  await expect(decline).toHaveAttribute('aria-disabled', 'true');
  await owner.keyboard.type('Organisers set the fees');
  await decline.click();
  await expect(row('fees')).toContainText('No, because Organisers set the fees');
  await saved(owner);
  const actions = await records(owner, id, 'action');
  expect(actions.map(({ f }) => f)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ status: 'committed', due: '2027-03-05', insights: [learned] }),
      expect.objectContaining({ status: 'declined', title: sentences['fees'], reason: 'Organisers set the fees' }),
    ]),
  );
  expect(actions.find(({ f }) => f['status'] === 'committed')?.f['notes']).toHaveLength(of('hold').length);
});

test('a note that comes back by undo brings no menu with it, and no word of having been deleted', async ({ room }) => {
  const { owner } = await sorting(room);
  await owner.getByRole('button', { name: 'Map', exact: true }).click();
  const last = owner.getByRole('region', { name: 'Says', exact: true }).getByRole('group').last();
  const card = owner.locator(`#${(await last.getAttribute('id')) ?? ''}`);
  await card.focus();
  await owner.keyboard.press('g');
  await expect(owner.getByRole('menu', { name: 'Goes with…' })).toBeVisible();
  // Both before the page has heard that the menu is closed.
  await Promise.all([owner.keyboard.press('Escape'), owner.keyboard.press('Delete')]);
  await expect(card).toHaveCount(0);
  await expect(owner.getByText('Note deleted')).toBeVisible();
  await expect(owner.locator('[data-note] > :focus'), 'the note before it').toBeVisible();
  await owner.keyboard.press('Control+z');
  await expect(card).toBeVisible();
  await expect(owner.getByText('Note deleted')).toHaveCount(0);
  await expect(owner.getByRole('menu')).toHaveCount(0);
});

test('Escape leads from the field back to the note, and L stands on it in the list', async ({ room }) => {
  const { owner } = await sorting(room);
  await owner.getByRole('button', { name: 'Map', exact: true }).click();
  const card = owner.getByRole('region', { name: 'Says', exact: true }).getByRole('group').nth(1);
  const id = (await card.getAttribute('id')) ?? '';
  await card.focus();
  await owner.keyboard.press('n');
  await expect(owner.locator('[data-composer]')).toBeFocused();
  await owner.keyboard.press('Escape');
  await expect(owner.locator(`#${id}`)).toBeFocused();
  await owner.keyboard.press('l');
  await expect(owner.locator(`[data-outline] #${id}`)).toBeFocused();
});
