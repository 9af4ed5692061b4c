import type { BrowserContextOptions, Page } from '@playwright/test';
import { serious } from './axe.ts';
import { composer, note, saved } from './board.ts';
import { Feltboard } from './feltboard.ts';
import { test as lan } from './lan.ts';
import { OIDC } from './oidc.ts';
import { scanned } from './qr.ts';
import { ticketShop } from './story.ts';
import { computer, desktop, expect, handset, phone, type Room, test as base } from './test.ts';

const { team } = ticketShop;
const tom = { name: 'Tom Okafor', email: 'tom@example.com', password: 'seats behind the pillar' };

/** A test that tells browsers' own reports of what is refused to people from faults. */
const test = base.extend<{ room: Room }>({
  room: async ({ room }, use) => {
    await use(room);
    const faults = room.complaints.filter((each) => !/status of (401|404|409|422|429).*(\/api\/|favicon)/.test(each));
    room.complaints.splice(0, room.complaints.length, ...faults);
  },
});

const menu = (page: Page) => page.getByRole('button', { name: /: account and more$/ });

/** Looks at a page on a desk and in a hand, in both schemes; with PICTURES, so can a person. */
async function look(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const size of [desktop, phone]) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await serious(page, colorScheme === 'light' ? 'all' : 'colours'), `${name} ${size.width}`).toEqual([]);
      if (process.env['PICTURES'] !== undefined)
        await page.screenshot({ path: `e2e/screens/${name}-${size.width}-${colorScheme}.png`, fullPage: true });
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `${name}: as wide as the window`).toBeLessThanOrEqual(size.width);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (before) await page.setViewportSize(before);
}

/** The owner invites by the page; the link. */
async function invite(owner: Page, url: string, email = ''): Promise<string> {
  await owner.goto(`${url}/people`);
  await owner.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = owner.getByRole('dialog');
  if (email !== '') await dialog.getByRole('textbox', { name: /^E-mail/ }).fill(email);
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  return dialog.getByRole('textbox', { name: 'Link' }).inputValue();
}

/** Somebody accepts an invitation with a password. */
async function accept(page: Page, link: string, who = tom): Promise<void> {
  await page.goto(link);
  await page.getByRole('textbox', { name: 'Your name' }).fill(who.name);
  const email = page.getByRole('textbox', { name: 'E-mail address' });
  if (await email.isEditable()) await email.fill(who.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(who.password);
  await page.getByRole('button', { name: 'Come in', exact: true }).click();
  await expect(menu(page)).toBeVisible();
}

async function signIn(page: Page, url: string, who: { email: string; password: string } = tom): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(who.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(who.password);
  await page.keyboard.press('Enter');
}

/** A board that somebody has made over the API, in their own browser. */
async function boardOf(page: Page, url: string): Promise<string> {
  const data = { template: 'empathy-map', title: ticketShop.title };
  const answer = await page.request.post(`${url}/api/v1/boards`, { data });
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as { id: string }).id;
}

for (const [name, device] of Object.entries<BrowserContextOptions>({ 'a computer': computer, 'a phone': handset }))
  test(`with ${name}, somebody who is invited comes in, makes a board, goes and comes back`, async ({ room, felt }) => {
    const owner = await room.owner();
    const link = await invite(owner, felt.url);
    const dialog = owner.getByRole('dialog', { name: 'The invitation' });
    await expect(dialog.getByRole('textbox', { name: 'Link' })).toBeFocused();
    await owner.keyboard.press('Escape');
    await expect(owner.getByRole('region', { name: 'Open invitations' })).toContainText('Whoever has the link');

    const guest = await room.page(device);
    await guest.goto(link);
    await expect(guest.getByRole('heading', { name: `${team.name} invites you` })).toBeVisible();
    // The secret is off the address, and a reload finds it.
    expect(guest.url()).toBe(`${felt.url}/invite`);
    await guest.reload();
    await expect(guest.getByRole('heading', { name: `${team.name} invites you` })).toBeVisible();
    const password = guest.getByRole('textbox', { name: 'Password' });
    await expect(password).toHaveAttribute('autocomplete', 'new-password');
    await expect(password).toHaveAccessibleDescription(/At least 8 characters/);
    await expect(guest.getByRole('textbox', { name: 'E-mail address' })).toHaveAttribute('autocomplete', 'username');
    await password.fill('short');
    await guest.getByRole('button', { name: 'Come in', exact: true }).click();
    await expect(password).toHaveAccessibleDescription(/fewer than 8/);
    await accept(guest, link);

    // A first board, like everybody's.
    await guest.getByRole('textbox', { name: 'What is it about?' }).fill(ticketShop.title);
    await guest.getByRole('button', { name: 'Start' }).click();
    await guest.getByRole('link', { name: 'Open the board' }).click();
    await saved(guest);
    await guest.goto(felt.url);
    await expect(guest.getByRole('heading', { name: 'Your boards' })).toBeVisible();
    await expect(guest.getByRole('link', { name: new RegExp(ticketShop.title) })).toBeVisible();
    await expect(guest.getByRole('button', { name: 'Who did what' })).toHaveCount(0);
    await guest.goto(`${felt.url}/people`);
    await expect(guest.getByText('Only an owner of this Feltboard')).toBeVisible();

    // The link has done its work.
    const late = await room.page(device);
    await late.goto(link);
    await expect(late.getByRole('heading', { name: 'This invitation does not work' })).toBeVisible();

    await menu(guest).press('Enter');
    await expect(guest.getByRole('menuitem', { name: 'People' })).toHaveCount(0);
    await guest.getByRole('menuitem', { name: 'Sign out' }).press('Enter');
    await guest.getByRole('link', { name: 'Sign in' }).press('Enter');
    await expect(guest.getByRole('textbox', { name: 'E-mail address' })).toBeFocused();

    // Whichever is wrong, the same is said.
    for (const wrong of [
      { ...tom, password: 'seats before the pillar' },
      { ...tom, email: 'tim@example.com' },
    ]) {
      await signIn(guest, felt.url, wrong);
      await expect(guest.getByRole('alert')).toHaveText(/do not belong together/);
    }
    await guest.getByRole('button', { name: 'Show password' }).click();
    await expect(guest.getByRole('textbox', { name: 'Password' })).toHaveAttribute('type', 'text');
    await signIn(guest, felt.url);
    await expect(guest.getByRole('link', { name: new RegExp(ticketShop.title) })).toBeVisible();
  });

test('who tries too many passwords is told how long to wait', async ({ room, felt }) => {
  const owner = await room.owner();
  await accept(await room.page(), await invite(owner, felt.url));
  const stranger = await room.page();
  for (let i = 0; i < 20; i++)
    await stranger.request.post(`${felt.url}/api/sign-in`, { data: { email: tom.email, password: `try ${i}` } });
  await signIn(stranger, felt.url);
  await expect(stranger.getByRole('alert')).toHaveText(/too many tries. Try again in \d+ (second|minute)s?\./);
});

test('whoever set it up gives themselves a way back, at once or later', async ({ room, felt }) => {
  const owner = await room.page();
  await owner.goto(felt.setup);
  await owner.getByRole('textbox', { name: 'Your name' }).fill(team.name);
  await owner.getByRole('textbox', { name: 'E-mail address' }).fill('mila@example.com');
  await owner.getByRole('textbox', { name: 'Password' }).fill('password');
  await owner.getByRole('button', { name: 'Start' }).click();
  // The server took the link and refuses the password: nothing is lost.
  await expect(owner.getByRole('alert')).toHaveText(/Anybody would try this password/);
  await owner.getByRole('textbox', { name: 'Password' }).fill(tom.password);
  await owner.getByRole('button', { name: 'Start' }).click();
  await expect(menu(owner)).toContainText(team.name);
  const elsewhere = await room.page(handset);
  await signIn(elsewhere, felt.url, { email: 'mila@example.com', password: tom.password });
  await expect(menu(elsewhere)).toContainText(team.name);

  const other = new Feltboard();
  await other.start();
  try {
    const hasty = room.on(other);
    const page = await hasty.page();
    await page.goto(other.setup);
    await page.getByRole('textbox', { name: 'Your name' }).fill(team.name);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'So far you can come back with this browser alone' })).toBeVisible();
    await menu(page).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click(); // not without a way back
    await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible();
    const about = page.getByRole('form', { name: 'About you' });
    await about.getByRole('textbox', { name: 'E-mail address' }).fill('mila@example.com');
    await about.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    const secret = page.getByRole('form', { name: 'Set a password' });
    await secret.getByRole('textbox', { name: 'New password' }).fill(tom.password);
    await secret.getByRole('button', { name: 'Set a password' }).click();
    await expect(page.getByText('Password set. All other browsers are signed out.')).toBeVisible();
    await expect(page.getByRole('heading', { name: /^So far/ })).toHaveCount(0);
    await hasty.close();
  } finally {
    await other.remove();
  }
});

test('another password ends other sessions; so does signing out everywhere, on boards, too', async ({ room, felt }) => {
  const owner = await room.owner();
  const here = await room.page();
  await accept(here, await invite(owner, felt.url, 'Tom@Example.com'));
  const there = await room.page(handset);
  await signIn(there, felt.url);
  await expect(menu(there)).toBeVisible();

  await menu(here).click();
  await here.getByRole('menuitem', { name: 'Your account' }).click();
  const places = here.getByRole('region', { name: 'Where you are signed in' });
  await expect(places.getByRole('listitem')).toHaveCount(2);
  await expect(places.getByRole('listitem').first()).toContainText('This browser');
  await look(here, 'account');

  const form = here.getByRole('form', { name: 'Change password' });
  await form.getByRole('textbox', { name: 'Password so far' }).fill('a guess at it');
  await form.getByRole('textbox', { name: 'New password' }).fill('another row entirely');
  await form.getByRole('button', { name: 'Change password' }).click();
  await expect(form.getByRole('alert')).toHaveText('This is not your password so far.');
  await form.getByRole('textbox', { name: 'Password so far' }).fill(tom.password);
  await form.getByRole('button', { name: 'Change password' }).click();
  await expect(here.getByText('Password set. All other browsers are signed out.')).toBeVisible();
  await expect(places.getByRole('listitem')).toHaveCount(1);
  await there.reload();
  await expect(there.getByRole('link', { name: 'Sign in' })).toBeVisible();

  const again = { ...tom, password: 'another row entirely' };
  await signIn(there, felt.url, again);
  await expect(menu(there)).toBeVisible();
  const id = await boardOf(there, felt.url);
  await there.goto(`${felt.url}/b/${id}`);
  await saved(there);
  await here.reload();
  await places.getByRole('button', { name: 'Sign out everywhere' }).press('Enter');
  await here.keyboard.press('Enter'); // the question has the focus
  await expect(here.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(there.getByRole('heading', { name: 'You are signed out' })).toBeVisible({ timeout: 2000 });

  // And back to the board they were on.
  await there.getByRole('link', { name: 'Sign in again' }).click();
  await there.getByRole('textbox', { name: 'E-mail address' }).fill(again.email);
  await there.getByRole('textbox', { name: 'Password' }).fill(again.password);
  await there.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(there).toHaveURL(`${felt.url}/b/${id}`);
  await saved(there);
});

/** What a browser keeps that says anything of who used it. */
function keeps(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const open = indexedDB.open('feltboard');
    const db = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)));
    const found: string[] = [];
    for (const name of db.objectStoreNames) {
      const all = db.transaction(name).objectStore(name).getAllKeys();
      await new Promise((done) => (all.onsuccess = done));
      found.push(...all.result.map((key) => `${name} ${String(key)}`));
    }
    db.close();
    const says = /^feltboard\.(lang|colours|view|list)$/;
    return [...found, ...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((key) => !says.test(key));
  });
}

for (const [name, device] of Object.entries<BrowserContextOptions>({ 'a computer': computer, 'a phone': handset }))
  test(`on ${name} nothing of somebody stays who signs out, and no word goes unasked`, async ({ room, felt }) => {
    const owner = await room.owner();
    const page = await room.page(device);
    await accept(page, await invite(owner, felt.url));
    const id = await boardOf(page, felt.url);
    const board = `${felt.url}/b/${id}`;
    await page.goto(board);
    await saved(page);
    await composer(page).fill(team.believes);
    await composer(page).press('Enter');
    await expect(note(page, team.believes)).toBeVisible();
    await saved(page);
    await composer(page).fill(ticketShop.carla.says); // and is called away
    await expect.poll(() => keeps(page)).toContain(`feltboard.draft.${id}`);
    await page.goto(felt.url);
    await menu(page).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    const asks = page.getByRole('dialog', { name: 'Sign out?' });
    await expect(asks).toContainText(ticketShop.carla.says);
    await expect(asks.getByRole('button', { name: 'Save as a file' })).toBeVisible();
    await look(page, `sign-out-${device === computer ? 'computer' : 'phone'}`);
    await asks.getByRole('button', { name: 'Stay signed in' }).press('Enter');
    await expect(asks).toHaveCount(0);
    await menu(page).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await asks.getByRole('button', { name: 'Sign out and delete them' }).click();
    await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
    expect(await keeps(page)).toEqual([]);
    await page.goto(board);
    await expect(page.getByText(team.believes)).toHaveCount(0);

    // Signed out from elsewhere, with a page open and words in it.
    await signIn(page, felt.url);
    await expect(menu(page)).toBeVisible();
    await page.goto(board);
    await saved(page);
    await composer(page).fill(ticketShop.dora.does);
    await expect.poll(() => keeps(page)).toContain(`feltboard.draft.${id}`);
    const elsewhere = await room.page();
    await signIn(elsewhere, felt.url);
    await expect(menu(elsewhere)).toBeVisible();
    expect((await elsewhere.request.post(`${felt.url}/api/sign-out`, { data: { everywhere: true } })).ok()).toBe(true);
    await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
    const left = page.getByRole('region', { name: 'Words that were not sent' });
    await expect(left).toContainText(ticketShop.dora.does);
    await look(page, `signed-out-left-${device === computer ? 'computer' : 'phone'}`);
    expect(await keeps(page)).toEqual(['secrets feltboard.left']);

    // Nobody else who signs in is shown them; their writer is.
    const other = { name: 'Bea', email: 'bea@example.com', password: tom.password };
    await accept(page, await invite(owner, felt.url), other);
    await expect(
      page.getByRole('heading', { name: 'Your boards' }).or(page.getByText('What is it about?')),
    ).toBeVisible();
    await expect(left).toHaveCount(0);
    await signIn(page, felt.url);
    await expect(left).toContainText(ticketShop.dora.does);
    await left.getByRole('button', { name: 'Delete them' }).press('Enter');
    await page.keyboard.press('Enter'); // the question has the focus
    await expect(left).toHaveCount(0);
    await page.reload();
    await expect(menu(page)).toBeVisible();
    await expect(left).toHaveCount(0);
  });

test('who signs out is told what becomes of what they wrote anonymously; words from a tunnel outlive the session', async ({
  room,
  felt,
}) => {
  const owner = await room.owner();
  const { id, links } = await room.board(owner);
  await saved(owner);
  const page = await room.page(handset);
  await accept(page, await invite(owner, felt.url));
  await page.goto(links.client);
  await page.getByRole('textbox', { name: /^Write the first thing/ }).fill(ticketShop.carla.says);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('button', { name: 'Go to the board' }).click();
  await saved(page);
  await page.getByRole('button', { name: 'Anonymous' }).tap();
  await composer(page).fill(ticketShop.carla.feels);
  await composer(page).press('Enter');
  await expect(note(page, ticketShop.carla.feels)).toBeVisible();
  await saved(page);
  await page.goto(felt.url);
  await menu(page).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  const asks = page.getByRole('dialog', { name: 'Sign out?' });
  await expect(asks).toContainText('What you wrote anonymously in this browser stays on the board');
  await asks.getByRole('button', { name: 'Stay signed in' }).click();

  await page.goto(`${felt.url}/b/${id}`);
  await saved(page);
  await page.context().setOffline(true);
  await composer(page).fill(ticketShop.dora.does);
  await composer(page).press('Enter');
  await expect(note(page, ticketShop.dora.does)).toBeVisible();
  const elsewhere = await room.page();
  await signIn(elsewhere, felt.url);
  await expect(menu(elsewhere)).toBeVisible();
  expect((await elsewhere.request.post(`${felt.url}/api/sign-out`, { data: { everywhere: true } })).ok()).toBe(true);
  await page.context().setOffline(false);
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Words that were not sent' })).toContainText(ticketShop.dora.does);
  expect(await keeps(page)).toEqual(['secrets feltboard.left']);
  await expect(note(owner, ticketShop.dora.does)).toHaveCount(0);
});

test('the owner looks after people: roles, a new password, removal', async ({ room, felt }) => {
  const owner = await room.owner();
  const link = await invite(owner, felt.url, tom.email);
  await look(owner, 'people-link');
  await owner.keyboard.press('Escape');
  const guest = await room.page();
  await guest.goto(link);
  await expect(guest.getByRole('textbox', { name: 'E-mail address' })).toHaveValue(tom.email);
  await look(guest, 'invite');
  await guest.getByRole('textbox', { name: 'Your name' }).fill(tom.name);
  await guest.getByRole('textbox', { name: 'Password' }).fill(tom.password);
  await guest.keyboard.press('Enter');
  await expect(menu(guest)).toBeVisible();
  const id = await boardOf(guest, felt.url);
  await guest.goto(`${felt.url}/b/${id}`);
  await saved(guest);
  await composer(guest).fill(team.believes);
  await composer(guest).press('Enter');
  await expect(note(guest, team.believes)).toBeVisible();

  // An invitation is taken back by keyboard.
  await invite(owner, felt.url);
  await owner.keyboard.press('Escape');
  const open = owner.getByRole('region', { name: 'Open invitations' });
  await look(owner, 'people');
  await open.getByRole('button', { name: /^Take back/ }).press('Enter');
  await expect(open).toHaveCount(0);

  const row = owner.getByRole('list', { name: 'People' }).getByRole('listitem').filter({ hasText: tom.name });
  await expect(row).toContainText('1 board · Password · invited by');
  const more = owner.getByRole('button', { name: `What to do with ${tom.name}` });
  await more.press('Enter');
  await look(owner, 'people-menu');
  await owner.getByRole('menuitem', { name: 'Make an owner' }).press('Enter');
  await expect(row).toContainText('Owner');
  await owner.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toContainText('Member');

  await more.click();
  await owner.getByRole('menuitem', { name: 'Link for a new password' }).click();
  const renewal = await owner.getByRole('dialog').getByRole('textbox', { name: 'Link' }).inputValue();
  await owner.keyboard.press('Escape');
  await expect(open).toContainText(`New password for ${tom.name}`);
  await look(owner, 'people-renewal');
  const forgot = await room.page();
  await forgot.goto(renewal);
  await expect(forgot.getByRole('heading', { name: 'Set a new password' })).toBeVisible();
  await forgot.getByRole('textbox', { name: 'New password' }).fill('the row behind that');
  await forgot.getByRole('button', { name: 'Set password' }).click();
  await expect(menu(forgot)).toContainText(tom.name);
  await forgot.goto(`${felt.url}/b/${id}`);
  await saved(forgot);

  await more.click();
  await owner.getByRole('menuitem', { name: 'Remove…' }).click();
  const ask = owner.getByRole('dialog', { name: `Remove ${tom.name}?` });
  await expect(ask).toContainText('The board they host becomes yours.');
  await look(owner, 'people-remove');
  await ask.getByRole('button', { name: 'Remove' }).click();
  await expect(forgot.getByRole('heading', { name: 'You are signed out' })).toBeVisible({ timeout: 2000 });
  await look(forgot, 'signed-out');
  await expect(row).toHaveCount(0);
  await owner.goto(`${felt.url}/b/${id}`);
  await saved(owner);
  await expect(owner.getByRole('button', { name: 'Share' })).toBeVisible();
  await signIn(forgot, felt.url, { ...tom, password: 'the row behind that' });
  await expect(forgot.getByRole('alert')).toHaveText(/do not belong together/);
  await look(forgot, 'sign-in');
});

lan('an invitation is scanned by a phone where phones can reach it', async ({ room, felt }) => {
  const owner = await room.owner();
  const link = await invite(owner, felt.url);
  const picture = owner.getByRole('img', { name: 'Code that opens the link' });
  expect(await scanned(picture)).toBe(link);
  expect(await serious(owner)).toEqual([]);
});

test('another e-mail address needs the password', async ({ room, felt }) => {
  const owner = await room.owner();
  const page = await room.page();
  await accept(page, await invite(owner, felt.url));
  await expect(menu(page)).toBeVisible();
  await page.goto(`${felt.url}/account`);
  const own = page.getByLabel('Your password', { exact: true });
  const save = page.getByRole('button', { name: 'Save' });
  await expect(own).toHaveCount(0);
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('tom.okafor@example.com');
  await save.click();
  await expect(page.getByText('This is not your password.')).toBeVisible();
  await own.fill('something else');
  await save.click();
  await expect(page.getByText('This is not your password.')).toBeVisible();
  await look(page, 'account-address');
  await own.fill(tom.password);
  await own.press('Enter');
  await expect(own).toHaveCount(0);
  await expect(page.getByText('Saved')).toBeVisible();
});

test('home has one’s own boards and those one sits on', async ({ room, felt }) => {
  const owner = await room.owner();
  const page = await room.page();
  await accept(page, await invite(owner, felt.url));
  await look(page, 'home-member-empty');
  const { links } = await room.board(owner);
  const joined = page.waitForResponse(/\/api\/join$/);
  await page.goto(links.team);
  await joined;
  await page.goto(felt.url);
  await expect(page.getByRole('heading', { name: 'Boards you have joined' })).toBeVisible();
  await expect(page.getByText('You host no board yet.')).toBeVisible();
  await boardOf(page, felt.url);
  await page.reload();
  await expect(page.getByRole('link', { name: new RegExp(ticketShop.title) })).toHaveCount(2);
  await look(page, 'home-member');
});

base.describe('with a provider', () => {
  let oidc: OIDC;
  base.beforeAll(async () => (oidc = await OIDC.start()));
  base.afterAll(() => oidc.stop());

  /** Says at the provider who one is. */
  async function as(page: Page, name: string): Promise<void> {
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  test('people come in by single sign-on, are told why not, and connect it', async ({ room }) => {
    const felt = new Feltboard(oidc.flags);
    await felt.start();
    const work = room.on(felt);
    try {
      const owner = await work.owner();
      const link = await invite(owner, felt.url, 'ada@example.com');

      // Not invited, and then unwilling.
      const grace = await work.page();
      await grace.goto(`${felt.url}/sign-in`);
      await grace.getByRole('button', { name: 'Sign in with Work' }).click();
      await as(grace, 'grace');
      await expect(grace.getByRole('alert')).toHaveText(/Nobody has invited you here yet/);
      await expect(grace).toHaveURL(`${felt.url}/sign-in`);
      await look(grace, 'sign-in-sso');
      const ada = await work.page(handset);
      await ada.goto(link);
      await ada.getByRole('button', { name: 'Come in with Work' }).click();
      await ada.getByRole('button', { name: 'Cancel' }).click();
      await expect(ada.getByRole('alert')).toHaveText(/You were not signed in there/);

      await ada.goto(link);
      await ada.getByRole('button', { name: 'Come in with Work' }).click();
      await as(ada, 'ada');
      await expect(menu(ada)).toContainText('Ada Lovelace');
      await menu(ada).click();
      await ada.getByRole('menuitem', { name: 'Sign out' }).click();
      await ada.getByRole('link', { name: 'Sign in' }).click();
      await ada.getByRole('button', { name: 'Sign in with Work' }).click(); // where she is still signed in
      await expect(menu(ada)).toContainText('Ada Lovelace');

      // A password's account is connected from its own page, and not with what is another's.
      const kate = await work.page();
      const her = { name: 'Kate', email: 'katherine@example.com', password: tom.password };
      await accept(kate, await invite(owner, felt.url), her);
      const other = await work.page();
      await other.goto(`${felt.url}/sign-in`);
      await other.getByRole('button', { name: 'Sign in with Work' }).click();
      await as(other, 'katherine');
      await expect(other.getByRole('alert')).toHaveText(/sign in with your password, then connect both/);
      for (const [name, says] of [
        ['ada', /Somebody else here signs in with that account/],
        ['katherine', /You can sign in with Work/],
      ] as const) {
        await kate.context().clearCookies({ domain: '127.0.0.1', name: /^_/ }); // the provider's own, for another person
        await kate.goto(`${felt.url}/account`);
        await kate.getByRole('button', { name: 'Connect Work' }).click();
        await as(kate, name);
        await expect(kate.getByText(says)).toBeVisible();
      }
      await look(kate, 'account-sso');

      // Who has a password can leave it again; who has none is told that they cannot.
      await kate.getByRole('button', { name: 'Disconnect Work' }).press('Enter');
      await expect(kate.getByRole('button', { name: 'Connect Work' })).toBeVisible();
      await expect(kate.getByRole('heading', { name: 'Single sign-on' })).toBeFocused();
      await ada.goto(`${felt.url}/account`);
      await expect(ada.getByText('It is your only way in.')).toBeVisible();
      await expect(ada.getByRole('button', { name: 'Disconnect Work' })).toHaveCount(0);

      // Who is removed is out, and nobody's invitation lets them back in.
      await owner.goto(`${felt.url}/people`);
      await owner.getByRole('button', { name: 'What to do with Ada Lovelace' }).click();
      await owner.getByRole('menuitem', { name: 'Remove…' }).click();
      const ask = owner.getByRole('dialog', { name: 'Remove Ada Lovelace?' });
      await expect(ask).toContainText('Remove them at Work, too');
      await look(owner, 'people-remove-sso');
      await ask.getByRole('button', { name: 'Remove' }).click();
      await ada.goto(`${felt.url}/sign-in`);
      await ada.getByRole('button', { name: 'Sign in with Work' }).click();
      await expect(ada.getByRole('alert')).toHaveText(/Nobody has invited you here yet/);
    } finally {
      await work.close();
      await felt.remove();
    }
  });
});
