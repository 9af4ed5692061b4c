import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

/** A real provider of OpenID Connect (see oidc.mjs for who is known to it). */
export class OIDC {
  readonly #process: ChildProcess;
  /** What FELTBOARD_OIDC_ISSUER is. */
  readonly issuer: string;

  private constructor(process: ChildProcess, issuer: string) {
    this.#process = process;
    this.issuer = issuer;
  }

  static async start(): Promise<OIDC> {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'oidc.mjs')], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const issuer = await new Promise<string>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the provider ended with ${code}`)));
      createInterface(child.stdout).once('line', (line) => resolve(line.replace('issuer ', '')));
    });
    return new OIDC(child, issuer);
  }

  /** The flags that let people of a Feltboard sign in by it. */
  get flags(): string[] {
    return [
      '--oidc-issuer',
      this.issuer,
      '--oidc-client-id',
      'feltboard',
      '--oidc-client-secret',
      'provider-secret',
      '--oidc-name',
      'Work',
    ];
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill();
    await gone;
  }
}
