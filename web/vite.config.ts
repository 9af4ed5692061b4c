import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// What the app asks of the server's Content-Security-Policy, tried in Chromium with require-trusted-types-for 'script':
//   trusted-types svelte-trusted-html
// is the policy Svelte clones its templates through; a service worker would need a second name, for its URL. Scripts,
// styles and fonts are files of our own ('self'); nothing needs data:, inline or eval. Styles set by expression
// (style:top={y}, style={css}) go through CSSOM and pass style-src 'self'; a fixed style="…" in a template doesn't,
// and src/boundaries.test.ts refuses it.

// `make dev` runs the Go server here and opens Vite's own port in the browser.
const server = process.env['FELTBOARD_DEV_SERVER'] ?? 'http://127.0.0.1:8080';

/** Leaves each text file of the build beside itself with Brotli, which takes an eighth less than gzip; the server sends it. */
const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  async writeBundle({ dir = '' }, bundle) {
    const texts = Object.keys(bundle).filter((name) => /\.(css|html|js|svg|webmanifest)$/.test(name));
    await Promise.all(
      texts.map(async (name) => {
        const file = join(dir, name);
        await fs.writeFile(`${file}.br`, await promisify(brotliCompress)(await fs.readFile(file)));
      }),
    );
  },
};

export default defineConfig({
  plugins: [svelte(), compressed],
  build: {
    // A data: URL would be refused by font-src 'self'; files are cached better, too.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // The page names both files, and the small one asks for the words in its language while the app is on its way.
          groups: [
            { name: 'words', test: /ui\/words\/(coming|count)\.ts$/, priority: 2 },
            { name: 'app', test: /src\/main\.ts$/, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: {
      '/api': server,
      '/ws': { target: server, ws: true },
    },
  },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
    passWithNoTests: true,
  },
});
