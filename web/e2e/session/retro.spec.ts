import { randomUUID } from 'node:crypto';
import { expect, test } from '../test.ts';
import { records, speak } from '../wire.ts';
import { four, names, owner } from './crew.ts';

// T10: a retrospective. It opens with what was promised last time, and ends with changes that have a name and a measure.

test.setTimeout(120_000);

const last = 'Sprint 11';
const promised = 'Answer every ticket within a day';
const well = 'The release went out on a Tuesday morning';
const hard = 'Nobody told us that the form had changed';
const slow = 'Reviews wait for days';
const puzzle = 'Why do the tests fail on Mondays?';
const silence = 'We hear of changes too late';
const waiting = 'Work waits for people';
const tell = 'Announce each change to customers a week ahead';
const review = 'Review within four hours';

test('a retrospective opens with last time’s promises and ends with changes that can be measured', async ({ room }) => {
  const lead = await owner(room);
  const made = await lead.page.request.post(`${room.felt.url}/api/v1/boards`, {
    data: { template: 'retrospective', title: last },
  });
  const { id } = (await made.json()) as { id: string };
  const action = { title: promised, status: 'in_progress', due: '2027-01-15', order: 'a1' };
  const put = [{ op: 'put', rec: { id: randomUUID(), type: 'action', f: action } }];
  expect((await speak(lead.page, id, [put])).answers).toEqual(['ack']);

  const { crew, host, carla, gus, mia } = await four(
    room,
    { template: 'Retrospective', title: 'Sprint 12', previous: last },
    { carla: { zone: 'Went well', words: well }, gus: { zone: 'Was hard', words: hard } },
    'waiting',
    lead,
  );

  // Set the stage: what became of last time's promises, and one tap that nobody sees (B-57).
  await crew.at('Set the stage');
  for (const person of [carla, mia]) {
    const about = await person.open('About this session');
    await expect(about.getByRole('listitem').filter({ hasText: promised })).toContainText('under way, by Jan 15, 2027');
    await person.close(about);
  }
  await carla.taps('Set the stage', 4);
  await gus.taps('Set the stage', 5);
  await mia.taps('Set the stage', 2);
  await host.taps('Set the stage', 4);
  expect(await records(host.page, crew.id, 'answer'), 'what the server tells of answers').toEqual([]);
  await crew.count('Set the stage');
  await expect(gus.asked('Result: Set the stage')).toContainText('Median 4');
  await crew.onlyAuthorHas(carla, well);
  await crew.onlyAuthorHas(gus, hard);
  await host.picture('retro-stage-host');

  // Write: what waited is theirs until the reveal (B-54).
  await crew.next('Write');
  await mia.write('Was hard', slow);
  await host.write('Puzzles', puzzle);
  for (const person of [carla, gus, mia]) await person.done();
  await host.counts(3, 4);
  for (const [author, words] of [
    [carla, well],
    [gus, hard],
    [mia, slow],
    [host, puzzle],
  ] as const)
    await crew.onlyAuthorHas(author, words);

  await crew.next('Reveal');
  await crew.allSee(well, 'Went well');
  for (const words of [hard, slow]) await crew.allSee(words, 'Was hard');
  await crew.allSee(puzzle, 'Puzzles');
  await crew.back('Write');
  await expect(mia.note(hard)).toBeHidden();
  await mia.sees(slow);
  await crew.next('Reveal');

  await crew.next('Sort');
  await carla.group(silence, hard);
  await mia.group(waiting, slow, puzzle);
  await crew.next('Choose');
  await carla.dots('Choose', silence);
  await gus.dots('Choose', silence);
  await mia.dots('Choose', waiting);
  await host.dots('Choose', silence);
  await crew.count('Choose');

  // Decide: a name, a day, and how it will be seen.
  await crew.next('Decide');
  await mia.commits(silence, tell, names.mia, '2027-02-01');
  await host.commits(waiting, review, names.host, '2027-02-08');
  await mia.measures(tell, { when: 'a change is a week away', then: 'every customer has had a mail' });
  await crew.next('Close');

  expect(await gus.summary()).toEqual({
    Commitments: [
      `${tell} | ${names.mia}, by Feb 1, 2027, promised`,
      `${review} | ${names.host}, by Feb 8, 2027, promised`,
    ],
    Themes: [
      `${silence} | 3 dots (2 by customers, 1 by the team) · 1 customer note`,
      `${waiting} | 1 dot (0 by customers, 1 by the team) · 2 team notes`,
    ],
    Energy: [
      'Set the stage',
      'How much energy do you have for this session? | middle 4 of 5, 4 answers | 1: 0, 2: 1, 3: 0, 4: 2, 5: 1',
    ],
    'What was said': ['4 notes: 2 by customers, 2 by the team', '2 customers take part.'],
  });
  await carla.picture('retro-close-carla');
  const [first, second] = await host.exported();
  for (const line of [
    `title: '${tell}'`,
    "due_date: '2027-02-01'",
    `Owner: ${names.mia}.`,
    'every customer has had a mail',
  ])
    expect(first).toContain(line);
  for (const line of [`title: '${review}'`, "due_date: '2027-02-08'", `Owner: ${names.host}.`])
    expect(second).toContain(line);
});
