import { expect, test } from '../test.ts';
import { four, names } from './crew.ts';

// T6b: a debrief after a crisis, without blame, up to the care for those who were in it.

const stop = '19:40 the scanners at gate B stop reading';
const late = '20:05 the first text message reaches us';
const rain = 'We stood in the rain for an hour';
const paper = 'Somebody read names from a paper list';
const nobody = 'No one of the crew could say how long';
const dry = 'It was warm for October';
const heard = 'My daughter missed the first song';
const alone = 'Gate B had no one who could decide';
const silence = 'The queue hears nothing for an hour';
const learned = 'People forgive the wait, not the silence';
const day = 'Read the list aloud every ten minutes';
const speak = 'Give gate B a phone to the shift lead';

test.setTimeout(120_000);

test('a debrief ends with what will change, and with how people are', async ({ room }) => {
  const { crew, host, carla, gus, mia } = await four(
    room,
    { template: 'Crisis debrief', title: 'The night of the scanners', goal: 'It does not happen this way again' },
    { carla: { zone: 'Timeline', words: stop }, gus: { zone: 'What hurt', words: nobody } },
    'waiting',
  );

  // Prime directive: it is said aloud; nobody has a word of what waits (B-54).
  await crew.at('Prime directive');
  await crew.onlyAuthorHas(carla, stop);
  await crew.onlyAuthorHas(gus, nobody);

  // Timeline: facts with their time, signed; what was written for another zone goes on waiting.
  await crew.next('Timeline');
  await mia.write('Timeline', late);
  for (const words of [stop, late]) await crew.allSee(words, 'Timeline');
  await expect(host.note(stop)).toContainText(names.carla);
  await crew.onlyAuthorHas(gus, nobody);

  // Private writing: only one's own, and a letter instead of a name afterwards (B-55).
  await crew.next('Private writing');
  await carla.promised(/^Only you can read this until the reveal\. Then it may show under the letter/);
  await carla.write('Impact on customers', rain);
  await gus.write('What helped', paper);
  await mia.write('What hurt', alone);
  await host.write('Lucky', dry);
  for (const [author, words] of [
    [carla, rain],
    [gus, nobody],
    [gus, paper],
    [mia, alone],
    [host, dry],
  ] as const) {
    await author.saved();
    await crew.onlyAuthorHas(author, words);
  }

  // Reveal: all of it, under letters; the team writes down what customers say, and nobody else is told whose it is.
  await crew.next('Reveal');
  for (const [words, zone] of [
    [rain, 'Impact on customers'],
    [paper, 'What helped'],
    [nobody, 'What hurt'],
    [alone, 'What hurt'],
    [dry, 'Lucky'],
  ] as const)
    await crew.allSee(words, zone);
  await expect(gus.note(rain)).toContainText(/Voice [A-Z]/);
  for (const person of [gus, mia]) await expect(person.note(rain)).not.toContainText(names.carla);
  await expect(mia.note(nobody)).not.toContainText(names.gus);
  await mia.write('Impact on customers', heard, { for: names.gus });
  await gus.sees(heard, 'Impact on customers');
  for (const person of [host, carla]) {
    await person.sees(heard, 'Impact on customers');
    await expect(person.note(heard)).not.toContainText(names.gus);
  }

  // Causes: what belongs together, as sentences without a name, and no name or letter at a note.
  await crew.next('Causes');
  for (const person of [host, mia]) {
    await expect(person.note(rain)).not.toContainText(/Carla|Voice/);
    await expect(person.note(alone)).not.toContainText(/Voice/);
  }
  await host.insight(learned, rain, nobody);
  await carla.look('Insights');
  await carla.says(learned, 'That’s right');
  await host.group(silence, rain, nobody);
  await mia.group(alone, alone);
  await expect(gus.page.getByRole('group', { name: 'What is shown' })).toContainText('Themes 2');

  // Actions: each cause gets an answer with a name and a day, or a no with its reason.
  await crew.next('Actions');
  await gus.write('Follow-ups', speak);
  await crew.allSee(speak, 'Follow-ups');
  await mia.commits(silence, day, names.mia, '2027-02-01');
  await host.declines(alone, 'We have no third shift lead');

  // Care check: one tap each, of which nobody sees whose it is; shown once it is counted, from three on (B-59).
  await crew.next('Care check');
  await host.taps('Care check', 2);
  await carla.taps('Care check', 3);
  await gus.taps('Care check', 4);
  await mia.taps('Care check', 4);
  expect((await host.summary())['Energy']).toBeUndefined();
  await crew.count('Care check');
  for (const person of crew.people) await expect(person.asked('Result: Care check')).toContainText('Median 3.5');

  const summary = await carla.summary();
  expect(Object.keys(summary)[0]).toBe('Commitments');
  expect(summary).toEqual({
    Commitments: [`${day} | ${names.mia}, by Feb 1, 2027, promised`],
    'Will not be done': [`${alone} | We have no third shift lead`],
    Insights: [`${learned} | 2 customer notes | 1 of 2 customers say it is right`],
    Themes: [`${silence} | 2 customer notes`, `${alone} | 1 team note`],
    Energy: ['Care check', 'How are you after all this? | middle 3.5 of 5, 4 answers | 1: 0, 2: 1, 3: 1, 4: 2, 5: 0'],
    'What was said': ['9 notes: 6 by customers, 3 by the team', '2 customers take part.'],
  });
  await carla.picture('debrief-end-carla');
});

// Where authors show as letters, the one whose words were written down is not asked whether they are theirs (B-53).
test('whose words were written down is asked, and nobody else is told whose they are', async ({ room }) => {
  const { crew, host, gus, mia } = await four(
    room,
    { template: 'Crisis debrief', title: 'The night of the scanners' },
    { carla: { zone: 'Timeline', words: stop }, gus: { zone: 'What hurt', words: nobody } },
    'waiting',
  );
  for (const step of ['Timeline', 'Private writing', 'Reveal']) await crew.next(step);
  await mia.write('Impact on customers', heard, { for: names.gus });
  await gus.press(gus.button('Yes', gus.note(heard)));
  await expect(gus.button('Yes', gus.note(heard))).toBeHidden();
  await expect(host.note(heard)).not.toContainText(names.gus);
});
