import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What the real Backlog.md says of a task, as far as we gave it. */
export interface Task {
  readonly title: string;
  readonly status: string;
  readonly type: string;
  readonly priority: string;
  readonly dueDate: string | null;
  readonly description: string;
  readonly labels: readonly string[];
  readonly references: readonly string[];
  readonly acceptanceCriteria: readonly { readonly text: string; readonly checked: boolean }[];
}

/** The real Backlog.md in a project of its own. */
export class Backlog {
  readonly #binary: string;
  readonly #dir: string;

  private constructor(binary: string, dir: string) {
    this.#binary = binary;
    this.#dir = dir;
  }

  static async init(): Promise<Backlog> {
    const binary = join(import.meta.dirname, '../../export/testdata/tools/node_modules/backlog.md-linux-x64/backlog');
    if (!existsSync(binary)) throw new Error('Backlog.md is not installed, so nothing proves that it reads our files.');
    const backlog = new Backlog(binary, await mkdtemp(join(tmpdir(), 'feltboard-backlog-')));
    await backlog.#run('init', 'P', '--defaults', '--no-git', '--integration-mode', 'none');
    return backlog;
  }

  /** Puts a file among the drafts and makes a task of it, as somebody would who takes it over. */
  async adopt(name: string, data: Buffer): Promise<void> {
    const drafts = join(this.#dir, 'backlog', 'drafts');
    await mkdir(drafts, { recursive: true });
    await writeFile(join(drafts, name), data);
    const id = name.split(' ')[0] ?? '';
    await this.#run('draft', 'promote', id.toUpperCase());
  }

  /** Where its files are. */
  get folder(): string {
    return join(this.#dir, 'backlog');
  }

  /** Puts a file among the tasks; its id there. */
  async place(name: string, text: string): Promise<string> {
    const tasks = join(this.folder, 'tasks');
    await mkdir(tasks, { recursive: true });
    await writeFile(join(tasks, name), text);
    return (name.split(' ')[0] ?? '').toUpperCase();
  }

  /** Changes a task as somebody does by hand: `task edit ID …`. */
  async edit(id: string, ...args: string[]): Promise<void> {
    await this.#run('task', 'edit', id, ...args);
  }

  /** All tasks it lists, with all it knows of them. */
  async tasks(): Promise<readonly Task[]> {
    const { tasks } = JSON.parse(await this.#run('task', 'list', '--json')) as { tasks: { id: string }[] };
    const views = tasks.map(
      async ({ id }) => JSON.parse(await this.#run('task', 'view', id, '--json')) as { task: Task },
    );
    return (await Promise.all(views)).map(({ task }) => task);
  }

  remove(): Promise<void> {
    return rm(this.#dir, { recursive: true, force: true });
  }

  async #run(...args: string[]): Promise<string> {
    const env = { ...process.env, HOME: this.#dir, NO_COLOR: '1' };
    return (await promisify(execFile)(this.#binary, args, { cwd: this.#dir, env })).stdout;
  }
}
