import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { serious } from './axe.ts';
import { join, saved, write } from './board.ts';
import { picture, settle } from './picture.ts';
import { ticketShop } from './story.ts';
import { computer, desktop, expect, handset, phone, test, type Links, type Room } from './test.ts';
import { heard, holding, records, speak } from './wire.ts';

const { carla, dora } = ticketShop;

const fees = 'The fees appear on the last page only 😤';
const long = `${'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(4)} 👩‍👩‍👧‍👧🎟️ ${'waited and waited '.repeat(12)}`.trim();
const because = 'the law makes us show them apart';

/** A session that is over: Carla wrote anonymously and by name, Dora by name, and the team has answered most of it. */
async function over(room: Room): Promise<{
  readonly id: string;
  readonly links: Links;
  readonly owner: Page;
  readonly guest: Page;
  readonly other: Page;
  readonly action: string;
  readonly member: string;
}> {
  const owner = await room.owner();
  const { id, links } = await room.board(owner);
  const [guest, other] = [await room.page(handset), await room.page(handset)];
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  await join(other, links.client, { words: dora.says, zone: 'Says', name: dora.name, consent: 'Quote me' });
  await write(guest, 'Does', long);
  await guest.getByRole('button', { name: 'Anonymous' }).tap();
  await write(guest, 'Feels', carla.feels);
  await write(guest, 'Feels', fees);
  await saved(guest);

  const notes = await records(owner, id, 'note');
  const noteOf = (text: string) => notes.find(({ f }) => f['text'] === text)?.id ?? '';
  const [session] = await records(owner, id, 'session');
  const me = (await records(owner, id, 'member')).find(({ f }) => f['role'] === 'facilitator')?.id;
  const member = (await records(guest, id, 'member')).find(({ f }) => f['name'] === carla.name)?.id ?? '?';
  const ids = Array.from({ length: 5 }, () => randomUUID());
  const [slow, dear, heavy, action, later] = ids as [string, string, string, string, string];
  const put = (rec: string, type: string, f: object) => ({ op: 'put', rec: { id: rec, type, f } });
  const set = (rec: string | undefined, f: object) => ({ op: 'set', id: rec, f });
  const { answers } = await speak(owner, id, [
    [
      put(slow, 'insight', {
        statement: 'People lose their seats while they pay',
        evidence: [noteOf(carla.feels), noteOf(dora.says)],
      }),
      put(dear, 'insight', { statement: 'Fees come as a surprise', evidence: [noteOf(fees)] }),
      put(heavy, 'insight', { statement: long, evidence: [noteOf(long)] }),
      put(action, 'action', { title: 'Hold the seats for 15 minutes', insights: [slow], owner: me, due: '2026-12-01' }),
      put(later, 'action', { title: 'Ask them how', insights: [heavy], owner: me, due: '2026-12-24' }),
    ],
    [set(action, { status: 'committed' }), set(dear, { status: 'declined', reason: because })],
    [set(later, { status: 'in_progress', due: '2027-01-15' }), set(slow, { status: 'actioned' })],
    [set(action, { status: 'done', reply: 'Your seats wait for you now.' })],
    [set(session?.id, { state: 'closed' })],
  ]);
  expect(answers).toEqual(Array(5).fill('ack'));
  return { id, links, owner, guest, other, action, member };
}

/** What a page shows of a zone's words, or where it is too wide. */
function wide(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

async function looked(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settle(page);
    await picture(page, `${name}-${colorScheme}`);
    expect(await serious(page, colorScheme === 'light' ? 'all' : 'colours')).toEqual([]);
    expect(await wide(page), `${name} is too wide`).toBeLessThanOrEqual(0);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Issue 5, done-when 7. */
test('an anonymous guest finds their words by the same link, and a “not yet” opens it again', async ({ room }) => {
  test.setTimeout(150_000);
  const { id, links, owner, guest, other, action, member } = await over(room);
  const [host, second] = [heard(owner), heard(other)];
  await other.reload();
  await owner.goto(`${room.felt.url}/b/${id}/wrapup`);

  await guest.goto('about:blank');
  await guest.goto(links.client);
  await expect(guest).toHaveURL(/\/answers$/);
  await expect(guest.getByRole('heading', { name: 'What became of your words' })).toBeVisible();
  await expect(guest.getByText('3 of your 4 notes have an answer')).toBeVisible();
  await expect(guest.getByText('Only you see this page.')).toBeVisible();
  const no = guest.getByRole('article').filter({ hasText: fees });
  await expect(no).toContainText('anonymous');
  await expect(no).toContainText(`Because ${because}`);
  const done = guest.getByRole('article').filter({ hasText: carla.feels });
  await expect(done).toContainText('People lose their seats while they pay');
  await expect(done).toContainText('Your seats wait for you now.');
  const doing = guest.getByRole('article').filter({ hasText: 'Ask them how' });
  await expect(doing).toContainText('first promised for');
  await expect(guest.getByRole('article').filter({ hasText: carla.says })).toContainText('Waiting for an answer');
  await looked(guest, 'answers-390x844');

  await done.getByRole('button', { name: 'Not yet' }).tap();
  await expect(done.getByRole('status')).toContainText('It is open again');
  await expect(done.getByText('Open again', { exact: true })).toBeVisible();
  await done.getByRole('textbox', { name: /What is missing/ }).fill('MARK-why still too short');
  await done.getByRole('button', { name: 'Say it' }).tap();
  await expect(done.getByRole('button', { name: 'Say it' })).toBeHidden();

  // The team reads that it is open again, and why; not whose word it is, when, or in which lane it came.
  const team = async () => (await records(owner, id, 'action')).find((each) => each.id === action);
  await expect.poll(async () => (await team())?.f['status']).toBe('reopened');
  const log = (await team())?.f['log'] as { status: string; by: string; reason: string; at: number }[];
  expect(log.at(-1)).toMatchObject({ status: 'reopened', by: '', reason: '' });
  expect((log.at(-1)?.at ?? 1) % 1000).toBe(log.at(-1)?.at === log.at(-2)?.at ? (log.at(-2)?.at ?? 0) % 1000 : 0);
  await expect
    .poll(async () => (await records(owner, id, 'ack')).map(({ f }) => f['why']))
    .toEqual(['MARK-why still too short']);
  const [ack] = await records(owner, id, 'ack');
  expect(ack?.by).toBeUndefined();
  expect(ack?.at).toBeUndefined();
  expect(ack?.f['anon'] ?? false).toBe(false);
  const told = holding(host.frames, 'MARK-why');
  expect(told.length).toBeGreaterThan(0);
  for (const frame of told) expect(frame).not.toContain(member);
  for (const frame of holding(host.frames, '"type":"ack"').filter((each) => each.includes('"t":"chg"')))
    expect(frame).not.toContain(member);

  // What was said stands on the action: how many, and why.
  await owner
    .getByRole('region', { name: 'Backlog items' })
    .getByRole('button', { name: /^Hold the seats/ })
    .click();
  const said = owner.getByRole('region', { name: 'Did it help?' });
  await expect(said).toContainText('Helped 0 · Not yet 1');
  await expect(said).toContainText('MARK-why still too short');
  await expect(said).not.toContainText(carla.name);

  // The other guest is told nothing of it, in any frame, answer or page.
  expect(await records(other, id, 'ack')).toEqual([]);
  expect(holding(second.frames, 'MARK-why')).toEqual([]);
  expect(holding(second.frames, '"ack"').filter((frame) => frame.includes('"type":"ack"'))).toEqual([]);
  await other.goto(`${room.felt.url}/b/${id}/answers`);
  await expect(other.getByRole('article')).toHaveCount(1);
  await expect(other.getByRole('article')).toContainText('Open again');
  expect(await other.content()).not.toContain('MARK-why');
  expect(await other.content()).not.toContain(fees);
  for (const format of ['report', 'json']) {
    const answer = await owner.request.get(`${room.felt.url}/api/v1/boards/${id}/export?format=${format}&preview=1`);
    expect(answer.ok()).toBe(true);
    expect(await answer.text()).not.toContain(carla.name);
  }

  // One tap leads to the board, and from its strip and menu back here.
  await guest.getByRole('link', { name: 'To the board' }).tap();
  await expect(guest).toHaveURL(new RegExp(`/b/${id}$`));
  await expect(guest.getByText('The session is over.')).toBeVisible();
  await picture(guest, 'answers-strip-390x844');
  await guest.getByRole('link', { name: 'What became of your words' }).tap();
  await expect(done).toBeVisible();
  await done.getByRole('button', { name: 'Yes, it helped' }).tap();
  await expect(done.getByRole('status')).toContainText('Thank you');
  await expect
    .poll(async () => (await records(owner, id, 'ack')).map(({ f }) => f['says'] ?? 'helped'))
    .toEqual(['helped']);
});

test('by keyboard alone: what became of it, whether it helped, and why', async ({ room }) => {
  test.setTimeout(120_000);
  const { id, owner, other, action } = await over(room);
  const page = await other.context().newPage();
  await page.setViewportSize(desktop);
  await page.goto(`${room.felt.url}/b/${id}/answers`);
  const done = page.getByRole('article').filter({ hasText: dora.says });
  const yes = done.getByRole('button', { name: 'Yes, it helped' });
  await expect(yes).toBeVisible();
  for (let i = 0; i < 12 && !(await yes.evaluate((node) => node === document.activeElement)); i++)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(done.getByRole('status')).toContainText('Thank you');
  await expect(yes).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Paid in peace');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await records(owner, id, 'ack')).map(({ f }) => f['why'])).toEqual(['Paid in peace']);
  await looked(page, 'answers-1440x900');

  // Without a line it is kept, and says so; with one it opens the action again.
  await page.context().setOffline(true);
  await done.getByRole('button', { name: 'Not yet' }).click();
  await expect(done.getByRole('status')).toContainText('Kept on this device');
  await page.context().setOffline(false);
  await expect(done.getByRole('status')).toContainText('It is open again', { timeout: 30_000 });
  const found = (await records(owner, id, 'action')).find((each) => each.id === action);
  expect(found?.f['status']).toBe('reopened');

  // Done once more, it is asked anew, and the same answer opens it again.
  expect((await speak(owner, id, [[{ op: 'set', id: action, f: { status: 'done' } }]])).answers).toEqual(['ack']);
  await expect(done.getByText('Last time you said: not yet.')).toBeVisible();
  await done.getByRole('button', { name: 'Not yet' }).click();
  await expect(done.getByRole('status')).toContainText('It is open again');
  await expect
    .poll(async () => (await records(owner, id, 'action')).find((each) => each.id === action)?.f['status'])
    .toBe('reopened');
});

test('the team sees who still has no answer, tells everybody, and opens the page for all', async ({ room }) => {
  test.setTimeout(120_000);
  const { id, owner, other } = await over(room);
  const zone = (await records(owner, id, 'zone'))[0]?.id;
  const f = {
    text: 'It rang and rang',
    side: 'customer',
    kind: 'quote',
    whose: 'A caller',
    place: { zone, order: '' },
  };
  expect((await speak(owner, id, [[{ op: 'put', rec: { id: randomUUID(), type: 'note', f } }]])).answers).toEqual([
    'ack',
  ]);
  await owner.goto(`${room.felt.url}/b/${id}/wrapup`);
  const who = owner.getByRole('region', { name: 'Who still has no answer' });
  await expect(who).toContainText('2 of 3 contributors have an answer.');
  await who.getByRole('button', { name: 'A caller' }).click();
  await expect(owner.getByRole('dialog', { name: 'A caller' })).toContainText('It rang and rang');
  await owner.keyboard.press('Escape');
  await expect(who).toContainText('2 of 2 anonymous notes have one.');
  await write(other, 'Feels', 'One more thing');
  await saved(other);
  await looked(owner, 'afterwards-1440x900');

  const recap = owner.getByRole('region', { name: 'Recap' });
  const mail = await recap.getByRole('link', { name: 'Send recap' }).getAttribute('href');
  const body = new URL(mail ?? '').searchParams.get('body') ?? '';
  expect(body).toContain(`${ticketShop.team.name}: Hold the seats for 15 minutes, by `);
  expect(body).not.toContain(carla.feels);
  await owner.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await recap.getByRole('button', { name: 'Copy recap' }).click();
  await expect(recap.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await owner.evaluate(() => navigator.clipboard.readText())).toContain('Who does what by when');

  const stranger = await room.page(computer);
  expect((await stranger.request.get(`${room.felt.url}/said/${id}`)).status()).toBe(404);
  const open = owner.getByRole('switch', { name: 'The page is open' });
  await open.check();
  await saved(owner);
  await expect.poll(async () => (await stranger.request.get(`${room.felt.url}/said/${id}`)).status()).toBe(200);
  await stranger.goto(`${room.felt.url}/said/${id}`);
  await expect(stranger.getByRole('heading', { name: 'You said, we did' })).toBeVisible();
  await expect(stranger.getByText(dora.says)).toBeVisible();
  await expect(stranger.getByText(`because ${because}`)).toBeVisible();
  const content = await stranger.content();
  for (const words of [carla.name, dora.name, carla.feels, fees, 'P1', ticketShop.team.name])
    expect(content).not.toContain(words);
  await looked(stranger, 'said-1440x900');
  await stranger.setViewportSize(phone);
  await looked(stranger, 'said-390x844');
  await open.uncheck();
  await saved(owner);
  await expect.poll(async () => (await stranger.request.get(`${room.felt.url}/said/${id}`)).status()).toBe(404);
});
