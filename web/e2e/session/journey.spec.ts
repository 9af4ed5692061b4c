import { expect, type Locator } from '@playwright/test';
import { composer, zone } from '../board.ts';
import { download, open } from '../download.ts';
import { test } from '../test.ts';
import { four, names } from './crew.ts';
import type { Person } from './person.ts';

// T3: a journey with the curve of what each step feels like, up to what is done about the lowest.

const ines = 'Ines Kowalski';
const steps = ['Discover', 'Decide', 'Pay', 'Use', 'Get help', 'Leave or renew'] as const;
const jump = 'The seats jump while I type the card number';
const fee = 'The fee comes after I have chosen';
const text = 'We send the receipt within a minute';
const panic = 'Is my money gone or not?';
const story = 'I paid twice because the page stood still';
const told = 'I called and heard music for half an hour';
const truth = 'Nobody knows whether the payment went through';
const fees = 'The price grows on the way';
const clock = 'A clock at the basket, until the money has moved';
const price = 'The whole price on the first page';
const call = 'A call back within ten minutes';
const certain = 'Say at once whether it went through';
const promise = 'Show the state of the payment on one page';

test.setTimeout(150_000);

/** Writes for a cell; a phone shows one column at a time. */
async function writes(person: Person, column: string, row: string, words: string, behalf?: string): Promise<void> {
  const { page } = person;
  const cell = `${column} · ${row}`;
  if (!person.phone) return person.write(cell, words, behalf === undefined ? {} : { for: behalf });
  await person.look('Map', column);
  await person.press(`Add a note to ${cell}`);
  await composer(page).fill(words);
  await composer(page).press('Enter');
  await expect(zone(page, cell)).toContainText(words);
}

/** What feels how, from −2 to 2, in the order of the steps. */
type Feels = readonly [number, number, number, number, number, number];

const faces = ['Very bad', 'Bad', 'Neither', 'Good', 'Very good'] as const;

/** Sets one's points: on a phone in the list of the steps, else on the curve, by keyboard. */
async function feels(person: Person, says: Feels): Promise<void> {
  if (person.phone) return list(person, says);
  for (const [i, value] of says.entries()) {
    const point = person.page.getByRole('slider', { name: `How “${steps[i]}” felt to you` });
    await point.press('Home');
    for (let at = -2; at < value; at++) await point.press('ArrowUp');
    await expect(point).toHaveAttribute('aria-valuetext', faces[value + 2] ?? '');
  }
  await person.saved();
}

/** The same in the list, for oneself or for the one without a device. */
async function list(person: Person, says: Feels): Promise<void> {
  const card = person.asked('Points and notes');
  const folded = card.getByRole('button', { name: /^Show/ });
  await expect(card).toBeVisible();
  if (await folded.isVisible()) await person.press(folded);
  for (const [i, value] of says.entries()) {
    const radio = card.getByRole('group', { name: steps[i] ?? '', exact: true }).getByRole('radio');
    await radio.nth(value + 2).check();
  }
  await person.saved();
}

/** The curve as it is read aloud: step, middle, lowest, highest, answers. */
function rows(person: Person): Promise<string[]> {
  const table = person.page.getByRole('table', { name: 'The curve as a table' });
  return table
    .locator('tbody tr')
    .evaluateAll((all) =>
      all.map((row) => [...row.children].map((cell) => (cell.textContent ?? '').trim()).join(' | ')),
    );
}

async function adds(host: Person, name: string): Promise<void> {
  const people: Locator = await host.people();
  await host.press('Add somebody without a device');
  await people.getByRole('textbox', { name: 'Their name' }).fill(name);
  await host.press(host.button('Add', people));
  await expect(people.getByRole('listitem').filter({ hasText: name })).toContainText('without a device');
  await host.close(people);
}

test('a journey shows where it is lowest, and ends with what is done about it', async ({ room }) => {
  const { crew, host, carla, gus, mia } = await four(
    room,
    { template: 'Customer journey with emotion curve', title: 'A ticket for Friday', goal: 'Nobody is afraid to pay' },
    { carla: { zone: 'Decide', words: fee }, gus: { zone: 'Use', words: text } },
    'waiting',
  );
  await adds(host, ines);

  // Frame, and Steps: the columns are called what customers call them.
  await crew.at('Frame');
  await crew.onlyAuthorHas(carla, fee);
  await crew.next('Steps');
  const head = host.page.getByRole('textbox', { name: 'Name of the step' }).nth(2);
  await head.fill('Pay');
  await head.press('Enter');
  await expect(gus.page.getByRole('heading', { name: 'Pay', exact: true })).toBeVisible();

  // Points and notes: a point for each step from each customer, and why. Nobody sees anybody's.
  await crew.next('Points and notes');
  await feels(carla, [1, 0, -2, 1, -1, 0]);
  await feels(gus, [2, -1, -1, 2, 0, 0]);
  await expect(mia.page.getByText('Customers are setting their points.')).toBeVisible();
  await expect(mia.page.getByRole('slider')).toHaveCount(0);
  await writes(gus, 'Pay', 'Pain', jump);
  await writes(mia, 'Pay', 'Thinking', panic);
  for (const [author, words] of [
    [carla, fee],
    [gus, jump],
    [gus, text],
    [mia, panic],
  ] as const) {
    await author.saved();
    await crew.onlyAuthorHas(author, words);
  }

  // Two are too few to show a curve (B-59).
  await crew.count('Points and notes');
  await expect(gus.page.getByText('2 answers: too few to show').first()).toBeVisible();
  for (const person of crew.people) {
    expect(await rows(person)).toEqual(steps.map((step) => `${step} | 2 answers: too few to show | 2`));
  }
  // The scribe asks the one without a device, and sets her points (B-66).
  await host.press(host.button('Open again', host.asked('Result: Points and notes')));
  await expect(host.asked('Points and notes')).toBeVisible();
  await mia.asked('Points and notes').getByRole('combobox', { name: 'Voting for' }).selectOption({ label: ines });
  await list(mia, [0, 0, -2, 1, -2, 1]);
  await crew.count('Points and notes');
  const curve = [
    'Discover | +1 | 0 | +2 | 3',
    'Decide | 0 | −1 | 0 | 3',
    'Pay (Moment of truth) | −2 | −2 | −1 | 3',
    'Use | +1 | +1 | +2 | 3',
    'Get help | −1 | −2 | 0 | 3',
    'Leave or renew | 0 | 0 | +1 | 3',
  ];
  for (const person of crew.people) expect(await rows(person)).toEqual(curve);
  // It has told more than how many answered, and stays closed (B-60).
  await expect(host.button('Open again')).toBeHidden();

  // Reveal the curve: the notes with it.
  await crew.next('Reveal the curve');
  for (const person of [host, gus, mia]) {
    for (const words of [fee, text, jump, panic]) await person.sees(words);
  }
  expect(await rows(gus)).toEqual(curve);
  await gus.picture('journey-curve-gus');
  await carla.picture('journey-curve-carla');

  // A picture of the board has the curve, with a ring around what is lowest, and a point for each step.
  await open(host.page);
  await host.picture('journey-curve-file');
  const svg = (await download(host.page, 'SVG')).data.toString();
  const drawn = /<g class="zone"><title>How it felt<\/title>([\s\S]*?)<\/g>/.exec(svg)?.[1] ?? '';
  expect(drawn.match(/a5.5 5.5/g)?.length).toBe(2 * steps.length);
  expect(drawn.match(/a11 11/g)?.length).toBe(2);
  await host.page.keyboard.press('Escape');

  // Story of the lowest step: customers tell; the team writes down what they say, and nothing of its own.
  await crew.next('Story of the lowest step');
  await writes(carla, 'Pay', 'Doing', story);
  await writes(mia, 'Get help', 'Pain', told, `${ines} (no device)`);
  await expect(gus.note(told)).toContainText(`for ${ines}`);

  // Sort
  await crew.next('Sort');
  await host.group(truth, jump, panic, story);
  await mia.group(fees, fee);
  await expect(gus.theme(truth)).toContainText(story);

  // Opportunities: for the steps that are lowest.
  await crew.next('Opportunities');
  await writes(carla, 'Pay', 'Opportunity', clock);
  await writes(gus, 'Decide', 'Opportunity', price);
  await writes(mia, 'Get help', 'Opportunity', call);
  await writes(gus, 'Pay', 'Opportunity', certain);
  for (const words of [clock, price, call, certain]) await host.sees(words);
  await host.group(truth, clock, certain);

  // Choose: among the opportunities alone, a quarter of them each (B-58), for the one without a device, too.
  await crew.next('Choose');
  for (const [person, words] of [
    [carla, clock],
    [gus, certain],
    [mia, certain],
    [host, certain],
  ] as const) {
    const folded = person.button('Show as a list', person.asked('Choose'));
    await expect(person.asked('Choose')).toBeVisible();
    if (!person.phone && (await folded.isVisible())) await folded.click();
    await person.dots('Choose', words);
    await expect(person.asked('Choose')).toContainText('0 of 1 dot left');
    await expect(person.asked('Choose')).not.toContainText(story);
  }
  await mia.asked('Choose').getByRole('combobox', { name: 'Voting for' }).selectOption({ label: ines });
  await mia.dots('Choose', `${clock} (${ines})`);
  await crew.count('Choose');

  // Commit
  await crew.next('Commit');
  await mia.commits(truth, promise, names.mia, '2027-03-05');
  await host.declines(fees, 'Organisers set the fees');

  const summary = await gus.summary();
  expect(Object.keys(summary)[0]).toBe('The journey');
  expect(summary).toEqual({
    'The journey': [
      '(middle -2, 3 answers) | Moment of truth: Pay',
      'Discover | middle 1, 3 answers, 0 … 2',
      'Decide | middle 0, 3 answers, -1 … 0',
      'Pay | middle -2, 3 answers, -2 … -1',
      'Use | middle 1, 3 answers, 1 … 2',
      'Get help | middle -1, 3 answers, -2 … 0',
      'Leave or renew | middle 0, 3 answers, 0 … 1',
    ],
    Commitments: [`${promise} | ${names.mia}, by Mar 5, 2027, promised`],
    'Will not be done': [`${fees} | Organisers set the fees`],
    Themes: [`${truth} | 4 customer notes · 1 team note`, `${fees} | 1 customer note`],
    Shortlist: [
      `${certain} | 3 dots (1 by customers, 2 by the team)`,
      `${clock} | 2 dots (2 by customers, 0 by the team)`,
    ],
    'What was said': ['10 notes: 8 by customers, 2 by the team', '3 customers take part.'],
  });
  await host.picture('journey-end-host');
});
