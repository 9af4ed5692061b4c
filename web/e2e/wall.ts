import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** What a wall does to websockets, and whether it keeps answers back until they are whole. */
export interface Habits {
  readonly upgrades: 'refused' | 'cut after 1 s' | 'never answered';
  readonly buffers?: boolean;
}

/** A proxy in front of a server, as companies have them. */
export class Wall {
  readonly #habits: Habits;
  readonly #server: Server;
  readonly #open = new Set<Duplex>();
  #target = '';
  #shut = false;
  /** How many websockets were asked for. */
  asked = 0;

  constructor(habits: Habits) {
    this.#habits = habits;
    this.#server = createServer((q, a) => this.#pass(q, a));
    this.#server.on('upgrade', (q: IncomingMessage, socket: Duplex) => this.#upgrade(q, socket));
    this.#server.on('connection', (socket: Socket) => this.#keep(socket));
  }

  /** Where it is, without a slash at the end. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  /** Lets nobody through, or lets them through again. */
  shut(shut: boolean): void {
    this.#shut = shut;
    if (shut) for (const socket of this.#open) socket.destroy();
  }

  /** Stands in front of a server from now on. */
  before(url: string): void {
    this.#target = url;
  }

  async stop(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #keep(socket: Duplex): void {
    if (this.#shut) {
      socket.destroy();
      return;
    }
    this.#open.add(socket);
    socket.on('close', () => this.#open.delete(socket));
    socket.on('error', () => socket.destroy());
  }

  #pass(q: IncomingMessage, a: ServerResponse): void {
    const on = request(this.#target + q.url, { method: q.method ?? 'GET', headers: q.headers }, (from) => {
      if (this.#habits.buffers !== true) {
        a.writeHead(from.statusCode ?? 502, from.headers);
        a.flushHeaders();
        from.pipe(a);
        return;
      }
      const parts: Buffer[] = [];
      from.on('data', (part: Buffer) => parts.push(part));
      from.on('end', () => {
        const { 'transfer-encoding': _, ...headers } = from.headers;
        a.writeHead(from.statusCode ?? 502, headers);
        a.end(Buffer.concat(parts));
      });
      from.on('error', () => a.destroy());
    });
    on.on('error', () => a.destroy());
    a.on('close', () => on.destroy());
    q.pipe(on);
  }

  #upgrade(q: IncomingMessage, socket: Duplex): void {
    this.asked++;
    if (this.#habits.upgrades === 'never answered') return;
    if (this.#habits.upgrades === 'refused') {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    const { hostname, port } = new URL(this.#target);
    const on = connect(Number(port), hostname, () => {
      const headers: string[] = [];
      for (let i = 0; i < q.rawHeaders.length; i += 2) headers.push(`${q.rawHeaders[i]}: ${q.rawHeaders[i + 1]}`);
      on.write(`GET ${q.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
      socket.pipe(on).pipe(socket);
    });
    this.#keep(on);
    setTimeout(() => {
      on.destroy();
      socket.destroy();
    }, 1000);
  }
}
