import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { BrowserContext, Page, Request, Response } from '@playwright/test';

/** The members of what pages send that hold a secret. A tracker's token is not among them: the server has to show it again. */
const fields = new Set(['key', 'passphrase', 'password', 'old', 'new', 'own', 'owners']);

/** The server's cookies; a provider that people sign in by has others. */
const ours = /^(__Host-)?(s|sso|known)$/;

/** What is shorter may stand anywhere by chance. */
const shortest = 12;

/** How many bytes of what came over a page's live connections are looked through. */
const most = 8 << 20;

/**
 * What the people of a test know and nobody else may learn (S-1, S-25): link keys and whatever else stands behind `#k=`, cookies,
 * passphrases, passwords, own secrets. They are gathered from what pages send and are sent, and looked for in addresses, in
 * Referer, in what comes over live connections, and, when a server is removed, in its log and in every byte of its folder. What
 * people wrote is looked for in the log alone.
 */
class Secrets {
  readonly #secrets = new Map<string, string>();
  readonly #words = new Set<string>();
  readonly #heard: { who: string; own: string; bytes: number; frames: string[] }[] = [];
  readonly #asked: { what: string; text: string }[] = [];

  #listens = true;

  /** Begins anew, for another test. Where time is measured, what comes over live connections is not listened to. */
  clear(listens = true): void {
    this.#listens = listens;
    this.#secrets.clear();
    this.#words.clear();
    this.#heard.length = 0;
    this.#asked.length = 0;
  }

  /** How many are known. */
  get size(): number {
    return this.#secrets.size;
  }

  /** Keeps what nobody else may learn. */
  add(what: string, secret: string): void {
    for (const part of secret.split('.'))
      if (part.length >= shortest && !this.#secrets.has(part)) this.#secrets.set(part, what);
  }

  /** Gathers the secrets of a text with links in it. */
  links(what: string, text: string): void {
    for (const [, key = ''] of text.matchAll(/#k=([\w.-]+)/g)) this.add(what, key);
  }

  /** Gathers those of all pages of a context. */
  watch(context: BrowserContext): void {
    context.on('request', (request) => this.#sent(request));
    context.on('response', (response) => void this.#answered(response).catch(() => undefined)); // the page may be gone
    if (this.#listens) context.on('page', (page) => this.#live(page));
  }

  /** Gathers the cookies that a context holds; before it is closed. */
  async cookies(context: BrowserContext): Promise<void> {
    for (const { name, value } of await context.cookies()) if (ours.test(name)) this.add(`cookie ${name}`, value);
  }

  /** What went where it must not: in an address, in Referer, over somebody's live connection. */
  told(): string[] {
    const all: string[] = [];
    for (const { what, text } of this.#asked)
      for (const [secret, name] of this.#secrets) if (text.includes(secret)) all.push(`${what} holds ${name}: ${text}`);
    for (const { who, own, frames } of this.#heard)
      for (const [secret, name] of this.#secrets)
        if (secret !== own && frames.some((frame) => frame.includes(secret))) all.push(`${who} is sent ${name}`);
    return all;
  }

  /** What a server has written down of it: in its log, and in the files of its folder. */
  async kept(log: string, dir: string): Promise<string[]> {
    const all: string[] = [];
    for (const [secret, name] of this.#secrets) if (log.includes(secret)) all.push(`the log holds ${name}`);
    for (const words of this.#words) if (log.includes(words)) all.push(`the log holds what somebody wrote: ${words}`);
    for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = await readFile(join(entry.parentPath, entry.name));
      for (const [secret, name] of this.#secrets) if (bytes.includes(secret)) all.push(`${entry.name} holds ${name}`);
    }
    return all;
  }

  #sent(request: Request): void {
    const url = request.url().split('#')[0] ?? '';
    const referer = request.headers()['referer'];
    const { pathname, searchParams } = new URL(url);
    if (referer !== undefined) this.#asked.push({ what: 'Referer', text: referer });
    this.#asked.push({ what: 'an address', text: url });
    if (pathname === '/api/sso/callback') {
      // By the provider's rules they stand in addresses; in the log they may not.
      for (const name of ['code', 'state']) this.#words.add(searchParams.get(name) ?? '');
      this.#words.delete('');
    }
    if (!pathname.startsWith('/api/') || request.method() === 'GET') return;
    this.#members(pathname, parsed(request.postData() ?? ''));
  }

  async #answered(response: Response): Promise<void> {
    const { pathname } = new URL(response.url());
    if (!pathname.startsWith('/api/') || !(response.headers()['content-type'] ?? '').includes('json')) return;
    if (response.request().method() === 'POST') {
      const cookie = (await response.headerValue('set-cookie')) ?? '';
      for (const [, name = '', value = ''] of cookie.matchAll(/^([^=]+)=([^;]*)/gm))
        if (ours.test(name)) this.add(`cookie ${name}`, value);
    }
    this.links(`a link of ${pathname}`, await response.text());
  }

  #live(page: Page): void {
    page.on('websocket', (socket) => {
      const heard = { who: page.url(), own: '', bytes: 0, frames: [] as string[] };
      this.#heard.push(heard);
      socket.on('framesent', ({ payload }) => {
        if (typeof payload !== 'string') return;
        if (payload.includes('"t":"hello"')) {
          heard.own = /"own":"([^"]+)"/.exec(payload)?.[1] ?? '';
          this.add('an own secret', heard.own);
        } else if (payload.includes('"op":"put"')) this.#wrote(parsed(payload));
      });
      socket.on('framereceived', ({ payload }) => {
        if (heard.bytes > most) return;
        const text = typeof payload === 'string' ? payload : gunzipSync(payload).toString();
        heard.bytes += text.length;
        heard.frames.push(text);
      });
    });
  }

  /** Gathers the secrets among the members of what was sent to an address. */
  #members(path: string, body: unknown): void {
    if (typeof body !== 'object' || body === null) return;
    for (const [name, value] of Object.entries(body)) {
      const secret = fields.has(name) || (name === 'token' && !path.startsWith('/api/v1/'));
      if (secret && typeof value === 'string') this.add(`${name} of ${path}`, value);
      if (secret && Array.isArray(value)) for (const each of value) this.add(`${name} of ${path}`, String(each));
    }
  }

  /** Gathers the words of what was written. */
  #wrote(frame: unknown): void {
    if (typeof frame === 'string') {
      if (frame.length >= shortest && frame.includes(' ')) this.#words.add(frame);
    } else if (typeof frame === 'object' && frame !== null)
      for (const value of Object.values(frame)) this.#wrote(value);
  }
}

/** Those of the test that runs in this process. */
export const secrets = new Secrets();

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
