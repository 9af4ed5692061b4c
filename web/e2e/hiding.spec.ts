import { edit, join, note, saved, turnTo, write, zone } from './board.ts';
import { ticketShop } from './story.ts';
import { expect, handset, test } from './test.ts';
import { heard, holding, records, speak } from './wire.ts';

const { carla, dora, gus, team } = ticketShop;

test('in a private phase nobody’s notes leave the server until the reveal', async ({ room, felt }) => {
  const owner = await room.owner();
  const host = heard(owner);
  const { id, links } = await room.board(owner);
  const [guest, other] = [await room.page(handset), await room.page(handset)];
  const second = heard(other);
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name, consent: 'Quote me' });
  await join(other, links.client, { words: gus.says, zone: 'Says', name: gus.name });
  await note(owner, carla.says).click({ modifiers: ['Shift'] });
  await owner.getByRole('button', { name: 'Make an insight' }).click();
  await owner.getByRole('textbox', { name: 'What did we learn?' }).fill('Seats vanish while people are still paying.');
  await owner.getByRole('button', { name: 'Make an action' }).click();
  await owner.getByRole('textbox', { name: 'What will we do?' }).fill('Hold the seats while the buyer is paying');
  await saved(owner);

  // Whoever writes shows as they chose: what is promised hidden would stay so, and could not be quoted either (B-55).
  const step = (await records(owner, id, 'phase')).find(({ f }) => f['title'] === 'Write privately');
  const rules = { ...(step?.f['rules'] as object), authors: 'named' };
  expect((await speak(owner, id, [[{ op: 'set', id: step?.id, f: { rules } }]])).answers).toEqual(['ack']);
  await owner.getByRole('button', { name: 'Write privately' }).click();
  await expect(guest.getByText('Only you can read this until the reveal.')).toBeVisible();
  await write(guest, 'Feels', carla.feels);
  await guest.getByRole('button', { name: 'Anonymous' }).tap();
  await expect(guest.getByText('Nobody will see it is yours.')).toBeVisible();
  await write(guest, 'Does', carla.does);
  await saved(guest);

  // What the two others write themselves goes the whole way and comes back, so theirs would have come, too.
  await write(other, 'Feels', gus.feels);
  await saved(other);
  await write(owner, 'Thinks', team.believes);
  await saved(owner);
  const hidden = [carla.feels, carla.does];
  const inside = `${felt.url}/api/v1/boards/${id}/export?format=markdown`;
  for (const words of hidden) {
    expect(holding(host.frames, words), `the facilitator’s connection: ${words}`).toEqual([]);
    expect(holding(second.frames, words), `another guest’s connection: ${words}`).toEqual([]);
    expect(await owner.content()).not.toContain(words);
    expect(await other.content()).not.toContain(words);
    expect(await (await owner.request.get(`${inside}&preview=1`)).text()).not.toContain(words);
    expect((await (await owner.request.get(inside)).body()).includes(words)).toBe(false);
  }
  const fresh = await records(owner, id, 'note');
  expect(fresh.map((each) => each.f['text'])).not.toContain(carla.feels);
  expect(await (await other.request.get(inside)).text()).toContain('forbidden');

  await owner.getByRole('button', { name: 'Reveal and sort' }).click();
  for (const [page, { frames }] of [
    [owner, host],
    [other, second],
  ] as const) {
    for (const [title, words] of [
      ['Feels', carla.feels],
      ['Does', carla.does],
    ] as const) {
      if (page === other) await turnTo(page, title);
      await expect(note(zone(page, title), words)).toBeVisible();
      expect(holding(frames, words).length).toBeGreaterThan(0);
    }
  }
  await note(owner, carla.feels).click({ modifiers: ['Shift'] });
  await owner.getByRole('dialog', { name: 'Action' }).getByRole('button', { name: 'Back' }).click();
  await owner.getByRole('button', { name: 'Add the selected note' }).click();
  await saved(owner);
  const preview = await owner.request.get(`${inside}&preview=1`);
  expect(await preview.text()).toContain(carla.feels);
});

test('an anonymous note’s author is told to nobody', async ({ room, felt }) => {
  const owner = await room.owner();
  const host = heard(owner);
  const { id, links } = await room.board(owner);
  const [guest, other] = [await room.page(handset), await room.page(handset)];
  const second = heard(other);
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name, consent: 'Quote me' });
  await join(other, links.client, { words: dora.says, zone: 'Says', name: dora.name });

  await guest.getByRole('button', { name: 'Anonymous' }).tap();
  await write(guest, 'Feels', carla.feels);
  await saved(guest);
  await turnTo(other, 'Feels');
  for (const page of [owner, other]) {
    const card = note(zone(page, 'Feels'), carla.feels);
    await expect(card).toContainText('Anonymous');
    await expect(card).not.toContainText(carla.name);
    expect(await card.getAttribute('aria-label')).not.toContain(carla.name);
  }
  const member = (await records(guest, id, 'member')).find((each) => each.f['name'] === carla.name)?.id ?? '?';
  for (const { frames } of [host, second]) {
    const told = holding(frames, carla.feels);
    expect(told.length).toBeGreaterThan(0);
    for (const frame of told) expect(frame).not.toContain(member);
  }
  for (const page of [owner, other]) {
    const rec = (await records(page, id, 'note')).find((each) => each.f['text'] === carla.feels);
    expect(rec?.by).toBeUndefined();
    expect(rec?.at).toBeUndefined();
  }

  // Its author still has it in hand, on this device and nowhere else.
  await expect(note(guest, carla.feels)).toContainText('you');
  const field = await edit(guest, carla.feels);
  await field.press('Control+End');
  await field.pressSequentially(' Every time.');
  await field.press('Enter');
  await expect(note(owner, `${carla.feels} Every time.`)).toContainText('Anonymous');

  await note(owner, carla.feels).click({ modifiers: ['Shift'] });
  await owner.getByRole('button', { name: 'Make an insight' }).click();
  await owner.getByRole('textbox', { name: 'What did we learn?' }).fill('The queue tells nobody where they stand.');
  await owner.getByRole('button', { name: 'Make an action' }).click();
  await owner.getByRole('textbox', { name: 'What will we do?' }).fill('Say how many are ahead');
  await saved(owner);
  const preview = await owner.request.get(`${felt.url}/api/v1/boards/${id}/export?format=markdown&preview=1`);
  const { files } = (await preview.json()) as { files: { markdown: string }[] };
  expect(files).toHaveLength(1);
  for (const trace of [carla.name, member]) expect(await preview.text()).not.toContain(trace);
});
