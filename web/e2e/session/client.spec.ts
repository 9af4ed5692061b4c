import { expect, test } from '../test.ts';
import { four, names } from './crew.ts';

// T4: customers lead. The team listens first and commits last, and the facilitator writes nothing of their own.

test.setTimeout(150_000);

const now = 'On the morning of a sale three of us sit at three laptops';
const cost = 'It cost me a day off work';
const heard = 'We lost the choir’s block of seats twice';
const told = 'Our treasurer pays, and she is never at the laptop';
const good = 'I pick seats, and they wait for me';
const keep = 'Paying by invoice has to stay';
const believes = 'They would pay for a reservation';
const idea = 'A link that lets somebody else pay';
const wait = 'Seats have to wait for whoever pays';
const stay = 'What works for clubs has to stay';
const first = 'Clubs want to pay for reservations';
const learned = 'Who picks the seats is not who pays';
const will = 'Let one person pick and another pay';

test('a session that customers lead ends with commitments to what they called right', async ({ room }) => {
  const { crew, host, carla, gus, mia } = await four(
    room,
    { template: 'Client-led design session', title: 'Booking for a club', goal: 'Agree on what to build first' },
    { carla: { zone: 'What happens now', words: now }, gus: { zone: 'What it costs us', words: cost } },
    'waiting',
  );

  // Welcome: what is promised, and nobody writes yet. Carla takes the baton, on her phone.
  await crew.at('Welcome');
  const about = await gus.open('About this session');
  await expect(about).toContainText('Agree on what to build first');
  await expect(about).toContainText('your advice goes into it as far as possible');
  await expect(about).toContainText('Nothing is sold in this room.');
  await gus.close(about);
  await host.letsLead(names.carla);
  for (const person of [host, gus, mia])
    await expect(person.page.getByText(`${names.carla} leads`).first()).toBeVisible();
  await expect(mia.button('Energy check')).toBeHidden();

  // Energy check: the guests are asked; nobody sees whose is whose (B-57).
  await crew.next('Energy check', carla);
  await expect(host.asked('Energy check')).toContainText('Others are asked in this step.');
  await carla.taps('Energy check', 2);
  await gus.taps('Energy check', 2);
  await mia.taps('Energy check', 4);
  await crew.onlyAuthorHas(carla, now);
  await crew.count('Energy check', carla);
  await expect(gus.asked('Result: Energy check')).toContainText('Median 2');
  await expect(carla.asked('Result: Energy check')).toContainText('Energy is low in the room.');

  // Customer stories: what waited is in the open now (B-54); the team writes what customers say (B-53).
  await crew.next('Customer stories', carla);
  await crew.allSee(now, 'What happens now');
  await crew.allSee(cost, 'What it costs us');
  await mia.write('What it costs us', heard, { for: names.gus });
  await carla.write('What happens now', told);
  await expect(host.note(heard)).toContainText(`${names.mia} for ${names.gus}`);
  await mia.comments(told, 'Where is she then?');
  await mia.picture('client-stories-mia');

  // Private writing: under a letter, and read by nobody else (B-21).
  await crew.next('Private writing', carla);
  await gus.promised(/It shows under the letter|Then it may show under the letter/);
  await gus.write('What good looks like', good);
  await carla.write('Must not change', keep);
  await mia.write('What good looks like', believes);
  for (const person of [gus, mia]) await person.done();
  await host.counts(2, 3);
  await crew.onlyAuthorHas(gus, good);
  await crew.onlyAuthorHas(carla, keep);
  await crew.onlyAuthorHas(mia, believes);

  // Reveal: letters instead of names, for the facilitator, too (B-55).
  await crew.next('Reveal', carla);
  await crew.allSee(good, 'What good looks like');
  await crew.allSee(believes, 'What good looks like');
  await crew.allSee(keep, 'Must not change');
  for (const person of [host, mia]) {
    await expect(person.note(good)).toContainText(/Voice [A-Z]/);
    await expect(person.note(good)).not.toContainText(names.gus);
  }
  await gus.comments(believes, 'No, we would not');
  await host.picture('client-reveal-host');

  // Cluster: without any sign of who wrote what. Back once, and nothing is lost (B-61).
  await crew.next('Cluster', carla);
  await gus.group(wait, cost, good, told);
  await mia.group(wait, heard);
  await carla.group(stay, keep);
  await expect(host.note(good)).not.toContainText(/Voice/);
  await crew.back('Reveal', carla);
  await crew.next('Cluster', carla);
  await expect(host.theme(wait)).toContainText(heard);
  await expect(mia.theme(stay)).toContainText(keep);

  // Dot vote: with one of the team alone only the total is told (B-59).
  await crew.next('Dot vote', carla);
  await carla.dots('Dot vote', wait);
  await gus.dots('Dot vote', wait);
  await mia.dots('Dot vote', stay);
  await expect(host.asked('Dot vote')).toContainText('Others are asked in this step.');
  await crew.count('Dot vote', carla);
  await expect(gus.asked('Result: Dot vote')).toContainText('Only the total, so that nobody can be told apart.');
  await carla.picture('client-vote-carla');

  // Insights: a wording that the client lead disputes is not accepted; one that customers call right is (B-65).
  await crew.next('Insights', carla);
  await mia.insight(first, told, heard);
  await carla.look('Insights');
  await carla.says(first, 'Not what we meant');
  await mia.rewords(first, learned);
  await carla.says(learned, 'That’s right');
  await gus.look('Insights');
  await gus.says(learned, 'That’s right');
  await mia.accepts(learned);

  // How might we: ideas, in their zone alone, each for themselves.
  await crew.next('How might we', carla);
  await gus.write('Ideas', idea);
  await gus.done();
  await host.counts(1, 3);
  await crew.onlyAuthorHas(gus, idea);

  // Read-back: the client lead reads what was heard, before anybody promises anything.
  await crew.next('Read-back', carla);
  const back = await carla.open('Read-back');
  await expect(back).toContainText('Read this aloud');
  await expect(back.getByRole('listitem').first()).toContainText(wait);
  await expect(back.getByRole('listitem').last()).toContainText(learned);
  await carla.picture('client-readback-carla');
  await carla.close(back);
  await gus.sees(idea);

  await crew.next('Commitments', carla);
  await mia.commits(wait, will, names.mia, '2027-03-05');
  await mia.parks(stay, '2027-04-01', 'Nothing changes before then');

  // Close: one more tap. Each customer sees which of their words would be quoted, and whether what was written down is theirs.
  await crew.next('Close', carla);
  for (const [person, value] of [
    [carla, 4],
    [gus, 5],
    [mia, 4],
  ] as const)
    await person.taps('Close', value);
  const mine = await gus.open('Your words');
  await gus.press(gus.button('That’s what I said', mine.getByRole('listitem').filter({ hasText: heard })));
  await gus.press(gus.button(/^They may quote all/, mine));
  await gus.saved();
  await gus.picture('client-mine-gus');
  await gus.close(mine);
  await crew.count('Close', carla);

  expect(await gus.summary()).toEqual({
    Commitments: [`${will} | ${names.mia}, by Mar 5, 2027, promised`],
    'Put off': [`${stay} | Nothing changes before then`],
    Insights: [`${learned} | 2 customer notes | 2 of 2 customers say it is right`],
    Themes: [`${wait} | 2 dots · 4 customer notes`, `${stay} | 1 dot · 1 customer note`],
    Energy: [
      'At the start',
      'How much energy do you have for this session? | middle 2 of 5, 3 answers | 1: 0, 2: 2, 3: 0, 4: 1, 5: 0',
      'At the end',
      'How do you leave this session? | middle 4 of 5, 3 answers | 1: 0, 2: 0, 3: 0, 4: 2, 5: 1',
    ],
    'What was said': ['8 notes: 7 by customers, 1 by the team', '2 customers take part.'],
  });
  const [file] = await host.exported();
  for (const line of [
    `title: '${will}'`,
    "due_date: '2027-03-05'",
    `${learned}.`,
    `Status on the board: committed. Owner: ${names.mia}.`,
    told,
    heard,
  ])
    expect(file).toContain(line);
});
