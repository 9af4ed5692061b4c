import { spawn, execFile, type ChildProcess } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { secrets } from './secrets.ts';

/** The program that is tested; `make e2e` builds it. */
export const binary = process.env['FELTBOARD_BIN'] ?? join(import.meta.dirname, '../../bin/feltboard');

/** How long the program may take to say where it is, in milliseconds. */
const patience = 15_000;

/** One server with a data folder of its own. It can be killed and started again on the same port and folder. */
export class Feltboard {
  readonly #flags: readonly string[];
  #dir = '';
  #addr = '127.0.0.1:0';
  #process: ChildProcess | undefined;
  #said = '';
  #log = '';
  /** Where it is, without a slash at the end. */
  url = '';

  /** `flags` are those of `feltboard serve` besides address and folder. */
  constructor(flags: readonly string[] = [], addr = '127.0.0.1:0') {
    this.#flags = flags;
    this.#addr = addr;
  }

  /** Starts it and waits until it has said where it is. */
  async start(): Promise<void> {
    this.#dir ||= await mkdtemp(join(tmpdir(), 'feltboard-e2e-'));
    const child = spawn(binary, ['serve', ...this.#common(), ...this.#flags], { env: clean(), stdio: 'pipe' });
    this.#process = child;
    let said = '';
    child.stderr.on('data', (part) => (this.#log += String(part)));
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`feltboard is silent; its log:\n${this.#log}`)), patience);
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`feltboard ended with ${code}; its log:\n${this.#log}`)));
      child.stdout.on('data', (part) => {
        said += String(part);
        if (!said.includes('Ctrl-C stops')) return;
        clearTimeout(late);
        resolve();
      });
    });
    this.#said = said;
    secrets.links('the set-up link', said);
    this.url = this.link(/Feltboard is at (\S+)/);
    this.#addr = new URL(this.url).hostname === '127.0.0.1' ? new URL(this.url).host : this.#addr;
  }

  /** What the start-up words match in their first group. */
  link(what: RegExp): string {
    const found = what.exec(this.#said)?.[1];
    if (found === undefined) throw new Error(`no ${what} in what feltboard said:\n${this.#said}`);
    return found;
  }

  /** What it has logged so far. */
  get log(): string {
    return this.#log;
  }

  /** The folder with everything in it. */
  get dir(): string {
    return this.#dir;
  }

  /** The one-time link that makes the owner. */
  get setup(): string {
    return this.link(/(http\S+\/setup#k=\S+)/);
  }

  /** Ends it without any warning, as a power cut does. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** Ends it in order. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** Puts a copy of its folder aside. It must have stopped. */
  async copy(): Promise<void> {
    await rm(`${this.#dir}.copy`, { recursive: true, force: true });
    await cp(this.#dir, `${this.#dir}.copy`, { recursive: true });
  }

  /** Puts the copy of its folder in the folder's place, as somebody does with a backup. It must have stopped. */
  async restore(): Promise<void> {
    await rm(this.#dir, { recursive: true });
    await cp(`${this.#dir}.copy`, this.#dir, { recursive: true });
  }

  /** What it has written down that nobody may find (S-1, S-25). */
  leaks(log = this.#log): Promise<string[]> {
    return secrets.kept(log, this.#dir);
  }

  /** Ends it and removes its folder. It is an error if a secret of the test stands there, or in the log. */
  async remove(): Promise<void> {
    await this.kill();
    if (this.#dir === '') return;
    const leaks = await this.leaks();
    for (const dir of [this.#dir, `${this.#dir}.copy`]) await rm(dir, { recursive: true, force: true });
    if (leaks.length > 0) throw new Error(`feltboard wrote down what it must not:\n${leaks.join('\n')}`);
  }

  /** What `feltboard export` writes. The server must have stopped: one program owns a folder. */
  async export(board: string, action?: string): Promise<Buffer> {
    const args = ['export', ...this.#common(), '--board', board, ...(action === undefined ? [] : ['--action', action])];
    const { stdout } = await promisify(execFile)(binary, args, { env: clean(), encoding: 'buffer' });
    return stdout;
  }

  #common(): string[] {
    return ['--addr', this.#addr, '--data', this.#dir];
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }
}

/** The environment without settings of somebody who happens to run Feltboard here. */
function clean(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('FELTBOARD_')));
}
