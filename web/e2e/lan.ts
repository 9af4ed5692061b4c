import { createServer, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { Feltboard } from './feltboard.ts';
import { test as base } from './test.ts';

/** An address of this machine that others could use; without a network, a name for it (playwright.config.ts). */
function address(): string {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? 'room.test';
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** A test in one room: the server is there for phones, too. */
export const test = base.extend({
  felt: async ({}, use) => {
    const port = await freePort();
    const felt = new Feltboard(['--lan', '--base-url', `http://${address()}:${port}`], `0.0.0.0:${port}`);
    await felt.start();
    await use(felt);
    await felt.remove();
  },
});
