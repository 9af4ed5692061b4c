import { chromium, type Page } from '@playwright/test';
import { serious } from '../axe.ts';
import { composer, note } from '../board.ts';
import { computer, expect, handset, Room, test } from '../test.ts';
import { records, speak } from '../wire.ts';
import { four, names, owner, start, type Crew } from './crew.ts';
import { Person } from './person.ts';

// Who leads, and with what in their hands.

test.setTimeout(150_000);

const seats = 'I lost my seats while I was typing the card number.';
const fees = 'Two tickets for 58 each became 139.';
const first = { carla: { zone: 'Says', words: seats }, gus: { zone: 'Says', words: fees } };
const map = { template: 'Empathy map', title: 'Buying tickets', goal: 'Why do buyers give up?' };

/** A facilitator whose browser is a program of its own, which can be killed. */
async function mortal(room: Room, options: object): Promise<{ readonly host: Person; kill(): Promise<void> }> {
  const program = await chromium.launchServer(options);
  const away = new Room(await chromium.connect(program.wsEndpoint()), room.felt, room.complaints);
  return { host: await owner(away), kill: () => program.kill() };
}

/** What has been said of who leads, as a page has it. */
async function leads(people: readonly Person[], words: string): Promise<void> {
  for (const person of people) await expect(person.page.getByText(words).first(), person.name).toBeVisible();
}

test('a facilitator’s browser dies: all go on, the baton waits or passes as agreed, and comes back only when taken (B-52)', async ({
  room,
}, { project }) => {
  const { host, kill } = await mortal(room, project.use.launchOptions ?? {});
  const { crew, carla, gus, mia } = await four(room, map, first, 'private', host);
  const people = await host.people();
  await people.getByRole('combobox', { name: /^If the connection is lost/ }).selectOption({ label: names.mia });
  await people.getByRole('combobox', { name: 'It passes' }).selectOption('by itself after 30 s');
  await host.close(people);
  await host.saved();
  const kept = await host.page.context().storageState();
  await carla.page.getByRole('textbox', { name: /^Write a note/ }).fill('Half a thou');
  await kill();

  // Nobody is interrupted: the step runs on, what was being written is there, and notes are saved.
  await expect(composer(carla.page)).toHaveValue('Half a thou');
  await composer(carla.page).press('End');
  await composer(carla.page).pressSequentially('ght');
  await composer(carla.page).press('Enter');
  await expect(carla.note('Half a thought')).toBeVisible();
  await carla.saved();
  await gus.write('Feels', 'Cheated');
  await gus.saved();
  await mia.at('Write');

  // A customer who clicks around never gets the baton; the stand-in is told, and gets it when the time is over.
  await expect(mia.page.getByRole('main').getByText(/connection has been gone for \d+ s/)).toBeVisible({
    timeout: 20_000,
  });
  await mia.picture('lead-gone-mia');
  await carla.press('Agenda');
  await carla.press(/^1 Write/);
  await expect(carla.page.getByRole('button', { name: 'Go to this step' })).toBeHidden();
  await carla.press(carla.button('Close', carla.page.getByRole('dialog', { name: 'Agenda' })));
  await carla.press('Raise hand');
  await gus.press('I’m done');
  await expect(mia.page.getByRole('group', { name: 'Steps' })).toBeVisible({ timeout: 45_000 });
  await leads([carla, gus], `${names.mia} leads`);
  for (const person of [carla, gus]) await expect(person.page.getByRole('group', { name: 'Steps' })).toBeHidden();

  // The facilitator comes back, finds it with Mia, and takes it only by saying so.
  const page = await room.page({ ...computer, storageState: kept });
  const again = new Person(page, names.host);
  await page.goto(`${room.felt.url}/b/${crew.id}`);
  await again.saved();
  await leads([again, carla], `${names.mia} leads`);
  await expect(page.getByRole('group', { name: 'Steps' })).toBeHidden();
  await again.press('Take back…');
  await again.press('Take it');
  await expect(page.getByRole('group', { name: 'Steps' })).toBeVisible();
  await leads([carla, gus, mia], `${names.host} leads`);
  await again.press(again.button('Reveal', page.getByRole('group', { name: 'Steps' })));
  await mia.at('Reveal');
  await mia.sees('Half a thought');
});

test('without a time agreed the baton waits for the facilitator, whatever others click (B-52)', async ({ room }, {
  project,
}) => {
  const { host, kill } = await mortal(room, project.use.launchOptions ?? {});
  const { crew, carla, gus, mia } = await four(room, map, first, 'private', host);
  const people = await host.people();
  await people.getByRole('combobox', { name: /^If the connection is lost/ }).selectOption({ label: names.mia });
  await people.getByRole('combobox', { name: 'It passes' }).selectOption('only when they take it');
  await host.close(people);
  await host.saved();
  await mia.page.clock.install();
  await kill();

  const gone = mia.page.getByRole('main').getByText(/connection has been gone for \d+ s/);
  await expect(gone).toBeVisible({ timeout: 20_000 });
  await mia.page.clock.runFor(120_000);
  await expect(mia.page.getByText(/The baton comes to you/)).toBeHidden();
  await expect(mia.page.getByRole('group', { name: 'Steps' })).toBeHidden();
  for (const person of [carla, gus]) await expect(person.button('Take over')).toBeHidden();
  const [session] = await records(gus.page, crew.id, 'session');
  expect(session?.f['baton'] ?? '').toBe('');
  const own = (await records(gus.page, crew.id, 'member')).find(({ f }) => f['name'] === names.gus)?.id;
  expect((await speak(gus.page, crew.id, [[{ op: 'set', id: session?.id, f: { baton: own } }]])).answers).toEqual([
    'forbidden',
  ]);
  await mia.press('Take over');
  await expect(mia.page.getByRole('group', { name: 'Steps' })).toBeVisible();
  await leads([carla, gus], `${names.mia} leads`);
});

test('from the boards to a running session takes three clicks and half a minute, and a guest can write', async ({
  room,
}) => {
  const host = await owner(room);
  const { page } = host;
  await page.request.post(`${room.felt.url}/api/v1/boards`, { data: { template: 'empathy-map', title: 'Before' } });
  await page.goto(room.felt.url);
  await expect(page.getByRole('heading', { name: 'Your boards' })).toBeVisible();
  await page.evaluate(() => {
    Object.assign(window, { clicks: 0 });
    addEventListener(
      'click',
      (event) => void (event.isTrusted && (window as unknown as { clicks: number }).clicks++),
      true,
    );
  });
  const began = Date.now();
  await host.press('New board');
  await host.press('Start');
  const link = await page.getByRole('textbox', { name: 'Link for customers' }).inputValue();
  await expect(page.getByRole('region', { name: 'Invite people' })).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { clicks: number }).clicks)).toBeLessThanOrEqual(2);
  const wall = page.context().waitForEvent('page');
  await page.getByRole('link', { name: 'Room screen' }).click();
  const screen = await wall;
  await expect(screen.getByText('One thought per note. Only you can read yours until the reveal.')).toBeVisible();
  await expect(screen.getByRole('region', { name: 'Join in' })).toBeVisible();
  expect(Date.now() - began).toBeLessThan(30_000);
  expect(await page.evaluate(() => (window as unknown as { clicks: number }).clicks)).toBeLessThanOrEqual(3);

  const guest = await room.page(handset);
  await guest.goto(link);
  await guest.getByRole('textbox').fill(seats);
  await guest.getByRole('button', { name: 'Send' }).tap();
  await expect(guest.getByRole('status').filter({ hasText: 'Sent.' })).toBeVisible();
});

test('every step is one press away, forward and back, by the pill and by key', async ({ room }) => {
  const crew = await start(room, { ...map, template: 'Client-led design session' });
  const { host } = crew;
  const steps = (await records(host.page, crew.id, 'phase'))
    .sort((a, b) => (String(a.f['order']) < String(b.f['order']) ? -1 : 1))
    .map(({ f }) => String(f['title']));
  expect(steps).toHaveLength(12);
  for (const step of steps.slice(1)) await crew.next(step);
  for (const step of steps.slice(0, -1).reverse()) await crew.back(step);
  for (const step of steps.slice(1)) {
    await host.page.keyboard.press('Shift+PageDown');
    await crew.at(step);
  }
  for (const step of steps.slice(0, -1).reverse()) {
    await host.page.keyboard.press('Shift+PageUp');
    await crew.at(step);
  }
});

/** Goes on with Tab until something has the focus. */
async function reach(page: Page, name: string, focused: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 120; i++) {
    if (await focused()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${name}`);
}

/** Whether what has the focus is called so. */
async function on(page: Page, role: 'button' | 'combobox' | 'textbox', name: RegExp): Promise<void> {
  const control = page.getByRole(role, { name }).and(page.locator(':focus'));
  await reach(page, String(name), async () => (await control.count()) > 0);
}

test('a whole agenda is led by keyboard alone', async ({ room }) => {
  const crew = await start(room, map);
  const { host } = crew;
  const { page } = host;
  const { keyboard } = page;
  const next = async (step: string): Promise<void> => {
    await keyboard.press('Shift+PageDown');
    await crew.at(step);
  };
  for (const words of [seats, fees]) {
    await keyboard.press('n');
    await expect(composer(page)).toBeFocused();
    await keyboard.type(words);
    await keyboard.press('Enter');
    await expect(host.note(words)).toBeVisible();
    await keyboard.press('Escape');
  }
  await keyboard.press('t'); // lets the clock run
  await expect(page.getByText('+1 min').first()).toBeVisible();
  await next('Reveal');
  await next('Sort');
  // The reveal has put the notes into an order of its own: each is sorted as the keys come to it.
  const belongs = { [seats]: 'They do not wait', [fees]: 'It costs more than it said' };
  for (let left = 2; left > 0; left--) {
    const free = page.getByRole('region', { name: 'Not in a theme' });
    await expect(free.getByRole('group')).toHaveCount(left);
    const card = free.locator('[data-note]:has(:focus)');
    await reach(page, 'a note', async () => (await card.count()) > 0);
    const said = (await card.textContent()) ?? '';
    const [words, name] = Object.entries(belongs).find(([words]) => said.includes(words)) ?? ['', ''];
    await keyboard.press('g');
    await expect(page.getByRole('menu', { name: 'Goes with…' })).toBeVisible();
    await keyboard.press('n');
    await expect(page.getByRole('textbox', { name: /^Name of theme/ }).and(page.locator(':focus'))).toBeVisible();
    await keyboard.type(name);
    await keyboard.press('Enter');
    await expect(note(host.theme(name), words)).toBeVisible();
  }
  await next('Choose');
  await on(page, 'button', /^Give a dot to “They do not wait”/);
  await keyboard.press('Enter');
  await expect(host.asked('Choose')).toContainText('0 of 1 dot left');
  await on(page, 'button', /^Close and count/);
  await keyboard.press('Enter');
  await expect(host.asked('Result: Choose')).toBeVisible();
  await next('Commit');
  await on(page, 'button', /^Insights/);
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Insights' })).toBeVisible();
  await on(page, 'button', /^We will…/);
  await keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'What will we do?' })).toBeFocused();
  await keyboard.type('Hold the seats');
  await keyboard.press('Tab');
  await keyboard.press('ArrowDown'); // the first of the team
  await keyboard.press('Tab');
  await keyboard.type('03052027');
  await on(page, 'button', /^Commit$/);
  await keyboard.press('Enter');
  await host.saved();
  const [action] = await records(page, crew.id, 'action');
  expect(action?.f).toMatchObject({ title: 'Hold the seats', status: 'committed', due: '2027-03-05' });
  await keyboard.press('Escape');
  await on(page, 'button', /^Board menu/);
  await keyboard.press('Enter');
  await on(page, 'button', /^What came of it/);
  await keyboard.press('Enter');
  const summary = page.getByRole('dialog', { name: 'What came of it' });
  await expect(summary.getByRole('region', { name: 'Commitments' })).toContainText('Hold the seats');
  await keyboard.press('Escape');
  await expect(summary).toBeHidden();
});

test('a whole agenda is led from a phone', async ({ room }) => {
  const { crew, host, carla, gus, mia } = await four(room, { ...map, device: handset }, first, 'private');
  await host.write('Does', 'Reloads the page');
  for (const person of [carla, gus, mia]) await person.done();
  await host.counts(3, 4);
  await host.picture('lead-phone-write');
  await crew.next('Reveal');
  await host.sees(seats, 'Says');
  await crew.next('Sort');
  await host.group('They do not wait', seats);
  await host.group('It costs more than it said', fees);
  await crew.next('Choose');
  await host.dots('Choose', 'They do not wait');
  await carla.dots('Choose', 'They do not wait');
  await crew.count('Choose');
  await host.picture('lead-phone-result');
  await crew.back('Sort');
  await crew.next('Choose');
  await crew.next('Commit');
  await host.commits('They do not wait', 'Hold the seats', names.mia, '2027-03-05');
  await host.press(host.button('Close', host.page.getByRole('dialog', { name: 'Insights' })));
  expect((await host.summary())['Commitments']).toEqual([`Hold the seats | ${names.mia}, by Mar 5, 2027, promised`]);
  await host.picture('lead-phone-commit');
});

test('a customer with the baton leads, and changes no rules; the team listens (B-50, B-53)', async ({ room }) => {
  const { crew, host, carla, gus, mia } = await four(room, map, first, 'private');
  await host.letsLead(names.gus);
  await leads([carla, mia, host], `${names.gus} leads`);
  await leads([gus], 'You lead');
  const people = await host.people();
  await people.getByRole('switch', { name: /^The team listens in this step/ }).check();
  await host.close(people);
  await composer(mia.page).focus();
  await expect(
    mia.page.getByText('In this step the team writes down what customers say. Whose words first?'),
  ).toBeVisible();
  await mia.write('Feels', 'Afraid', { for: names.carla });
  await mia.saved();

  // What is said and when is theirs; what is allowed is not, neither on the screen nor on the wire.
  await gus.press('Agenda');
  const agenda = gus.page.getByRole('dialog', { name: 'Agenda' });
  await gus.press(gus.button(/^1 Write/, agenda));
  await gus.press(gus.button('Change…', agenda));
  const form = gus.page.getByRole('dialog', { name: 'Write' });
  await expect(form.getByText('Its rules are the facilitator’s to change.')).toBeVisible();
  await expect(form.getByRole('combobox', { name: 'Who sees what' })).toBeHidden();
  await form.getByRole('textbox', { name: 'What people are asked' }).fill('Tell us the last time it happened.');
  await form.getByRole('textbox', { name: 'What people are asked' }).press('Tab');
  await expect(carla.page.getByText('Tell us the last time it happened.')).toBeVisible();
  await gus.picture('lead-gus-agenda');
  await gus.press(gus.button('Close', form));
  const running = (await records(gus.page, crew.id, 'session'))[0]?.f['phase'];
  const open = { write: ['client'], edit: 'all', move: [], see: 'all', authors: 'named', presence: 'cursors' };
  const { answers } = await speak(gus.page, crew.id, [[{ op: 'set', id: running, f: { rules: open } }]]);
  expect(answers).toEqual(['forbidden']);

  await crew.next('Reveal', gus);
  await carla.sees('Afraid', 'Feels');
  await expect(mia.button('Sort')).toBeHidden();
  await crew.back('Write', gus);
  await host.press('Take back…');
  await host.press('Take it');
  await leads([carla, gus, mia], `${names.host} leads`);
  await crew.next('Reveal');
});

/** What axe finds on a page, light and dark. */
async function faults(page: Page, what: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    found.push(...(await serious(page)).map((fault) => `${what}, ${colorScheme}: ${fault}`));
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
  return found;
}

test('axe finds nothing serious on what a session shows, light or dark', async ({ room }) => {
  const { crew, host, carla, gus, mia } = await four(room, map, first, 'private');
  const found: string[] = [];
  const look = async (person: Person, what: string): Promise<void> => {
    found.push(...(await faults(person.page, `${what} of ${person.name}`)));
  };
  for (const person of [host, carla]) {
    const about = await person.open('About this session');
    await look(person, 'opening card');
    await person.close(about);
    await person.press('Agenda');
    const agenda = person.page.getByRole('dialog', { name: 'Agenda' });
    await person.press(person.button(/^1 Write/, agenda));
    await look(person, 'agenda');
    await person.press(person.button('Close', agenda));
  }
  await wall(room, crew, found);
  await crew.next('Reveal');
  await crew.next('Sort');
  await mia.group('They do not wait', seats);
  await mia.group('It costs more', fees);
  await crew.next('Choose');
  for (const person of [host, carla]) await look(person, 'vote');
  await gus.dots('Choose', 'They do not wait');
  await crew.count('Choose');
  for (const person of [host, carla]) await look(person, 'results');
  await wall(room, crew, found);
  await crew.next('Commit');
  await mia.commits('They do not wait', 'Hold the seats', names.mia, '2027-03-05');
  await look(mia, 'commitments');
  for (const person of [host, carla]) {
    const sheet = await person.open('What came of it');
    await look(person, 'summary');
    await person.close(sheet);
  }
  expect(found).toEqual([]);
});

/** The room's screen, beside the facilitator's page. */
async function wall(room: Room, crew: Crew, found: string[]): Promise<void> {
  const page = await crew.host.page.context().newPage();
  await page.goto(`${room.felt.url}/b/${crew.id}/room`);
  await expect(page.getByRole('heading', { name: map.title })).toBeVisible();
  found.push(...(await faults(page, 'room screen')));
  await page.close();
}
