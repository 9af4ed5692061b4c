import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  test as base,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Page,
} from '@playwright/test';
import { Feltboard } from './feltboard.ts';
import { secrets } from './secrets.ts';
import { ticketShop } from './story.ts';

export { expect };

/** A template with three phases; built-in ones may begin with notes that are private. */
const plain = join(import.meta.dirname, '../../boards/fixture/plain.json');

/** The sizes that are looked at: a laptop, half a window beside a call, a phone. */
export const desktop = { width: 1440, height: 900 };
export const half = { width: 720, height: 900 };
export const phone = { width: 390, height: 844 };

/** A browser of somebody's own: a computer, or a phone in the hand. */
export const computer: BrowserContextOptions = { viewport: desktop };
export const handset: BrowserContextOptions = { viewport: phone, hasTouch: true, isMobile: true };

/** What a board is reached by. */
export interface Links {
  readonly team: string;
  readonly client: string;
  readonly viewer: string;
}

/** Where people go. */
interface Place {
  /** Its address, without a slash at the end. */
  readonly url: string;
  /** The one-time link that makes the owner. */
  readonly setup: string;
}

/** People with browsers of their own on one server. */
export class Room<Felt extends Place = Feltboard> {
  readonly #browser: Browser;
  readonly felt: Felt;
  readonly #contexts: BrowserContext[] = [];
  /** What pages have complained about: errors of scripts, what Svelte warns of, and whatever the Content-Security-Policy refused. */
  readonly complaints: string[];

  constructor(browser: Browser, felt: Felt, complaints: string[] = []) {
    this.#browser = browser;
    this.felt = felt;
    this.complaints = complaints;
  }

  /** A page in a browser that has never been here. */
  async page(device: BrowserContextOptions = computer): Promise<Page> {
    const context = await this.#browser.newContext(device);
    this.#contexts.push(context);
    this.watch(context);
    return context.newPage();
  }

  /** Gathers the complaints of all pages of a context. */
  watch(context: BrowserContext): void {
    secrets.watch(context);
    context.on('weberror', (error) => this.complaints.push(error.error().stack ?? error.error().message));
    context.on('console', (message) => {
      // Svelte says in a warning what it can no longer keep up to date.
      if (message.type() !== 'error' && !/content security|trusted|svelte\.dev\/e\//i.test(message.text())) return;
      const { url, line } = message.location();
      if (expected(message.text(), url)) return;
      this.complaints.push(`${message.text()} (${url}:${line}, on ${message.page()?.url() ?? 'no page'})`);
    });
  }

  /** The same people's browsers, in front of another server. */
  on(felt: Feltboard): Room {
    return new Room(this.#browser, felt, this.complaints);
  }

  /** A page of the owner. */
  async owner(name = ticketShop.team.name): Promise<Page> {
    const page = await this.page();
    await this.own(page, name);
    return page;
  }

  /** Uses the set-up link in a page's browser. */
  async own(page: Page, name: string): Promise<void> {
    const token = new URLSearchParams(new URL(this.felt.setup).hash.slice(1)).get('k');
    const answer = await page.request.post(`${this.felt.url}/api/setup`, { data: { token, name } });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  /**
   * Makes a board; `page` is the owner's and shows it afterwards. Without a template it is the empathy map with three
   * phases in which everybody writes, the first in the open.
   */
  async board(page: Page, from?: string): Promise<{ readonly id: string; readonly links: Links }> {
    const { title, goal, persona, situation } = ticketShop;
    const template = from ?? (await this.#plain(page));
    const answer = await page.request.post(`${this.felt.url}/api/v1/boards`, {
      data: { template, title, goal, persona, situation },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    secrets.links('a link of a new board', await answer.text());
    const made = (await answer.json()) as { id: string; links: Links };
    await page.goto(`${this.felt.url}/b/${made.id}`);
    return made;
  }

  /** Keeps the plain template on the server; its id. */
  async #plain(page: Page): Promise<string> {
    const data = JSON.parse(readFileSync(plain, 'utf8')) as unknown;
    const answer = await page.request.post(`${this.felt.url}/api/v1/templates`, { data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return ((await answer.json()) as { id: string }).id;
  }

  async close(): Promise<void> {
    for (const context of this.#contexts) {
      await secrets.cookies(context);
      await context.close();
    }
    this.complaints.push(...secrets.told());
  }
}

/** Browsers report every request that fails. That somebody is not on a board, and that a server is down, is no fault. */
function expected(text: string, url: string): boolean {
  if (/ERR_CONNECTION_|ERR_NETWORK|ERR_INTERNET/.test(text)) return true;
  if (/(status of|response code:) 50[23]\b/.test(text)) return true;
  if (/status of (401|403|409)/.test(text) && /\/api\/join$/.test(url)) return true; // a passphrase; somebody removed; used up
  return (
    text.includes('status of 404') &&
    /\/api\/(v1\/boards\/[^/]+\/me|join|handoff\/look|mine)$|\/nothing\/here$/.test(url)
  );
}

interface Options {
  /** Flags of `feltboard serve`. */
  flags: string[];
}

interface Fixtures {
  begin: void;
  felt: Feltboard;
  room: Room;
}

/** A test with a server and a room of its own. It fails if any page complained. */
export const test = base.extend<Options & Fixtures>({
  flags: [[], { option: true }],
  begin: [
    async ({}, use, { project }) => {
      secrets.clear(project.name !== 'speed' && project.name !== 'cluster');
      await use();
    },
    { auto: true },
  ],
  felt: async ({ flags }, use) => {
    const felt = new Feltboard(flags);
    await felt.start();
    await use(felt);
    await felt.remove();
  },
  room: async ({ browser, felt }, use) => {
    const room = new Room(browser, felt);
    await use(room);
    await room.close();
    expect(room.complaints, 'what the pages complained about').toEqual([]);
  },
});
