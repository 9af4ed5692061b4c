import { expect, test } from '../test.ts';
import { four, names } from './crew.ts';

// T2: the canvas with nine zones, from who it is about round to the inside of the head. A tie is voted on again.

test.setTimeout(120_000);

const who = 'A father of three who buys for everybody';
const need = 'Get five seats beside each other';
const sees = 'A clock that counts down beside the basket';
const hears = 'Her sister says the app is faster';
const pains = 'Afraid that paying takes too long';
const gains = 'An evening nobody has to worry about';
const clock = 'The clock frightens more than it helps';
const together = 'Sitting together matters more than the price';
const evening = 'They want an evening without a screen';
const app = 'The app is said to be quicker';
const learned = 'Families give up seats, not money';
const apart = 'Show the price of sitting together first';

test('a canvas ends with what was learned of one person, and an answer to each group', async ({ room }) => {
  const { crew, host, carla, gus, mia } = await four(
    room,
    { template: 'Empathy Map Canvas', title: 'A family night out' },
    { carla: { zone: 'Who', words: who }, gus: { zone: 'Need to do', words: need } },
    'private',
  );

  // Write, round the canvas. An anonymous note is nobody's, also at the reveal (B-32).
  await carla.write('See', sees);
  await carla.press('Anonymous');
  await carla.promised(/Nobody will see it is yours/);
  await carla.write('Pains', pains);
  await gus.write('Hear', hears);
  await mia.write('Gains', gains);
  await carla.saved();
  await crew.onlyAuthorHas(carla, who, sees, pains);
  await gus.done();
  await host.counts(1, 4);
  await crew.onlyAuthorHas(gus, need, hears);
  await crew.onlyAuthorHas(mia, gains);

  await crew.next('Reveal');
  for (const [zone, words] of [
    ['Who', who],
    ['Need to do', need],
    ['See', sees],
    ['Hear', hears],
    ['Pains', pains],
    ['Gains', gains],
  ] as const)
    await crew.allSee(words, zone);
  await expect(host.note(pains)).toContainText('Anonymous');
  await expect(host.note(sees)).toContainText(names.carla);
  await gus.comments(sees, 'Mine was red');
  await expect(mia.note(sees).getByRole('button', { name: '1 comment' })).toBeVisible();
  await host.picture('canvas-reveal-host');

  await crew.next('Sort');
  await mia.group(clock, sees, pains);
  await gus.group(together, need);
  await mia.group(evening, gains);
  await carla.group(app, hears);
  await expect(host.theme(app)).toContainText(hears);

  // Choose: one dot each, one on each group.
  await crew.next('Choose');
  await carla.dots('Choose', clock);
  await mia.dots('Choose', evening);
  await gus.dots('Choose', together);
  await host.dots('Choose', app);

  // Back to the sorting and on again: dots given are still given (B-61).
  await crew.back('Sort');
  await crew.next('Choose');
  for (const person of crew.people) await expect(person.asked('Choose')).toContainText('0 of 1 dot left');

  // All four are level: one more round, among those (B-60).
  await crew.count('Choose');
  await expect(host.asked('Result: Choose').getByText('Level')).toHaveCount(4);
  await host.press('Vote again on the top 4');
  for (const person of crew.people) await person.dots('Choose', together);
  await crew.count('Choose');
  await expect(gus.asked('Result: Choose')).toContainText('customers 2 · team 2');
  await carla.picture('canvas-result-carla');

  await crew.next('Commit');
  await host.insight(learned, need);
  await gus.look('Insights');
  await gus.says(learned, 'That’s right');
  await mia.commits(together, apart, names.host, '2027-04-01');
  await mia.parks(clock, '2027-06-01', 'We measure it first');

  expect(await carla.summary()).toEqual({
    Insights: [`${learned} | 1 customer note | 1 of 2 customers say it is right`],
    Commitments: [`${apart} | ${names.host}, by Apr 1, 2027, promised`],
    'Put off': [`${clock} | We measure it first`],
    Themes: [
      `${together} | 4 dots (2 by customers, 2 by the team) · 1 customer note`,
      `${clock} | 0 dots · 2 customer notes`,
      `${evening} | 0 dots · 1 team note`,
      `${app} | 0 dots · 1 customer note`,
    ],
    'What was said': ['6 notes: 5 by customers, 1 by the team', '2 customers take part.'],
  });
  const files = (await host.exported()).join('\n');
  for (const line of [`title: '${apart}'`, "due_date: '2027-04-01'", `Owner: ${names.host}.`, learned])
    expect(files).toContain(line);
  expect(files).not.toContain(need); // Gus said: only on this board
});
