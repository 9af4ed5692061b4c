import type { Locator, Page } from '@playwright/test';
import { composer, join, note, saved, write, zone } from './board.ts';
import { ticketShop } from './story.ts';
import { expect, handset, test } from './test.ts';
import { records, speak, toStep } from './wire.ts';

// The board as a screen reader has it: read from the browser's accessibility tree, never from the looks.

const { carla, dora, team } = ticketShop;

/** A node of the accessibility tree, as far as a reader tells of it. */
interface Node {
  readonly role: string;
  readonly name: string;
  readonly level: number | undefined;
  readonly live: string | undefined;
  /** The roles and names of what lies below it. */
  readonly inside: readonly Node[];
}

/** What the browser tells a screen reader of a page. */
async function tree(page: Page): Promise<readonly Node[]> {
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send('Accessibility.getFullAXTree');
  await cdp.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const read = (id: string): Node[] => {
    const node = byId.get(id);
    if (node === undefined) return [];
    const inside = (node.childIds ?? []).flatMap(read);
    if (node.ignored) return inside;
    const of = (name: string): unknown => node.properties?.find((each) => each.name === name)?.value.value;
    return [
      {
        role: String(node.role?.value ?? ''),
        name: String(node.name?.value ?? ''),
        level: of('level') as number | undefined,
        live: of('live') as string | undefined,
        inside,
      },
    ];
  };
  return read(nodes[0]?.nodeId ?? '');
}

function all(nodes: readonly Node[], role: string): Node[] {
  return nodes.flatMap((node) => [...(node.role === role ? [node] : []), ...all(node.inside, role)]);
}

/** The zones of a page: heading, and the names of the notes in the list below it. */
function zonesOf(nodes: readonly Node[]): Readonly<Record<string, readonly string[]>> {
  const regions = all(nodes, 'region').filter((region) => all(region.inside, 'heading').length > 0);
  return Object.fromEntries(
    regions.map((region) => {
      const items = all(region.inside, 'list').flatMap((list) => list.inside.filter(({ role }) => role === 'listitem'));
      return [region.name, items.map((item) => all(item.inside, 'group')[0]?.name ?? '')];
    }),
  );
}

/** What is said politely. */
function said(page: Page): Locator {
  return page.locator('p[aria-live="polite"].visually-hidden');
}

for (const view of ['Map', 'List'] as const) {
  test(`a screen reader reads the board as a ${view.toLowerCase()}: headings, lists, notes by name, and adds one`, async ({
    room,
  }) => {
    const owner = await room.owner();
    const { links } = await room.board(owner);
    const guest = await room.page();
    await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
    await write(owner, 'Thinks', team.believes);
    await guest.getByRole('button', { name: view, exact: true }).click();
    await expect(note(zone(guest, 'Thinks'), team.believes)).toBeVisible();

    const seen = await tree(guest);
    expect(all(seen, 'heading').map(({ name, level }) => [name.replace(/ ?\d+( notes?)?/g, ''), level])).toEqual(
      expect.arrayContaining([[ticketShop.title, 1], ...['Says', 'Thinks', 'Does', 'Feels'].map((name) => [name, 2])]),
    );
    const zones = zonesOf(seen);
    expect(zones['Says']).toEqual([expect.stringContaining(carla.says)]);
    expect(zones['Thinks']).toEqual([expect.stringContaining(team.believes)]);
    expect(zones['Thinks']?.[0]).toMatch(/^We think it\. .*Mia Tran, team/);
    expect([zones['Does'], zones['Feels']]).toEqual([[], []]);
    const fields = all(seen, 'textbox').map(({ name }) => name);
    expect(fields.every((name) => name !== '')).toBe(true);
    expect(fields).toContainEqual(expect.stringMatching(/^Write a note for /));
    // Buttons and links without a name are a dead end.
    expect([...all(seen, 'button'), ...all(seen, 'link')].filter(({ name }) => name === '')).toEqual([]);
    // There is a place where things are said politely.
    await expect(said(guest)).toBeAttached();

    // By keys alone, as a reader's focus mode sends them.
    await guest.keyboard.press('n');
    await expect(composer(guest)).toBeFocused();
    await guest.keyboard.type(carla.feels);
    await guest.keyboard.press('Enter');
    await saved(guest);
    const [where = ''] = Object.entries(zonesOf(await tree(guest))).find(([, names]) =>
      names.some((name) => name.includes(carla.feels)),
    ) ?? [''];
    expect(where).not.toBe('');
    // The other page hears of it; this one does not hear of itself.
    // (What came in the seconds before is in the same sentence.)
    await expect(said(owner)).toContainText(`${carla.name} added a note in ${where}`, { timeout: 12_000 });
    await expect(said(guest)).toHaveText(`${team.name} added a note in Thinks`);
  });
}

test('what others do is said politely: not one’s own acts, no names that do not show, steps at once, and off when asked', async ({
  room,
}) => {
  const owner = await room.owner();
  const { id, links } = await room.board(owner);
  const guest = await room.page(handset);
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  const notes = await records(owner, id, 'note');
  const [zones, [session]] = [await records(owner, id, 'zone'), await records(owner, id, 'session')];
  const feels = zones.find(({ f }) => f['title'] === 'Feels')?.id;
  await expect(note(zone(owner, 'Says'), carla.says)).toBeVisible();

  // Somebody moves a note: the others hear where to, who moved it does not.
  const everybody = ['facilitator', 'team', 'client'];
  const rules = { write: everybody, edit: 'all', move: everybody, see: 'all', authors: 'hidden', presence: 'cursors' };
  const moved = await speak(owner, id, [
    [{ op: 'set', id: notes[0]?.id, f: { place: { zone: feels, order: 'b001' } } }],
    [{ op: 'set', id: session?.f['phase'], f: { rules } }],
  ]);
  expect(moved.answers).toEqual(['ack', 'ack']);
  await expect(said(guest)).toHaveText('A note was moved to Feels', { timeout: 12_000 });

  // Names are hidden now: nobody is named.
  await write(guest, 'Does', carla.does);
  await expect(said(owner)).toContainText('One new note in Does', { timeout: 14_000 });
  await expect(said(guest)).not.toContainText('Does');

  // Whoever does not want to hear it turns it off, and still hears the steps.
  await guest.getByRole('button', { name: 'Board menu' }).tap();
  await guest.getByRole('button', { name: 'Keyboard…' }).tap();
  await guest.getByRole('checkbox', { name: /^Read out what others do/ }).uncheck();
  await guest.keyboard.press('Escape');
  await write(owner, 'Says', dora.says);
  await expect(note(owner, dora.says)).toBeVisible();
  const phases = await records(owner, id, 'phase');
  const next = phases.find((phase) => phase.id !== session?.f['phase']);
  await toStep(owner, id, String(next?.f['title']));
  await expect(said(guest)).toHaveText(/^Step \d of \d: /);
});
