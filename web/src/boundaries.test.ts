// The rules about who may import whom, and what markup our content security policy refuses, as a test.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const src = import.meta.dirname;

/** From the bottom up: a layer imports itself and those before it. Files beside the folders (main.ts) join them and may import all. */
const layers = ['model', 'sync', 'state', 'ui'];

/** The layers that compile without DOM types run anywhere, so what they bring in must, too. */
const pure: Readonly<Record<string, readonly string[]>> = {
  model: ['@noble/hashes', 'fast-diff'],
  sync: ['@noble/hashes', 'fast-diff'],
};

/** What `file` (a path below src) with this text breaks, one sentence each. */
function broken(file: string, text: string): string[] {
  const found: string[] = [];
  const isTest = file.endsWith('.test.ts');
  const layer = file.includes('/') ? file.slice(0, file.indexOf('/')) : '';
  if (layer !== '' && !layers.includes(layer)) found.push(`${file}: ${layer} is none of ${layers.join(', ')}`);

  const code = file.endsWith('.svelte')
    ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((script) => script[1]).join('\n')
    : text;
  for (const { fileName: name } of ts.preProcessFile(code, true, true).importedFiles) {
    if (name.startsWith('.')) {
      const target = relative(src, resolve(src, dirname(file), name)).split(sep);
      if (target[0] === '..') {
        if (!isTest) found.push(`${file} imports ${name}: outside src`);
      } else if (layer !== '' && layers.indexOf(target[0] ?? '') > layers.indexOf(layer)) {
        found.push(`${file} imports ${name}: ${layer} comes before ${target[0]}`);
      } else if (layer !== '' && target.length === 1) {
        found.push(`${file} imports ${name}: only main joins the layers`);
      }
    } else if (!isTest && !(pure[layer] ?? [name]).some((p) => name === p || name.startsWith(`${p}/`))) {
      found.push(`${file} imports ${name}: ${layer} is pure and may bring in only ${pure[layer]?.join(', ')}`);
    }
  }

  if (file.endsWith('.svelte')) {
    const markup = text.replace(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, '').replace(/<!--[\s\S]*?-->/g, '');
    // Svelte sets a style with an expression through CSSOM, a fixed one as an attribute of its template.
    if (/\sstyle=(["'])[^{]*?\1/.test(markup)) found.push(`${file}: a fixed style attribute, which style-src refuses`);
    if (markup.includes('{@html')) found.push(`${file}: {@html}, which trusted types refuse; render elements instead`);
  }
  return found;
}

test('every file keeps to its layer', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => /\.(ts|svelte)$/.test(file));
  expect(files).toContain('main.ts');
  expect(files.flatMap((file) => broken(file, readFileSync(join(src, file), 'utf8')))).toEqual([]);
});

describe('a planted fault is caught', () => {
  test.each([
    ['model/note.ts', `import { socket } from '../sync/socket.ts';`],
    ['model/note.ts', `export type { App } from '../ui/app.ts';`],
    ['sync/queue.ts', `const { store } = await import('../state/store.svelte.ts');`],
    ['sync/queue.ts', `import { openDB } from 'idb';`],
    ['model/note.ts', `import { readFileSync } from 'node:fs';`],
    ['state/store.ts', `import '../main.ts';`],
    ['state/store.ts', `import '../../vite.config.ts';`],
    ['state/Store.svelte', `<script lang="ts">\nimport Note from '../ui/Note.svelte';\n</script>`],
    ['helpers/id.ts', ``],
    ['ui/Note.svelte', `<p style="color: red">x</p>`],
    ['ui/Note.svelte', `{@html text}`],
  ])('%s: %s', (file, text) => expect(broken(file, text)).toHaveLength(1));
});

describe('what is allowed stays allowed', () => {
  test.each([
    [
      'ui/Note.svelte',
      `<script>import { note } from '../model/note.ts';</script><p style="color: {c}" style:top={y}></p>`,
    ],
    ['state/store.ts', `import { openDB } from 'idb'; import { queue } from '../sync/queue.ts';`],
    ['model/canon.ts', `import { sha256 } from '@noble/hashes/sha2.js'; import { text } from './text.ts';`],
    ['model/canon.test.ts', `import { readFileSync } from 'node:fs'; import { text } from './text.ts';`],
    ['main.ts', `import App from './ui/App.svelte';`],
  ])('%s: %s', (file, text) => expect(broken(file, text)).toEqual([]));
});
