import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { binary } from './feltboard.ts';

/** How long the cluster may take to start, or one of its parts to start or end, in milliseconds. */
const patience = 100_000;

/** Three nodes behind a balancer, with a PostgreSQL and a Redis of their own. Its parts can be made to fail. */
export class Cluster {
  #process: ChildProcess | undefined;
  #said = '';
  #log = '';
  #ended = false;
  #heard: () => void = () => undefined;
  /** Where the balancer is, without a slash at the end. */
  url = '';
  /** Where each node is. */
  nodes: readonly string[] = [];
  /** The one-time link that makes the owner. */
  setup = '';

  /** Starts it and waits until it has said where it is. */
  async start(): Promise<void> {
    const args = ['run', './server/internal/fleet/cluster', '-program', binary, '-addr', '', '-commands'];
    const child = spawn('go', args, { cwd: join(import.meta.dirname, '../..'), stdio: 'pipe' });
    this.#process = child;
    child.stderr.on('data', (part) => (this.#log += String(part)));
    child.stdout.on('data', (part) => {
      this.#said += String(part);
      this.#heard();
    });
    for (const end of ['error', 'exit'] as const)
      child.once(end, () => {
        this.#ended = true;
        this.#heard();
      });
    this.setup = (await this.#says(/(http\S+\/setup#k=\S+)\n/))[1] ?? '';
    this.url = /Feltboard is at (\S+)/.exec(this.#said)?.[1] ?? '';
    this.nodes = [...this.#said.matchAll(/^node \d+ +(\S+)$/gm)].map(([, url = '']) => url);
  }

  /** Does something to a part, as in "kill redis", "start redis" or "term node 2"; returns once it is done. */
  async order(line: string): Promise<string> {
    this.#said = '';
    this.#process?.stdin?.write(`${line}\n`);
    const [, how = '', what = ''] = await this.#says(/^(done|failed): (.*)\n/m);
    if (how !== 'done') throw new Error(what);
    return what;
  }

  /** How many live connections each node has. */
  async connections(): Promise<number[]> {
    const counts = this.nodes.map(async (node) => {
      const metrics = await (await fetch(`${node}/metrics`)).text();
      return Number(/^feltboard_connections (\d+)$/m.exec(metrics)?.[1]);
    });
    return Promise.all(counts);
  }

  /** Ends everything; nothing of it stays. */
  async remove(): Promise<void> {
    const child = this.#process;
    if (child === undefined || this.#ended) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdin?.end();
    await ended;
  }

  /** Waits until it says something. */
  #says(what: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const fail = (how: string) =>
        reject(new Error(`the cluster ${how}, and has not said ${what}:\n${this.#said}\n${this.#log}`));
      const late = setTimeout(() => fail('is silent'), patience);
      this.#heard = () => {
        const found = what.exec(this.#said);
        if (found === null && !this.#ended) return;
        clearTimeout(late);
        this.#heard = () => undefined;
        if (found === null) fail('has ended');
        else resolve(found);
      };
      this.#heard();
    });
  }
}
