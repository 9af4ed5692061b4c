import { expect, type BrowserContextOptions } from '@playwright/test';
import { saved } from '../board.ts';
import { computer, handset, type Room } from '../test.ts';
import { Person } from './person.ts';

/** What somebody says on the way in. */
export interface Newcomer {
  readonly name: string;
  /** The first words and where they belong; without them one reads first, and has no name yet. */
  readonly first?: { readonly zone: string; readonly words: string };
  /** What becomes of it at once. */
  readonly sent?: 'revealed' | 'private' | 'waiting';
  readonly consent?: 'Only on this board' | 'In their own words' | 'Quote me';
}

const sent = {
  revealed: 'Sent. It is on the board.',
  private: 'Sent. Only you can read it until the reveal.',
  waiting: 'Sent. Only you can read it; it waits until a step takes it.',
} as const;

/** A laptop, where there is less room than on the facilitator's screen. */
const laptop: BrowserContextOptions = { viewport: { width: 1280, height: 720 } };

/** Who is on the way to a session. */
interface Company {
  readonly template: string;
  readonly title: string;
  readonly goal?: string;
  /** The board of the session before, by its title. */
  readonly previous?: string;
  /** Where the facilitator sits; a computer if nothing is said. */
  readonly device?: BrowserContextOptions;
}

/** A board that was made through the app, and the people who are on it. */
export class Crew {
  readonly #room: Room;
  readonly host: Person;
  readonly id: string;
  readonly links: { readonly customers?: string; readonly team: string };
  /** Everybody, the host first. */
  readonly people: Person[];

  constructor(room: Room, host: Person, id: string, links: Crew['links']) {
    this.#room = room;
    this.host = host;
    this.id = id;
    this.links = links;
    this.people = [host];
  }

  /** Somebody follows the guest link and goes in. */
  async customer(who: Newcomer, device: BrowserContextOptions = laptop): Promise<Person> {
    const person = new Person(await this.#room.page(device), who.name, device.hasTouch);
    const { page } = person;
    await page.goto(this.links.customers ?? '');
    if (who.first === undefined) await person.press('Read first');
    else {
      await page.getByRole('textbox').fill(who.first.words);
      await person.press(person.button(who.first.zone, page.getByRole('group', { name: 'Where does it belong?' })));
      await person.press('Send');
      await expect(page.getByRole('status').filter({ hasText: sent[who.sent ?? 'revealed'] })).toBeVisible();
      await page.getByRole('textbox', { name: /^Your name/ }).fill(who.name);
      if (who.consent !== undefined) await page.getByRole('radio', { name: who.consent }).check();
      await person.press('Go to the board');
    }
    return this.#in(person);
  }

  /** One of the team follows the link for the team. */
  async colleague(name: string, device: BrowserContextOptions = laptop): Promise<Person> {
    const person = new Person(await this.#room.page(device), name, device.hasTouch);
    await person.page.goto(this.links.team);
    await person.page.getByRole('textbox', { name: 'Your name' }).fill(name);
    await person.press('Go to the board');
    return this.#in(person);
  }

  async #in(person: Person): Promise<Person> {
    await saved(person.page);
    this.people.push(person);
    return person;
  }

  /** Everybody sees that a step runs. */
  async at(step: string): Promise<void> {
    for (const person of this.people) await person.at(step);
  }

  /** Whoever leads goes on to a step, and everybody sees that it runs. */
  async next(step: string, by: Person = this.host): Promise<void> {
    await by.press(by.button(step, by.page.getByRole('group', { name: 'Steps' })));
    await this.at(step);
  }

  /** Whoever leads goes one step back. */
  async back(step: string, by: Person = this.host): Promise<void> {
    await by.press(`Back: ${step}`);
    await this.at(step);
  }

  /** The question of the running step is closed and counted. */
  async count(step: string, by: Person = this.host): Promise<void> {
    await by.press(by.button('Close and count', by.asked(step)));
    for (const person of this.people) await expect(person.asked(`Result: ${step}`)).toBeVisible();
  }

  /** Nobody but the author has ever been sent the words. */
  async onlyAuthorHas(author: Person, ...words: readonly string[]): Promise<void> {
    for (const person of this.people) if (person !== author) await person.neverHeard(...words);
  }

  /** Everybody sees a note. */
  async allSee(words: string, zone?: string): Promise<void> {
    for (const person of this.people) await person.sees(words, zone);
  }
}

/** A new facilitator follows the set-up link, or one who is there already goes home, and makes a board of a template. */
export async function start(
  room: Room,
  { template, title, goal, previous, device }: Company,
  host?: Person,
): Promise<Crew> {
  const lead = host ?? (await owner(room, device));
  const { page } = lead;
  if (host !== undefined) {
    await page.goto(room.felt.url);
    const another = lead.button('New board');
    await expect(another.or(lead.button('Start'))).toBeVisible();
    if (await another.isVisible()) await lead.press(another);
  }
  const card = page.getByRole('radio', { name: new RegExp(`^${template} \\d+ min`) });
  await expect(page.getByRole('radio').first()).toBeAttached();
  if ((await card.count()) === 0) await lead.press(/^More templates/);
  await card.press('Space'); // the picture lies over it
  await expect(card).toBeChecked();
  await page.getByRole('textbox', { name: 'What is it about?' }).fill(title);
  if (goal !== undefined || previous !== undefined) await page.getByText('Goal, start, last time').click();
  if (goal !== undefined) await page.getByRole('textbox', { name: 'What is the goal?' }).fill(goal);
  if (previous !== undefined) await page.getByRole('combobox', { name: 'Which session' }).selectOption(previous);
  await lead.press('Start');
  await expect(page.getByRole('heading', { name: `${title} is open` })).toBeVisible();
  const links: { customers?: string; team: string } = { team: '' };
  if (await lead.button('Customers').isVisible()) {
    links.customers = await page.getByRole('textbox', { name: 'Link for customers' }).inputValue();
  }
  await lead.press('Team');
  links.team = await page.getByRole('textbox', { name: 'Link for your team' }).inputValue();
  await page.getByRole('link', { name: 'Open the board' }).click();
  await lead.saved();
  return new Crew(room, lead, new URL(page.url()).pathname.split('/').at(-1) ?? '', links);
}

/** Somebody new who makes this server theirs. */
export async function owner(room: Room, device: BrowserContextOptions = computer): Promise<Person> {
  const lead = new Person(await room.page(device), names.host, device.hasTouch);
  await lead.page.goto(room.felt.setup);
  await lead.page.getByRole('textbox', { name: 'Your name' }).fill(names.host);
  await lead.press('Start');
  await expect(lead.page.getByRole('heading', { name: 'Start your first board' })).toBeVisible();
  return lead;
}

/** What the four who are in most sessions are called. */
export const names = { host: 'Olga Petrov', carla: 'Carla Rossi', gus: 'Gus O’Neill', mia: 'Mia Tran' } as const;

/** Four people on a board: a facilitator, Carla with a phone and Gus with a laptop as customers, Mia of the team. */
export interface Four {
  readonly crew: Crew;
  readonly host: Person;
  readonly carla: Person;
  readonly gus: Person;
  readonly mia: Person;
}

/** Starts a session and lets three in: the customers with their first words, of which `sent` becomes what the step says. */
export async function four(
  room: Room,
  company: Company,
  first: Readonly<Record<'carla' | 'gus', { readonly zone: string; readonly words: string }>>,
  sent: Newcomer['sent'] = 'revealed',
  host?: Person,
): Promise<Four> {
  const crew = await start(room, company, host);
  const carla = await crew.customer({ name: names.carla, first: first.carla, sent, consent: 'Quote me' }, handset);
  const gus = await crew.customer({ name: names.gus, first: first.gus, sent, consent: 'Only on this board' });
  const mia = await crew.colleague(names.mia);
  return { crew, host: crew.host, carla, gus, mia };
}
