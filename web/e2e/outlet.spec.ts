import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { serious } from './axe.ts';
import { Backlog } from './backlog.ts';
import { Gitea } from './gitea.ts';
import { picture } from './picture.ts';
import { ticketShop } from './story.ts';
import { expect, handset, test, type Room } from './test.ts';
import { records, speak } from './wire.ts';

// What leaves a board and comes back (export's E-1 … E-24, deliver's D-1 … D-9).

const titles = ['Hold the seats while somebody pays', 'Show every fee before the last page', 'Say how long it takes'];

interface Desk {
  readonly id: string;
  readonly actions: readonly string[];
}

/** A board with an insight that three customers stand behind, each with another consent, and three actions. */
async function desk(room: Room, owner: Page): Promise<Desk> {
  const { id } = await room.board(owner);
  const says = (await records(owner, id, 'zone')).find((zone) => zone.f['title'] === 'Says')?.id;
  const put = (id: string, type: string, f: object): object => ({ op: 'put', rec: { id, type, f } });
  const insight = randomUUID();
  const said = {
    quote: 'My seats were gone while I paid',
    paraphrase: 'They took my money',
    room: 'My husband must not know',
  };
  for (const [consent, text] of Object.entries(said)) {
    const data = { text, source: 'interview', consent, preview: false };
    const answer = await owner.request.post(`${room.felt.url}/api/v1/boards/${id}/notes/import`, { data });
    expect(answer.ok(), await answer.text()).toBe(true);
  }
  const notes = (await records(owner, id, 'note')).map((note) => note.id);
  const actions = titles.map(() => randomUUID());
  const made = await speak(owner, id, [
    notes.map((id) => ({ op: 'set', id, f: { place: { zone: says, order: 'a1' } } })),
    [put(insight, 'insight', { statement: 'Buyers lose their seats', evidence: notes, order: 'a1' })],
    titles.map((title, i) =>
      put(actions[i]!, 'action', {
        title,
        status: 'committed',
        order: `a${i + 1}`,
        ...(i === 0 && {
          insights: [insight],
          acceptance: [
            { given: 'a full basket', when: 'payment takes five minutes', then: 'the seats are held', done: false },
            { given: '', when: '', then: 'the buyer sees for how long', done: false },
          ],
        }),
      }),
    ),
  ]);
  expect(made.answers).toEqual(['ack', 'ack', 'ack']);
  return { id, actions };
}

/** Opens the export dialog from the wrap-up. */
async function opened(owner: Page): Promise<Locator> {
  await owner.getByRole('button', { name: /^Insights/ }).click();
  await owner.getByRole('button', { name: 'Wrap up and export' }).click();
  await owner.getByRole('button', { name: 'Preview' }).click();
  return owner.getByRole('dialog', { name: 'What will be exported' });
}

test('the export says what is withheld, shows what leaves, and is copied, chosen from and downloaded', async ({
  room,
}) => {
  const owner = await room.owner();
  await owner.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await desk(room, owner);
  const dialog = await opened(owner);
  await expect(dialog.getByText('3 items.')).toBeVisible();
  const withheld = dialog.getByRole('list', { name: 'Left out' });
  await expect(withheld.getByText('1 note left out: nobody has allowed it to leave this room.')).toBeVisible();
  await expect(withheld.getByText('1 note without its words: its author allowed a paraphrase only.')).toBeVisible();
  const file = dialog.getByRole('article').filter({ hasText: 'My seats were gone' });
  await expect(file.getByText('My seats were gone while I paid')).toBeVisible();
  await expect(dialog.getByText('My husband')).toHaveCount(0);
  await expect(dialog.getByText('took my money')).toHaveCount(0);
  expect(await serious(owner)).toEqual([]);
  await picture(owner, 'outlet-files');

  // One item in one act: the same as its file.
  await file.getByRole('button', { name: 'Copy' }).click();
  const copied = await owner.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^---\nid: 'DRAFT-/);
  expect(copied).toContain('My seats were gone while I paid');
  await dialog.getByRole('checkbox', { name: 'Show the Markdown' }).check();
  await expect(file.locator('pre')).toHaveText(copied);
  await picture(owner, 'outlet-source');
  await owner.emulateMedia({ colorScheme: 'dark' });
  await picture(owner, 'outlet-dark');
  expect(await serious(owner, 'colours')).toEqual([]);
  await owner.emulateMedia({ colorScheme: 'light' });

  // A slice: what was exported last, and then what was chosen.
  const which = dialog.getByRole('combobox', { name: 'Which items' });
  await which.selectOption({ label: 'Chosen actions' });
  await dialog.getByRole('checkbox', { name: titles[1]! }).uncheck();
  await dialog.getByRole('checkbox', { name: titles[2]! }).uncheck();
  await expect(dialog.getByText('1 item.', { exact: true })).toBeVisible();
  await dialog.getByRole('checkbox', { name: titles[0]! }).uncheck();
  await expect(dialog.getByText('Choose what to export.')).toBeVisible();
  await which.selectOption({ label: 'Everything' });

  // In three acts: open, choose the format, download.
  await dialog.getByRole('combobox', { name: 'Format' }).selectOption({ label: 'Jira CSV' });
  await expect(dialog.getByRole('cell', { name: titles[2]! }).first()).toBeVisible();
  await expect(dialog.getByText('3 items in one file.')).toBeVisible();
  await picture(owner, 'outlet-csv');
  const saving = owner.waitForEvent('download');
  await dialog.getByRole('link', { name: 'Download .csv' }).click();
  const csv = await readFile(await (await saving).path(), 'utf8');
  expect(csv.split('\r\n')[0]).toContain('Summary');
  expect(csv).not.toContain('My husband');
  await which.selectOption({ label: 'Changed since the last export' });
  await expect(dialog.getByText('Nothing has changed since the last export.')).toBeVisible();

  // The format is remembered.
  await owner.reload();
  await owner.getByRole('button', { name: 'Preview' }).click();
  await expect(dialog.getByRole('combobox', { name: 'Format' })).toHaveValue('jira');
});

test('items go to a tracker, and what is closed there is done here', async ({ room }) => {
  const gitea = await Gitea.start();
  try {
    const owner = await room.owner();
    await owner.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const { id, actions } = await desk(room, owner);
    const dialog = await opened(owner);

    // By keyboard alone, up to the items' being there.
    const keys = owner.keyboard;
    await dialog.getByRole('tab', { name: 'Files' }).focus();
    await keys.press('ArrowRight');
    await expect(dialog.getByRole('tab', { name: 'Send to a tracker' })).toBeFocused();
    const add = dialog.getByRole('button', { name: 'Add a tracker' });
    await expect(add).toBeVisible();
    await keys.press('Tab');
    await expect(add).toBeFocused();
    await keys.press('Enter');
    const form = dialog.getByRole('form', { name: 'Add a tracker' });
    await expect(form.getByRole('combobox', { name: 'Tracker' })).toBeFocused();
    await keys.press('End');
    await keys.press('Tab');
    await keys.type(gitea.url);
    await keys.press('Tab');
    await keys.type('acme');
    await keys.press('Tab');
    await keys.type(gitea.token);
    await expect(form.getByLabel('Token')).toHaveAttribute('type', 'password');
    await expect(form.getByText('write:issue')).toBeVisible();
    expect(await serious(owner)).toEqual([]);
    await picture(owner, 'outlet-add');
    await keys.press('Enter');
    await expect(form.getByRole('alert')).toContainText('owner/name');
    await expect(form.getByRole('textbox', { name: 'Project' })).toBeFocused();
    await keys.press('ControlOrMeta+a');
    await keys.type('acme/shop');
    await keys.press('Enter');
    const target = dialog.getByRole('region', { name: 'Gitea or Forgejo: acme/shop' });
    const send = target.getByRole('button', { name: 'Send 3 items' });
    await expect(send).toBeEnabled();
    await expect(send).toBeFocused();
    await keys.press('Enter');
    const sent = target.getByRole('list', { name: 'Sent to acme/shop' });
    await expect(target.getByText('3 of 3 items are there.')).toBeVisible();
    expect(gitea.issues.map(({ title }) => title).sort()).toEqual([...titles].sort());
    expect(await owner.content()).not.toContain(gitea.token);
    await expect(sent.getByRole('link')).toHaveCount(3);
    await picture(owner, 'outlet-sent');
    expect(await serious(owner)).toEqual([]);

    // The tracker calls, signed with the secret that can be copied; nothing shows it.
    await target.getByRole('button', { name: 'Copy secret' }).click();
    const secret = await owner.evaluate(() => navigator.clipboard.readText());
    await target.getByRole('button', { name: 'Copy address' }).click();
    const hook = await owner.evaluate(() => navigator.clipboard.readText());
    expect(await owner.content()).not.toContain(secret);
    gitea.change(titles[0]!, { state: 'closed' });
    expect(await gitea.tell(hook, 'guess')).toBe(404);
    expect(await gitea.tell(hook, secret)).toBe(204);
    const row = sent.getByRole('listitem').filter({ hasText: titles[0]! });
    await expect(row).toContainText('Sent, closed there', { timeout: 20_000 });
    const action = (await records(owner, id, 'action')).find((each) => each.id === actions[0]);
    expect(action?.f).toMatchObject({
      status: 'done',
      links: [{ target: 'gitea acme/shop', ref: String(gitea.issue(titles[0]!).number) }],
    });

    // Sent again, only what changed; what was changed there is overwritten by name alone.
    const writes = gitea.writes;
    await target.getByRole('button', { name: 'Send 3 items again' }).click();
    await expect(target.getByText('3 of 3 items are there.')).toBeVisible();
    gitea.change(titles[1]!, { body: `${gitea.issue(titles[1]!).body}\n\nSomebody’s own words` });
    const changed = { op: 'set', id: actions[1], f: { due: '2027-03-05' } };
    expect((await speak(owner, id, [[changed]])).answers).toEqual(['ack']);
    await expect.poll(() => gitea.writes).toBeGreaterThanOrEqual(writes);
    await target.getByRole('button', { name: 'Send 3 items again' }).click();
    const other = sent.getByRole('listitem').filter({ hasText: titles[1]! });
    await expect(other).toContainText('Changed there, not overwritten');
    expect(gitea.issue(titles[1]!).body).toContain('own words');
    await picture(owner, 'outlet-changed');
    await other.getByRole('button', { name: `Overwrite there: ${titles[1]}` }).click();
    await expect.poll(() => gitea.issue(titles[1]!).body).not.toContain('own words');

    // A colleague sends, too, but sets nothing.
    const colleague = await room.page();
    const { links } = await invited(room, owner, id);
    await colleague.goto(links.team);
    await goIn(colleague);
    const theirs = await opened(colleague);
    await theirs.getByRole('tab', { name: 'Send to a tracker' }).click();
    await expect(theirs.getByRole('button', { name: 'Send 3 items again' })).toBeVisible();
    await expect(theirs.getByRole('button', { name: 'Add a tracker' })).toHaveCount(0);
    await expect(theirs.getByText('Webhook')).toHaveCount(0);

    await target.getByRole('button', { name: 'End this tracker…' }).click();
    await target.getByRole('button', { name: 'End it' }).click();
    await expect(dialog.getByText('No tracker is set yet.')).toBeVisible();
  } finally {
    await gitea.stop();
  }
});

/** A new link for the team. */
async function invited(room: Room, owner: Page, id: string): Promise<{ readonly links: { readonly team: string } }> {
  const answer = await owner.request.post(`${room.felt.url}/api/v1/boards/${id}/links`, { data: { role: 'team' } });
  expect(answer.ok(), await answer.text()).toBe(true);
  return { links: { team: ((await answer.json()) as { url: string }).url } };
}

/** Goes in by a link of the team's. */
async function goIn(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: /^Your name/ }).fill(ticketShop.dora.name);
  await page.getByRole('button', { name: /board$/ }).click();
}

test('what the real Backlog.md changed comes back, and a person decides where both sides have', async ({ room }) => {
  const backlog = await Backlog.init();
  try {
    const owner = await room.page(handset);
    await room.own(owner, ticketShop.team.name);
    const { id, actions } = await desk(room, owner);
    const api = `${room.felt.url}/api/v1/boards/${id}/export?format=backlog&as=task&preview=true`;
    const { files } = (await (await owner.request.get(api)).json()) as { files: { name: string; text: string }[] };
    const tasks: string[] = [];
    for (const { name, text } of files) tasks.push(await backlog.place(name, text));
    await backlog.edit(tasks[0]!, '-s', 'Done', '--check-ac', '1');
    await backlog.edit(tasks[1]!, '-s', 'In Progress');
    // What the folder remembers of the third: it was only proposed then, and is committed on the board since.
    await backlog.edit(tasks[2]!, '-s', 'Done');
    const written = {
      path: files[2]!.name,
      board: id,
      for: 'backlog',
      action: actions[2],
      sha256: '',
      status: 'proposed',
    };
    await backlog.place('.feltboard.json', JSON.stringify({ format: 'feltboard.folder/1', files: [written] }));
    // Meanwhile the second criterion was ticked on the board; the file has it open.
    const held = {
      given: 'a full basket',
      when: 'payment takes five minutes',
      then: 'the seats are held',
      done: false,
    };
    const ticked = { given: '', when: '', then: 'the buyer sees for how long', done: true };
    const tick = { op: 'set', id: actions[0], f: { acceptance: [held, ticked] } };
    expect((await speak(owner, id, [[tick]])).answers).toEqual(['ack']);

    const dialog = await opened(owner);
    await expect(dialog.getByText('3 items.')).toBeVisible();
    await picture(owner, 'outlet-files-phone');
    await dialog.getByRole('tab', { name: 'Send to a tracker' }).tap();
    await dialog.getByRole('button', { name: 'Add a tracker' }).tap();
    await picture(owner, 'outlet-add-phone');
    await dialog.getByRole('tab', { name: 'Bring back' }).tap();
    await picture(owner, 'outlet-back-empty');
    await dialog.getByLabel('Folder of Backlog.md').setInputFiles(backlog.folder);
    const conflict = dialog.getByRole('group', { name: 'the buyer sees for how long' });
    await expect(conflict.getByRole('radio', { name: 'The board: Ticked' })).toBeChecked();
    await expect(conflict).toContainText('Nobody can tell which side has changed.');
    const both = dialog.getByRole('group', { name: titles[2]! });
    await expect(both).toContainText(
      'It was proposed when it was exported; the board and the file have both changed since.',
    );
    await expect(both.getByRole('radio', { name: 'The board: Committed' })).toBeChecked();
    await expect(both.getByRole('radio', { name: 'The file: Done' })).toBeVisible();
    await expect(dialog.getByText('Committed → Done')).toBeVisible();
    await expect(dialog.getByText('Committed → In progress')).toBeVisible();
    await expect(dialog.getByText('Open → Ticked')).toBeVisible();
    expect(await serious(owner)).toEqual([]);
    await picture(owner, 'outlet-back');
    await dialog.getByRole('checkbox', { name: titles[1]! }).uncheck();
    await conflict.getByRole('radio', { name: 'The file: Open' }).check();
    await dialog.getByRole('button', { name: 'Apply 3 changes' }).tap();

    await expect(dialog.getByText('Committed → Done')).toHaveCount(0);
    await expect(dialog.getByText('Committed → In progress')).toBeVisible();
    await expect(conflict).toHaveCount(0);
    const all = await records(owner, id, 'action');
    const of = (n: number) => all.find((each) => each.id === actions[n])?.f;
    expect(of(0)).toMatchObject({ status: 'done', acceptance: [{ done: true }, { done: false }] });
    expect(of(1)).toMatchObject({ status: 'committed' });
    expect(of(2)).toMatchObject({ status: 'committed' });

    // One file alone, and one that says nothing.
    await dialog
      .getByLabel('Files or a zip of Backlog.md')
      .setInputFiles([{ name: 'notes.md', mimeType: 'text/markdown', buffer: Buffer.from('# Shopping') }]);
    await expect(dialog.getByText('The files say nothing new, as far as they can be read.')).toBeVisible();
    await expect(dialog.getByText('It has no front matter.')).toBeVisible();
  } finally {
    await backlog.remove();
  }
});
