import { expect, test } from '../test.ts';
import { four, names } from './crew.ts';
import type { Person } from './person.ts';

// T8: from an insight over questions and silent rounds to a shortlist with first tests.

const insight = 'Buyers trust a basket that does not hold their seats';
const mine = 'I counted on the seats while I paid';
const holdQ = 'How might we keep a promise while somebody pays?';
const clockQ = 'How might we show how long a seat is held?';
const calmQ = 'How might we make losing a seat less bitter?';
const honest = 'We keep or name the promise';
const soft = 'Losing hurts less';
const timer = 'A clock at the basket';
const hold = 'Hold the seats for ten minutes';
const next = 'Offer the seats beside them at once';
const song = 'Play the band’s song while they wait';
const odd = 'A host calls everybody who loses a seat';
const shortlisted = 'Seats are held and the clock says so';
const tryout = 'Hold the seats for one show in May';

test.setTimeout(120_000);

/** Gives a dot to a note; on a wide screen the list of them is folded. */
async function dot(person: Person, step: string, words: string): Promise<void> {
  const list = person.button('Show as a list', person.asked(step));
  await expect(person.asked(step)).toBeVisible();
  if (!person.phone && (await list.isVisible())) await list.click();
  await person.dots(step, words);
}

test('an insight ends in a shortlist of ideas, with the first test of one', async ({ room }) => {
  const { crew, host, carla, gus, mia } = await four(
    room,
    { template: 'How might we → ideas', title: 'Seats that vanish', goal: 'Nobody pays for nothing' },
    { carla: { zone: 'Insight', words: mine }, gus: { zone: 'Insight', words: insight } },
  );

  // Read the insight: in the open.
  await crew.at('Read the insight');
  for (const words of [mine, insight]) await crew.allSee(words, 'Insight');

  // Questions: only one's own.
  await crew.next('Questions');
  await carla.promised(/^Only you can read this until the reveal/);
  await carla.write('How might we', holdQ);
  await gus.write('How might we', calmQ);
  await mia.write('How might we', clockQ);
  for (const [author, words] of [
    [carla, holdQ],
    [gus, calmQ],
    [mia, clockQ],
  ] as const) {
    await author.saved();
    await crew.onlyAuthorHas(author, words);
  }

  // Group: all of them, and no name at any.
  await crew.next('Group');
  await expect(mia.note(holdQ)).toBeVisible();
  await expect(mia.note(holdQ)).not.toContainText(/Carla|Voice/);
  await host.group(honest, holdQ, clockQ);
  await carla.group(soft, calmQ);
  await expect(gus.theme(soft)).toContainText(calmQ);

  // Choose questions: nobody sees whose dots are whose; from two on each side they are told apart (B-59).
  await crew.next('Choose questions');
  for (const person of [carla, gus, mia]) await person.dots('Choose questions', honest);
  await host.dots('Choose questions', soft);
  for (const person of crew.people) await expect(person.asked('Choose questions')).toContainText('0 of 1 dot left');
  await crew.count('Choose questions');
  await expect(gus.asked('Result: Choose questions')).toContainText('customers 2 · team 1');

  // Three rounds in silence: what was written in one stays with its author in the next.
  const rounds = [
    ['Ideas, round 1', carla, hold],
    ['Ideas, round 1', gus, timer],
    ['Ideas, round 2', mia, next],
    ['Ideas, round 2', host, song],
    ['Ideas, round 3', gus, odd],
  ] as const;
  let round = '';
  for (const [step, author, words] of rounds) {
    if (step !== round) await crew.next(step);
    round = step;
    await author.write('Ideas', words);
    await author.saved();
    await crew.onlyAuthorHas(author, words);
  }
  for (const [, author, words] of rounds) await crew.onlyAuthorHas(author, words);

  // Reveal: all of them at once, without names.
  await crew.next('Reveal');
  for (const [, , words] of rounds) await crew.allSee(words, 'Ideas');
  await expect(host.note(hold)).not.toContainText(/Carla|Voice/);
  await carla.picture('ideas-reveal-carla');

  // Choose ideas: among the ideas alone, a quarter of them each (B-58).
  await crew.next('Choose ideas');
  for (const [person, first, second] of [
    [carla, hold, timer],
    [gus, hold, hold],
    [mia, timer, next],
    [host, hold, timer],
  ] as const) {
    await dot(person, 'Choose ideas', first);
    await dot(person, 'Choose ideas', second);
    await expect(person.asked('Choose ideas')).toContainText('0 of 2 dots left');
    await expect(person.asked('Choose ideas')).not.toContainText(holdQ);
  }
  await crew.count('Choose ideas');

  // First tests: the chosen ones go to the shortlist, and get a test with a name and a day.
  await crew.next('First tests');
  for (const words of [hold, timer]) {
    await mia.choose(words, 'Move to…');
    await mia.press(mia.page.getByRole('menuitem', { name: 'Shortlist', exact: true }));
    await crew.allSee(words, 'Shortlist');
  }
  await host.group(shortlisted, hold, timer);
  await host.commits(shortlisted, tryout, names.mia, '2027-05-14');

  const summary = await gus.summary();
  expect(Object.keys(summary)[0]).toBe('Shortlist');
  expect(summary).toEqual({
    Shortlist: [
      `${hold} | 4 dots (3 by customers, 1 by the team)`,
      `${timer} | 3 dots (1 by customers, 2 by the team)`,
      `${next} | 1 dot (0 by customers, 1 by the team)`,
    ],
    Commitments: [`${tryout} | ${names.mia}, by May 14, 2027, promised`],
    Themes: [
      `${honest} | 3 dots (2 by customers, 1 by the team) · 1 customer note · 1 team note`,
      `${soft} | 1 dot (0 by customers, 1 by the team) · 1 customer note`,
      `${shortlisted} | 2 customer notes`,
    ],
    'What was said': ['10 notes: 7 by customers, 3 by the team', '2 customers take part.'],
  });
  await host.picture('ideas-end-host');
});
