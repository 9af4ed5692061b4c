import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Issue {
  readonly number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  updated: Date;
}

/** A Gitea on this machine with one project, acme/shop, as far as we ask it; and the calls it makes when something is closed. */
export class Gitea {
  readonly #server: Server;
  readonly token = 'tok-0123456789abcdef';
  readonly issues: Issue[] = [];
  readonly #labels: string[] = [];
  /** How many changes it was asked for. */
  writes = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const url = new URL(request.url ?? '/', this.url);
        const told = request.headers.authorization === `token ${this.token}`;
        const body = JSON.parse(Buffer.concat(parts).toString() || '{}') as Record<string, unknown>;
        const answer = told ? this.#answer(request.method ?? '', url, body) : undefined;
        response.writeHead(told ? (answer === undefined ? 404 : request.method === 'POST' ? 201 : 200) : 401, {
          'content-type': 'application/json',
        });
        response.end(JSON.stringify(answer ?? { message: 'no' }));
      });
    });
  }

  static async start(): Promise<Gitea> {
    const gitea = new Gitea();
    await new Promise<void>((done) => gitea.#server.listen(0, '127.0.0.1', done));
    return gitea;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  issue(title: string): Issue {
    const found = this.issues.find((each) => each.title === title);
    if (found === undefined) throw new Error(`no issue “${title}” among ${this.issues.map((each) => each.title)}`);
    return found;
  }

  /** Somebody changes an issue there. */
  change(title: string, fields: Partial<Pick<Issue, 'title' | 'body' | 'state'>>): void {
    Object.assign(this.issue(title), fields, { updated: new Date() });
  }

  /** Tells that something has changed, as a webhook with this secret does; the status it is answered with. */
  async tell(hook: string, secret: string): Promise<number> {
    const body = JSON.stringify({ action: 'closed' });
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-gitea-signature': signature };
    return (await fetch(hook, { method: 'POST', headers, body })).status;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  #answer(method: string, url: URL, body: Record<string, unknown>): unknown {
    const path = /^\/api\/v1\/repos\/acme\/shop\/(.*)$/.exec(url.pathname)?.[1];
    const later = Number(url.searchParams.get('page') ?? 1) > 1;
    if (method !== 'GET') this.writes++;
    if (path === 'labels') {
      if (method === 'POST') return { id: this.#labels.push(String(body['name'])), name: body['name'] };
      return later ? [] : this.#labels.map((name, i) => ({ id: i + 1, name }));
    }
    if (path === 'issues' && method === 'POST') {
      const number = this.issues.length + 1;
      const made: Issue = {
        number,
        title: String(body['title']),
        body: String(body['body']),
        state: 'open',
        updated: new Date(),
      };
      this.issues.push(made);
      return this.#shown(made);
    }
    if (path === 'issues') {
      const since = new Date(url.searchParams.get('since') ?? 0);
      return later ? [] : this.issues.filter(({ updated }) => updated >= since).map((each) => this.#shown(each));
    }
    const [, number, labels] = /^issues\/(\d+)(\/labels)?$/.exec(path ?? '') ?? [];
    const one = this.issues[Number(number) - 1];
    if (one === undefined) return undefined;
    if (labels !== undefined) return [];
    if (method === 'PATCH') {
      if (typeof body['title'] === 'string') one.title = body['title'];
      if (typeof body['body'] === 'string') one.body = body['body'];
      one.updated = new Date();
    }
    return this.#shown(one);
  }

  #shown({ number, title, body, state, updated }: Issue): object {
    const html_url = `${this.url}/acme/shop/issues/${number}`;
    return { number, title, body, state, html_url, updated_at: updated.toISOString(), labels: [] };
  }
}
