import { expect, test } from '../test.ts';
import { four, names } from './crew.ts';

// T6a: a crisis playbook, from one bad day to a list of who does what.

const told = 'The venue hears it before the queue does';
const sorry = 'We say sorry and when we speak next';
const day = 'Friday 19:40: the scanners at gate B stop reading';
const trigger = 'Three gates report red within five minutes';
const lead = 'The shift lead takes the call and says so';
const paper = 'Open the side door and tick names on paper';
const voucher = 'A drink voucher, up to ten euros, without asking';
const gap = 'Nobody knows who holds the paper list';
const doors = 'The doors stay open while the scanners are down';
const words = 'People hear from us before they ask';
const print = 'Print the list at noon and give it to gate B';

test.setTimeout(120_000);

test('a crisis playbook ends with a checklist, and a name and a day for each part', async ({ room }) => {
  const { crew, host, carla, gus, mia } = await four(
    room,
    { template: 'Crisis playbook', title: 'When the scanners fail', goal: 'Nobody waits in the rain' },
    { carla: { zone: 'Who must hear it', words: told }, gus: { zone: 'What we say when', words: sorry } },
    'waiting',
  );

  // Frame: it is talked about; what somebody writes all the same waits, and nobody else has it (B-54).
  await crew.at('Frame');
  await crew.onlyAuthorHas(carla, told);
  await crew.onlyAuthorHas(gus, sorry);
  await carla.promised(/^Only you can read this\. It waits/);

  // Scenario: one bad day is told in the open; what waited goes in.
  await crew.next('Scenario');
  await crew.allSee(told, 'Who must hear it');
  await crew.allSee(sorry, 'What we say when');
  await mia.write('Triggers and severity', day);
  await crew.allSee(day, 'Triggers and severity');

  // Private writing: one step per note, and nobody else has a word of it, the facilitator included.
  await crew.next('Private writing');
  await carla.write('Remedies staff may give', voucher);
  await gus.write('First 15 minutes', paper);
  await mia.write('Triggers and severity', trigger);
  await host.write('Roles', lead);
  for (const [author, said] of [
    [carla, voucher],
    [gus, paper],
    [mia, trigger],
    [host, lead],
  ] as const) {
    await author.saved();
    await crew.onlyAuthorHas(author, said);
  }
  for (const person of [carla, gus, mia]) await person.done();
  await host.counts(3, 4);
  expect((await host.summary())['Checklist']).toEqual(['Nothing on the list yet.']);

  // Reveal and merge: all of it at once, each in its place; what belongs together goes together.
  await crew.next('Reveal and merge');
  for (const [said, zone] of [
    [voucher, 'Remedies staff may give'],
    [paper, 'First 15 minutes'],
    [trigger, 'Triggers and severity'],
    [lead, 'Roles'],
  ] as const)
    await crew.allSee(said, zone);
  await host.group(doors, paper, lead);
  await carla.group(words, told, sorry);
  await expect(host.theme(words)).toContainText(sorry);

  // Walk through: the day is walked through what there is, and the gap is written down.
  await crew.next('Walk through');
  await gus.write('First 15 minutes', gap);
  await crew.allSee(gap, 'First 15 minutes');

  // Owners: each part gets a name and a day, or a no with its reason.
  await crew.next('Owners');
  await mia.commits(doors, print, names.mia, '2027-02-01');
  await host.declines(words, 'The venue tells people itself');

  const summary = await gus.summary();
  expect(Object.keys(summary)[0]).toBe('Checklist');
  expect(summary).toEqual({
    Checklist: [
      'Triggers and severity',
      day,
      trigger,
      'Roles',
      lead,
      'First 15 minutes',
      paper,
      gap,
      'What we say when',
      sorry,
      'Who must hear it',
      told,
      'Remedies staff may give',
      voucher,
    ],
    Commitments: [`${print} | ${names.mia}, by Feb 1, 2027, promised`],
    'Will not be done': [`${words} | The venue tells people itself`],
    Themes: [`${doors} | 1 customer note · 1 team note`, `${words} | 2 customer notes`],
    'What was said': ['8 notes: 5 by customers, 3 by the team', '2 customers take part.'],
  });
  await carla.picture('playbook-end-carla');
  await host.picture('playbook-end-host');
});
