import { expect, test } from '../test.ts';
import { composer, openMenu } from '../board.ts';
import { four, names } from './crew.ts';
import type { Person } from './person.ts';

// T5: a wall of beta feedback, from reports with where and how to what was done about them.

const worked = 'The new queue page tells me my place';
const broke = 'The basket is empty after I turn the phone';
const frozen = 'The seat map freezes at the third floor';
const confused = 'I cannot tell whether “hold” costs money';
const missing = 'No way to send two tickets to two people';
const thrown = 'It logs me out while I pay';
const after = 'With 2.5 the basket stays';
const lost = 'What I chose is gone after a turn or a pause';
const unclear = 'I do not know what a hold costs';
const keep = 'Keep the basket when the page is laid out anew';

test.setTimeout(150_000);

/** Where and how something happened. */
interface Where {
  readonly build: string;
  readonly task: string;
  readonly environment: string;
  readonly severity: 'A detail' | 'Annoying' | 'Serious' | 'It stops me';
}

/** Reports something with where and how, which is shown at the note. */
async function reports(person: Person, zone: string, words: string, where: Where): Promise<void> {
  const { page } = person;
  await person.look('Map', zone);
  await composer(page).fill(words);
  await person.press('Where and how');
  const form = page.getByRole('dialog', { name: 'Where and how' });
  await form.getByRole('textbox', { name: 'Version or build' }).fill(where.build);
  await form.getByRole('textbox', { name: 'What you were doing' }).fill(where.task);
  await form.getByRole('textbox', { name: 'Device, system, browser' }).fill(where.environment);
  await person.press(person.button(where.severity, form));
  await person.press(person.button('Done', form));
  await expect(form).toBeHidden();
  await expect(composer(page)).toHaveValue(words);
  await person.write(zone, words);
}

test('a wall of feedback ends with what was sorted, decided and done', async ({ room }) => {
  const { crew, host, carla, gus, mia } = await four(
    room,
    { template: 'Beta-feedback wall', title: 'Queue 2.4', goal: 'Fit for the summer' },
    { carla: { zone: 'Worked', words: worked }, gus: { zone: 'Confused me', words: confused } },
  );

  // Collect: when it happens, in the open and signed, with build, task, device and how bad it was.
  await crew.at('Collect');
  await reports(carla, 'Broke', broke, {
    build: '2.4.1',
    task: 'Choosing seats',
    environment: 'Phone, upright',
    severity: 'Serious',
  });
  await reports(gus, 'Broke', frozen, {
    build: '2.4.0',
    task: 'Looking for two seats',
    environment: 'Laptop, Firefox',
    severity: 'It stops me',
  });
  await crew.allSee(broke, 'Broke');
  for (const person of [host, gus, mia]) {
    await expect(person.note(broke)).toContainText('Serious · 2.4.1 · Choosing seats · Phone, upright');
    await expect(person.note(broke)).toContainText(names.carla);
  }
  // Where one was is kept for the next note; how bad it was is asked anew.
  await carla.write('Broke', thrown);
  await expect(gus.note(thrown)).toContainText('2.4.1 · Choosing seats · Phone, upright');
  await expect(gus.note(thrown)).not.toContainText('Serious');
  await carla.picture('wall-collect-carla');

  // Weekly triage: the team says how bad it is, and puts together what is the same; customers do not.
  await crew.next('Weekly triage');
  await openMenu(mia.page, mia.note(thrown));
  await mia.press(mia.page.getByRole('menuitemradio', { name: 'Annoying' }));
  await expect(carla.note(thrown)).toContainText('Annoying');
  await openMenu(gus.page, gus.note(thrown));
  await expect(gus.page.getByRole('menuitemradio', { name: 'Annoying' })).toHaveCount(0);
  await gus.page.keyboard.press('Escape');
  await expect(gus.button(/^Themes/)).toBeHidden();
  await mia.group(lost, broke, thrown);
  await expect(host.page.getByRole('group', { name: 'What is shown' })).toContainText('Themes 1');

  // Group: everybody; writing never stops.
  await crew.next('Group');
  await gus.group(unclear, confused);
  await carla.write('Missing', missing);
  await crew.allSee(missing, 'Missing');

  // Choose: customers and the team, not who leads; nobody sees whose dots are whose.
  await crew.next('Choose');
  await carla.dots('Choose', lost);
  await gus.dots('Choose', lost);
  await mia.dots('Choose', unclear);
  await expect(host.asked('Choose')).toContainText('Others are asked in this step.');
  expect((await mia.summary())['Themes']?.join()).not.toContain('dot');
  await crew.count('Choose');
  await expect(gus.asked('Result: Choose')).toContainText('2 dots');

  // Decide: a fix with a name and a day, or a no with its reason.
  await crew.next('Decide');
  await mia.commits(lost, keep, names.mia, '2027-03-05');
  await host.declines(unclear, 'Holds go away with 2.5');

  // You said, we did: what became of it is there to read, and writing goes on.
  await crew.next('You said, we did');
  await carla.write('Worked', after);
  await crew.allSee(after, 'Worked');

  const summary = await gus.summary();
  expect(Object.keys(summary)[0]).toBe('Triage');
  expect(summary).toEqual({
    Triage: [
      'Worked',
      worked,
      after,
      'Confused me',
      confused,
      'Broke',
      `${frozen} | severity 4`,
      `${broke} | severity 3`,
      `${thrown} | severity 2`,
      'Missing',
      missing,
    ],
    Commitments: [`${keep} | ${names.mia}, by Mar 5, 2027, promised`],
    'Will not be done': [`${unclear} | Holds go away with 2.5`],
    Themes: [`${lost} | 2 dots · 2 customer notes`, `${unclear} | 1 dot · 1 customer note`],
    'What was said': ['7 notes: 7 by customers, 0 by the team', '2 customers take part.'],
  });
  await host.picture('wall-end-host');
});
