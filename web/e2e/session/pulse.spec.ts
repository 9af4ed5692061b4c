import { expect, handset, test } from '../test.ts';
import { records } from '../wire.ts';
import { start } from './crew.ts';

// T7: a team's pulse. No customers, no names, nothing from fewer than five, and nothing that leaves.

const heavy = 'Every call this week was about refunds';
const light = 'The new queue page works';
const help = 'One afternoon without the phone';
const alsoHeavy = 'I take the calls home with me';
const relief = 'One afternoon a week without the phone';
const off = 'Ida covers the phone on Thursday';
const questions = [
  'I have energy for customers this week.',
  'Contacts stay with me after work. (Here 1 is the good end.)',
  'I can get help when I need it.',
] as const;

test.setTimeout(120_000);

test('a team’s pulse ends with one relief, and tells nobody apart', async ({ room }) => {
  const crew = await start(room, { template: 'Team pulse', title: 'How are we?' });
  const { host } = crew;
  expect(crew.links.customers, 'there is no link for customers').toBeUndefined();
  const mia = await crew.colleague('Mia Tran', handset);
  const ben = await crew.colleague('Ben Ortiz');
  const ida = await crew.colleague('Ida Lund');
  const noor = await crew.colleague('Noor Haddad');

  // Taps: three each. From four answers nothing shows but that there are four (B-59).
  await crew.at('Taps');
  const taps = [
    [host, [4, 2, 5]],
    [mia, [2, 5, 3]],
    [ben, [3, 4, 2]],
    [ida, [2, 4, 4]],
  ] as const;
  for (const [person, values] of taps) {
    for (const [question, value] of values.entries()) await person.taps('Taps', value, question);
  }
  await crew.count('Taps');
  for (const person of crew.people) {
    const result = person.asked('Result: Taps');
    await expect(result.getByText('4 answers: too few to show')).toHaveCount(3);
    await expect(result).not.toContainText('Median');
  }
  expect((await host.summary())['Energy']?.join()).not.toContain('middle');

  // The fifth answers, and it can be told.
  await host.press(host.button('Open again', host.asked('Result: Taps')));
  await expect(noor.asked('Taps').getByRole('radio').first()).toBeVisible();
  for (const [question, value] of ([3, 3, 1] as const).entries()) await noor.taps('Taps', value, question);
  await crew.count('Taps');
  for (const person of crew.people) {
    const result = person.asked('Result: Taps');
    await expect(result.getByText('5 answers')).toHaveCount(3);
    await expect(result).toContainText('Median 4');
  }
  // One more answer would tell whose it is (B-60).
  await expect(host.button('Open again')).toBeHidden();
  // Nobody's answers are sent to anybody but the device that gave them, the facilitator included.
  for (const person of crew.people) expect(await records(person.page, crew.id, 'answer')).toEqual([]);
  await mia.picture('pulse-taps-mia');

  // Write: only one's own.
  await crew.next('Write');
  await mia.promised(/^Only you can read this until the reveal/);
  await mia.write('Heavy', heavy);
  await ben.write('Light', light);
  await ida.write('What would help', help);
  await noor.write('Heavy', alsoHeavy);
  for (const [author, words] of [
    [mia, heavy],
    [ben, light],
    [ida, help],
    [noor, alsoHeavy],
  ] as const) {
    await author.saved();
    await crew.onlyAuthorHas(author, words);
  }

  // Look: all of it, and no name at any of it, on anybody's page or connection.
  await crew.next('Look');
  for (const [words, zone] of [
    [heavy, 'Heavy'],
    [alsoHeavy, 'Heavy'],
    [light, 'Light'],
    [help, 'What would help'],
  ] as const)
    await crew.allSee(words, zone);
  await expect(host.note(heavy)).not.toContainText(/Mia|Voice/);
  await expect(ben.note(alsoHeavy)).not.toContainText(/Noor|Voice/);
  const seen = await records(host.page, crew.id, 'note');
  expect(seen.map(({ by, f }) => [by, f['voice'] ?? ''])).toEqual(seen.map(() => [undefined, '']));
  expect(seen).toHaveLength(4);

  // One relief: one thing that makes next week easier, with a name and a day.
  await crew.next('One relief');
  await host.group(relief, help);
  await host.commits(relief, off, 'Ida Lund', '2027-01-07');

  await crew.next('Close');
  const summary = await noor.summary();
  expect(Object.keys(summary)[0]).toBe('Commitments');
  expect(summary).toEqual({
    Commitments: [`${off} | Ida Lund, by Jan 7, 2027, promised`],
    Themes: [`${relief} | 1 team note`],
    Energy: [
      'Taps',
      `${questions[0]} | middle 3 of 5, 5 answers | 1: 0, 2: 2, 3: 2, 4: 1, 5: 0`,
      `${questions[1]} | middle 4 of 5, 5 answers | 1: 0, 2: 1, 3: 1, 4: 2, 5: 1`,
      `${questions[2]} | middle 3 of 5, 5 answers | 1: 1, 2: 1, 3: 1, 4: 1, 5: 1`,
    ],
    'What was said': ['4 notes: 0 by customers, 4 by the team'],
  });
  // What is exported has the relief, and nobody's words.
  const files = (await host.exported()).join('\n');
  expect(files).toContain(off);
  for (const words of [heavy, light, help, alsoHeavy]) expect(files).not.toContain(words);
  await mia.picture('pulse-end-mia');
});
