import { randomUUID } from 'node:crypto';
import { expect, type BrowserContextOptions, type Page } from '@playwright/test';
import { saved } from './board.ts';
import type { Look } from './places.ts';
import { ticketShop } from './story.ts';
import type { Room } from './test.ts';
import { records, speak, toStep } from './wire.ts';

const { carla, dora, gus, goal, title } = ticketShop;

/** A board on which a facilitator and three customers are; a distribution needs three (B-59). */
interface Circle {
  readonly id: string;
  readonly owner: Page;
  readonly guest: Page;
  readonly others: readonly Page[];
}

/** Leads through the states of sessions: before and after, what is asked and what came of it, the maps with places. */
export async function sessions(room: Room, device: BrowserContextOptions, look: Look): Promise<void> {
  const owner = await room.page(device);
  await room.own(owner, ticketShop.team.name);
  await planned(room, owner, device, look);
  await led(room, owner, device, look);
  await journey(room, owner, device, look);
  await plane(room, owner, device, look);
}

/** Makes a board by the API, and goes there. */
async function make(room: Room, owner: Page, more: object): Promise<{ id: string; client: string }> {
  const answer = await owner.request.post(`${room.felt.url}/api/v1/boards`, { data: { title, goal, ...more } });
  expect(answer.ok(), await answer.text()).toBe(true);
  const { id, links } = (await answer.json()) as { id: string; links: { client: string } };
  await owner.goto(`${room.felt.url}/b/${id}`);
  await saved(owner);
  return { id, client: links.client };
}

async function gather(room: Room, owner: Page, template: string, device: BrowserContextOptions): Promise<Circle> {
  const { id, client } = await make(room, owner, { template });
  const guests: Page[] = [];
  for (let i = 0; i < 3; i++) {
    const page = await room.page(device);
    await page.goto(client);
    await page.getByRole('button', { name: 'Read first' }).click();
    await saved(page);
    guests.push(page);
  }
  const [guest, ...others] = guests;
  return { id, owner, guest: guest!, others };
}

/** Says it to the server, as who drives would; every part has to be taken. */
async function tell(page: Page, id: string, ...ops: readonly object[]): Promise<void> {
  const { answers } = await speak(page, id, [ops]);
  expect(answers).toEqual(['ack']);
}

/** Puts notes of the team on the board, all at once; their ids. */
async function put(page: Page, id: string, words: readonly string[], f: (i: number) => object): Promise<string[]> {
  const ids = words.map(() => randomUUID());
  const recs = words.map((text, i) => ({ id: ids[i], type: 'note', f: { text, side: 'team', ...f(i) } }));
  await tell(page, id, ...recs.map((rec) => ({ op: 'put', rec })));
  return ids;
}

async function choose(page: Page, act: string): Promise<void> {
  await page.getByRole('button', { name: 'Board menu' }).click();
  await page.getByRole('dialog', { name: 'Board menu' }).getByRole('button', { name: act }).click();
}

/** Before it starts. */
async function planned(room: Room, owner: Page, device: BrowserContextOptions, look: Look): Promise<void> {
  const starts = Date.now() + 50 * 3_600_000;
  const { client } = await make(room, owner, { template: 'empathy-map', starts });
  await owner.getByRole('button', { name: 'Start now' }).waitFor();
  await look(owner, 'planned');
  const guest = await room.page(device);
  await guest.goto(client);
  await guest.getByText('in 2 days').waitFor();
  await look(guest, 'join-planned');
  await guest.getByRole('textbox').fill(carla.says);
  await guest.getByRole('button', { name: 'Send' }).click();
  await guest.getByText('it waits until a step takes it').waitFor();
  await guest.getByRole('button', { name: 'Go to the board' }).click();
  await saved(guest);
  await look(guest, 'planned-guest');
}

/** The session that a client leads: its agenda, its opening, what it asks, and what came of it. */
async function led(room: Room, owner: Page, device: BrowserContextOptions, look: Look): Promise<void> {
  const circle = await gather(room, owner, 'client-session', device);
  const { id, guest, others } = circle;
  for (const [page, name] of [
    [owner, 'agenda'],
    [guest, 'agenda-guest'],
  ] as const) {
    await page.getByRole('button', { name: 'Agenda' }).click();
    await page.getByRole('heading', { name: 'Agenda' }).waitFor();
    await look(page, name);
    await page.getByRole('dialog', { name: 'Agenda' }).getByRole('button', { name: 'Close', exact: true }).click();
  }
  for (const [page, name] of [
    [owner, 'about'],
    [guest, 'about-guest'],
  ] as const) {
    await choose(page, 'About this session');
    await page.getByRole('dialog', { name: 'About this session' }).waitFor();
    await look(page, name);
    await page.keyboard.press('Escape');
  }

  await toStep(owner, id, 'Energy check');
  const card = guest.getByRole('region', { name: 'Energy check' });
  await card.waitFor();
  await look(guest, 'scale-guest');
  for (const [i, page] of [guest, ...others].entries()) {
    await page.getByRole('radio', { name: new RegExp(`^${3 + (i % 2)}`) }).check();
    await saved(page);
  }
  await owner.getByRole('button', { name: 'Close and count' }).click();
  await guest.getByRole('region', { name: 'Result: Energy check' }).waitFor();
  await look(owner, 'scale-result');
  await look(guest, 'scale-result-guest');

  await toStep(owner, id, 'Customer stories');
  await look(guest, 'stories-guest');
  const zone = (await records(owner, id, 'zone')).find(({ f }) => f['area'] === 'now')?.id;
  const notes = await put(guest, id, [carla.says, carla.feels, dora.says, dora.does, gus.says, gus.feels], (i) => ({
    side: 'customer',
    place: { zone, order: `b00${i + 1}` },
  }));
  const wall = await owner.context().newPage();
  await wall.goto(`${room.felt.url}/b/${id}/room`);
  await wall.getByText('Customer stories').first().waitFor();
  await look(wall, 'room');
  await wall.close();

  await toStep(owner, id, 'Cluster');
  const themes = ['Seats are lost while people pay', 'Nobody says how long it takes', 'Fees come last'];
  const ids = themes.map(() => randomUUID());
  const made = themes.map((name, i) => ({
    op: 'put',
    rec: { id: ids[i], type: 'theme', f: { name, order: `b00${i + 1}` } },
  }));
  await tell(guest, id, ...made, ...notes.map((each, i) => ({ op: 'set', id: each, f: { theme: ids[i % 3] } })));
  await toStep(owner, id, 'Dot vote');
  await guest.getByRole('region', { name: 'Dot vote' }).waitFor();
  await look(guest, 'dots-guest');
  await look(owner, 'dots');
  for (const [i, page] of [guest, ...others].entries()) await answer(page, id, 'Dot vote', [[ids[i % 2], 0, 1]]);
  await count(circle, 'Dot vote');
  await look(owner, 'dots-result');
  await look(guest, 'dots-result-guest');

  await toStep(owner, id, 'Commitments');
  await look(owner, 'commitments');
  await toStep(owner, id, 'Read-back');
  await look(guest, 'readback-guest');
  await toStep(owner, id, 'Close');
  await choose(owner, 'End the session');
  await owner.getByRole('button', { name: 'End it' }).click();
  await owner.getByRole('dialog', { name: 'What came of it' }).waitFor();
  await look(owner, 'summary');
  await guest.getByText('The session is over.').waitFor();
  await look(guest, 'closed-guest');
  await guest.getByRole('button', { name: 'Have a look: What came of it' }).click();
  await guest.getByRole('dialog', { name: 'What came of it' }).waitFor();
  await look(guest, 'summary-guest');
}

/** Somebody answers what a step asks: of an item, in a row of questions, a value. */
async function answer(
  page: Page,
  id: string,
  step: string,
  says: readonly (readonly [item: string | undefined, q: number, value: number])[],
): Promise<void> {
  const phase = (await records(page, id, 'phase')).find(({ f }) => f['title'] === step);
  const round = phase?.f['round'];
  const recs = says.map(([item, q, value]) => ({ phase: phase?.id, round, item, q, value }));
  await tell(page, id, ...recs.map((f) => ({ op: 'put', rec: { id: randomUUID(), type: 'answer', f } })));
}

/** The answers to a step's question are in. */
async function count({ id, owner, guest }: Circle, step: string): Promise<void> {
  await owner.getByRole('region', { name: step, exact: true }).getByRole('button', { name: 'Close and count' }).click();
  await guest.getByRole('region', { name: `Result: ${step}` }).waitFor();
  await saved(owner);
  expect((await records(owner, id, 'phase')).find(({ f }) => f['title'] === step)?.f['closed']).toBe(true);
}

/** A map whose columns are steps, with the curve of what each of them feels like. */
async function journey(room: Room, owner: Page, device: BrowserContextOptions, look: Look): Promise<void> {
  const circle = await gather(room, owner, 'customer-journey', device);
  const { id, guest, others } = circle;
  const step = 'Points and notes';
  await toStep(owner, id, step);
  await guest.getByRole('region', { name: step }).waitFor();
  const zones = await records(owner, id, 'zone');
  const columns = zones.filter(({ f }) => f['kind'] === 'column');
  const cells = zones.filter(({ f }) => f['column'] === columns[2]?.id);
  await put(guest, id, [carla.does, carla.feels, dora.does, gus.feels], (i) => ({
    side: 'customer',
    place: { zone: cells[i]?.id, order: 'b001' },
  }));
  await look(guest, 'journey-guest');
  for (const [i, page] of [guest, ...others].entries()) {
    await answer(
      page,
      id,
      step,
      columns.map((each, at) => [each.id, 0, [1, 0, -2, 1, -1, 2][at]! - (i === 1 && at === 2 ? -1 : 0)]),
    );
  }
  await count(circle, step);
  await toStep(owner, id, 'Reveal the curve');
  for (const page of [owner, guest]) await page.getByText('Reveal the curve').first().waitFor();
  await look(owner, 'journey');
  await look(guest, 'journey-curve-guest');
}

/** Notes that lie at how much they bring and cost. */
async function plane(room: Room, owner: Page, device: BrowserContextOptions, look: Look): Promise<void> {
  const circle = await gather(room, owner, 'impact-effort', device);
  const { id, guest, others } = circle;
  const zone = (await records(owner, id, 'zone'))[0]?.id;
  const candidates = [
    'A clock at the basket',
    'Fees in the first price',
    'Hold the seats while paying',
    'An app of our own',
  ];
  const notes = await put(owner, id, candidates, (i) => ({ place: { zone, order: `b00${i + 1}` } }));
  const step = (await records(owner, id, 'phase')).find(({ f }) => f['title'] === 'Place');
  const everything = { ...(step?.f['ask'] as object), split: false };
  await tell(owner, id, { op: 'set', id: step?.id, f: { ask: everything } });
  await toStep(owner, id, 'Place');
  await guest.getByRole('region', { name: 'Place', exact: true }).waitFor();
  await look(guest, 'place-guest');
  for (const [i, page] of [guest, ...others].entries()) {
    const says = notes.flatMap((each, at) => [
      [each, 0, [5, 4, 4, 2][at]! - (i === 0 ? 1 : 0)] as const,
      [each, 1, [1, 2, 4, 5][at]!] as const,
    ]);
    await answer(page, id, 'Place', says);
  }
  await count(circle, 'Place');
  await toStep(owner, id, 'Reveal the spread');
  for (const page of [owner, guest]) await page.getByText('Reveal the spread').first().waitFor();
  await look(owner, 'plane');
  await look(guest, 'plane-guest');
}
