import { expect, test } from '../test.ts';
import { four, names } from './crew.ts';

// T1: an empathy map, from private notes to commitments.

const seats = 'I lost my seats while I was typing the card number.';
const fees = 'Two tickets for 58 each became 139.';
const bar = 'Helpless: the bar in the queue jumps back';
const thinks = 'They think a seat in the basket is theirs.';
const does = 'Reloads the page and loses the place in the queue';
const trust = 'My seats are gone while I pay';
const learned = 'Buyers trust a basket that does not hold their seats';
const hold = 'Hold the seats while the buyer pays';
const price = 'The price is not what I was told';

test.setTimeout(120_000);

test('an empathy map ends with what was learned, and what the team will do about it', async ({ room }) => {
  const { crew, host, carla, gus, mia } = await four(
    room,
    { template: 'Empathy map', title: 'Buying tickets', goal: 'Why do buyers give up?' },
    { carla: { zone: 'Says', words: seats }, gus: { zone: 'Says', words: fees } },
    'private',
  );

  // Write: everybody for themselves, and nobody else has a word of it, the facilitator included (B-21).
  await crew.at('Write');
  await carla.promised(/^Only you can read this until the reveal/);
  await carla.write('Feels', bar);
  await mia.write('Thinks', thinks);
  await host.write('Does', does);
  for (const [author, ...words] of [
    [carla, seats, bar],
    [gus, fees],
    [mia, thinks],
    [host, does],
  ] as const) {
    await author.saved();
    await crew.onlyAuthorHas(author, ...words);
  }
  for (const person of [carla, gus, mia]) await person.done();
  await host.counts(3, 4);
  await crew.onlyAuthorHas(carla, seats, bar);
  expect((await host.summary())['Insights']).toEqual(['No insight yet.']);
  await host.picture('map-write-host');
  await carla.picture('map-write-carla');

  // Reveal: all of it at once, signed; the team listens.
  await crew.next('Reveal');
  for (const [words, zone] of [
    [seats, 'Says'],
    [fees, 'Says'],
    [bar, 'Feels'],
    [thinks, 'Thinks'],
    [does, 'Does'],
  ] as const)
    await crew.allSee(words, zone);
  await expect(mia.note(seats)).toContainText(names.carla);
  await host.picture('map-reveal-host');

  // Sort: customers and the team move together what belongs together, and name it.
  await crew.next('Sort');
  await host.group(trust, seats, thinks);
  await carla.group(price, fees);
  await expect(mia.theme(price)).toContainText(fees);
  await carla.picture('map-sort-carla');

  // Back: nothing is lost, and coming back it is all there (B-61).
  await crew.back('Reveal');
  await crew.back('Write');
  await carla.sees(bar, 'Feels');
  await expect(mia.note(seats)).toBeHidden();
  await crew.next('Reveal');
  await crew.next('Sort');
  await expect(mia.theme(trust)).toContainText(thinks);
  await expect(mia.theme(price)).toContainText(fees);

  // Choose: dots that nobody sees until they are counted, customers' and the team's apart (B-57, B-59).
  await crew.next('Choose');

  await carla.dots('Choose', trust);
  await gus.dots('Choose', trust);
  await mia.dots('Choose', price);
  await host.dots('Choose', trust);
  for (const person of crew.people) await expect(person.asked('Choose')).toContainText('0 of 1 dot left');
  expect((await mia.summary())['Themes']?.join()).not.toContain('dot');
  await carla.picture('map-choose-carla');
  await crew.count('Choose');
  await expect(gus.asked('Result: Choose')).toContainText('customers 2 · team 1');
  await host.picture('map-result-host');

  // Commit: an insight that customers call right, a promise with a name and a day, and a no with its reason.
  await crew.next('Commit');
  await mia.insight(learned, seats, thinks);
  await carla.look('Insights');
  await carla.says(learned, 'That’s right');
  await mia.commits(trust, hold, names.mia, '2027-03-05');
  await host.declines(price, 'Organisers set the fees');

  const summary = await gus.summary();
  expect(summary).toEqual({
    Insights: [`${learned} | 1 customer note · 1 team note | 1 of 2 customers say it is right`],
    Commitments: [`${hold} | ${names.mia}, by Mar 5, 2027, promised`],
    'Will not be done': [`${price} | Organisers set the fees`],
    Themes: [
      `${trust} | 3 dots (2 by customers, 1 by the team) · 1 customer note · 1 team note`,
      `${price} | 1 dot (0 by customers, 1 by the team) · 1 customer note`,
    ],
    'What was said': ['5 notes: 3 by customers, 2 by the team', '2 customers take part.'],
  });
  await host.picture('map-commit-host');
  const [file] = await host.exported();
  for (const line of [
    `title: '${hold}'`,
    "due_date: '2027-03-05'",
    `**Insight (confidence: low):** ${learned}.`,
    `Status on the board: committed. Owner: ${names.mia}.`,
    `P1 · quote`,
    `“${seats}”`,
    `*assumption*`,
    'The 1 contributor has been told what was done',
  ])
    expect(file).toContain(line);
});
