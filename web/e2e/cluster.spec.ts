import { type BrowserContextOptions, type Locator, type Page, test as base } from '@playwright/test';
import { edit, join, note, saved, state, turnTo, write, zone } from './board.ts';
import { Cluster } from './cluster.ts';
import { diaryOf, keepDiary, lags, outages } from './diary.ts';
import { ticketShop } from './story.ts';
import { computer, expect, handset, Room } from './test.ts';
import { heard, holding, records } from './wire.ts';

const { carla, gus, team } = ticketShop;

/** The owner and a guest on one board. */
interface Two {
  readonly id: string;
  readonly links: { readonly team: string; readonly client: string };
  readonly owner: Page;
  readonly guest: Page;
  /** What their live connections have heard. */
  readonly heard: { readonly owner: readonly string[]; readonly guest: readonly string[] };
}

interface Fixtures {
  room: Room<Cluster>;
  /** They sit on different nodes, and have written a note each. */
  two: Two;
}

interface Shared {
  cluster: Cluster;
  /** What the owner's browser keeps. */
  owner: BrowserContextOptions['storageState'];
}

const test = base.extend<Fixtures, Shared>({
  cluster: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const cluster = new Cluster();
      await cluster.start();
      await use(cluster);
      await cluster.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  owner: [
    async ({ browser, cluster }, use) => {
      const room = new Room(browser, cluster);
      const page = await room.owner();
      const state = await page.context().storageState();
      await room.close();
      await use(state);
    },
    { scope: 'worker' },
  ],
  room: async ({ browser, cluster }, use) => {
    const room = new Room(browser, cluster);
    await use(room);
    await room.close();
    expect(room.complaints, 'what the pages complained about').toEqual([]);
  },
  two: async ({ room, owner: storageState }, use) => {
    const guest = await room.page(handset);
    const owner = await room.page({ ...computer, ...(storageState && { storageState }) });
    const [host, other] = [heard(owner), heard(guest)];
    const { id, links } = await room.board(owner);
    await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
    await write(owner, 'Thinks', team.believes);
    await turnTo(guest, 'Thinks');
    await expect(note(guest, team.believes)).toBeVisible();
    for (const page of [owner, guest]) await saved(page);
    await apart(room.felt, guest);
    await use({ id, links, owner, guest, heard: { owner: host.frames, guest: other.frames } });
  },
});

/** Sees to it that the two pages there are sit on different nodes. */
async function apart(cluster: Cluster, guest: Page): Promise<void> {
  await expect
    .poll(
      async () => {
        const counts = (await cluster.connections()).sort();
        if (counts.at(-1) === 2) {
          await guest.reload();
          await saved(guest);
          await turnTo(guest, 'Thinks');
        }
        return counts;
      },
      { timeout: 20_000 },
    )
    .toEqual([0, 1, 1]);
}

/** Texts as they grow, letter by letter. */
function growing(words: string): string[] {
  return [...words].map((_, i) => words.slice(0, i + 1));
}

/** The middle one of the figures; NaN if one is no number. */
function median(figures: readonly number[]): number {
  if (figures.some(Number.isNaN)) return NaN;
  return figures.toSorted((a, b) => a - b)[figures.length >> 1] ?? NaN;
}

/** Opens the team's note at both, the owner at its beginning, the guest at its end, and keeps diaries. */
async function editBoth({ owner, guest }: Two): Promise<readonly [Locator, Locator]> {
  const fields = [await edit(owner, team.believes), await edit(guest, team.believes)] as const;
  await fields[0].press('Control+Home');
  await fields[1].press('Control+End');
  for (const page of [owner, guest]) await keepDiary(page);
  return fields;
}

/** Counts in a field until it is over; returns what was typed. */
async function count(field: Locator, mark: string, over: () => boolean): Promise<string> {
  let typed = '';
  for (let n = 1; !over(); n++) {
    await field.pressSequentially(`${mark}${n} `, { delay: 60 });
    typed += `${mark}${n} `;
  }
  return typed;
}

/** Both count while something is done; returns what each typed, and what the note must read then. */
async function writeWhile([left, right]: readonly [Locator, Locator], act: () => Promise<unknown>): Promise<Written> {
  let over = false;
  const typing = Promise.all([count(left, 'm', () => over), count(right, 'c', () => over)]);
  try {
    await act();
  } finally {
    over = true;
    await typing.catch(() => undefined); // what act threw says more
  }
  const [before, after] = await typing;
  return { before, after, all: before + team.believes + after };
}

interface Written {
  readonly before: string;
  readonly after: string;
  readonly all: string;
}

/** Both have and see this and nothing else, and all of it is saved. */
async function agreed({ id, owner, guest }: Two, fields: readonly [Locator, Locator], text: string): Promise<void> {
  for (const page of [owner, guest]) await saved(page);
  for (const field of fields) await expect(field).toHaveValue(text);
  for (const page of [owner, guest])
    expect((await records(page, id, 'note')).map((each) => each.f['text']).sort()).toEqual([text, carla.says].sort());
}

test('two people on different nodes write in one note at once, and see every letter', async ({ two }) => {
  const { owner, guest } = two;
  const fields = await editBoth(two);
  const { before, after, all } = await writeWhile(fields, () => owner.waitForTimeout(1500));
  await agreed(two, fields, all);
  const [host, other] = [await diaryOf(owner), await diaryOf(guest)];
  const figures = [...lags(host, other, growing(before.trim())), ...lags(other, host, growing(after.trim()))];
  expect(median(figures), 'milliseconds until the other sees a letter').toBeLessThan(250);
});

test('what is private on one node is on no other, until the reveal', async ({ cluster, two }) => {
  const { id, owner, guest } = two;
  await owner.getByRole('button', { name: 'Write privately' }).click();
  await expect(guest.getByText('Only you can read this until the reveal.')).toBeVisible();
  await write(guest, 'Feels', carla.feels);
  await saved(guest);
  await write(owner, 'Thinks', team.notes);
  await saved(owner);
  await owner.reload(); // perhaps on the node of the guest
  await expect(note(owner, team.notes)).toBeVisible();
  await saved(owner);
  expect(two.heard.owner.length).toBeGreaterThan(3);
  expect(holding(two.heard.owner, carla.feels)).toEqual([]);
  expect(holding(two.heard.guest, team.notes)).toEqual([]);
  for (const node of cluster.nodes) {
    const preview = await owner.request.get(`${node}/api/v1/boards/${id}/export?format=markdown&preview=1`);
    expect(await preview.text()).not.toContain(carla.feels);
  }
  await owner.getByRole('button', { name: 'Reveal and sort' }).click();
  await expect(note(zone(owner, 'Feels'), carla.feels)).toBeVisible();
  await turnTo(guest, 'Thinks');
  await expect(note(guest, team.notes)).toBeVisible();
});

test('a deploy, node after node, while both write: nobody reloads, nothing is lost or doubled (F08, P9)', async ({
  cluster,
  two,
}) => {
  const fields = await editBoth(two);
  const written = await writeWhile(fields, async () => {
    for (const node of ['node 1', 'node 2', 'node 3']) {
      expect(await cluster.order(`term ${node}`)).toContain('exit code 0');
      await cluster.order(`start ${node}`);
    }
  });
  await agreed(two, fields, written.all);
  const all: number[] = [];
  for (const page of [two.owner, two.guest]) {
    const lines = await diaryOf(page);
    expect(lines.every(({ notes }) => notes.length > 0)).toBe(true);
    all.push(...outages(lines));
  }
  expect(all.length, 'times that somebody was not connected').toBeGreaterThan(0);
  expect(median(all), 'milliseconds until live again').toBeLessThan(3000);
  expect(Math.max(...all), 'milliseconds until live again, at worst').toBeLessThan(8000);
});

test('Redis is killed while both write, and comes back: each sees the other all the time (F12, P6)', async ({
  cluster,
  two,
}) => {
  const { owner, guest } = two;
  const fields = await editBoth(two);
  await cluster.order('kill redis');
  const both = await writeWhile(fields, () => owner.waitForTimeout(1000));
  await agreed(two, fields, both.all);
  // Whoever writes sees at once what others have written; whoever only reads waits for the look at the journal.
  let { before } = both;
  const alone = async (words: string) => {
    await fields[0].pressSequentially(words, { delay: 60 });
    await expect(fields[1]).toHaveValue(before + words + team.believes + both.after);
    const typed = growing(words).map((part) => before + part);
    before += words;
    return lags(await diaryOf(owner), await diaryOf(guest), typed);
  };
  const away = await alone('while it was away ');
  await cluster.order('start redis');
  await expect.poll(async () => median(await alone('back? '))).toBeLessThan(250);
  expect(Math.max(...away), 'milliseconds until the other sees a letter, without Redis').toBeLessThan(2000);
});

test('PostgreSQL is killed while both write, and comes back: nothing is called saved that is not (F15, P1)', async ({
  cluster,
  two,
  room,
}) => {
  const { owner, guest } = two;
  const fields = await editBoth(two);
  const newcomer = await room.page(handset);
  const first = await owner.context().newPage();
  const again = await guest.context().newPage();
  await again.goto(`${cluster.url}/b/${two.id}`);
  await saved(again);
  let killed = 0;
  let back = 0;
  const { all } = await writeWhile(fields, async () => {
    await cluster.order('kill postgres');
    killed = Date.now();
    for (const page of [owner, guest]) await expect(state(page)).toHaveText(/Saving \d+…/);
    for (const page of [owner, guest]) await expect(page.getByText('Saving takes longer than usual.')).toBeVisible();
    await newcomer.goto(two.links.client);
    await newcomer.getByRole('textbox').fill(gus.says);
    await newcomer.getByRole('button', { name: 'Send' }).tap();
    await expect(newcomer.getByText('The server cannot be reached just now.')).toBeVisible();
    await first.goto(cluster.url);
    await expect(first.getByRole('heading', { name: 'The server cannot be reached' })).toBeVisible();
    await again.reload();
    await expect(note(again, carla.says)).toBeVisible();
    await expect(state(again)).toHaveText('Offline');
    back = Date.now();
    await cluster.order('start postgres');
  });
  await expect(newcomer.getByText('Sent. It is on the board.')).toBeVisible();
  await expect(note(owner, gus.says)).toBeVisible();
  await expect(first.getByRole('heading', { name: 'Your boards' })).toBeVisible();
  await saved(again);
  for (const page of [owner, guest]) {
    await saved(page);
    const lines = await diaryOf(page);
    expect(lines.every(({ notes }) => notes.length > 0)).toBe(true);
    const between = lines.filter(({ at }) => at > killed + 100 && at < back);
    expect(between.filter((line) => line.state === 'Saved')).toEqual([]);
  }
  for (const field of fields) await expect(field).toHaveValue(all);
});

test('a link that is ended through one node ends on another within two seconds (S-3)', async ({ cluster, two }) => {
  const { id, owner, guest } = two;
  const empty = cluster.nodes[(await cluster.connections()).indexOf(0)];
  const began = Date.now();
  const answer = await owner.request.delete(`${empty}/api/v1/boards/${id}/links/client`);
  expect(answer.status()).toBe(204);
  await expect(guest.getByText('This link no longer works.')).toBeVisible();
  expect(Date.now() - began).toBeLessThan(2000);
  for (const node of cluster.nodes)
    expect((await guest.request.get(`${node}/api/v1/boards/${id}/me`)).status()).toBe(404);
});
