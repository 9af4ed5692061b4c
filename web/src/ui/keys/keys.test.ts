import { expect, test } from 'vitest';
import { all, caps, isMac } from './keys.ts';
import { de } from './words/de.ts';
import { en, type KeysWords } from './words/en.ts';
import { es } from './words/es.ts';
import { fr } from './words/fr.ts';

const sources = import.meta.glob<string>(
  '../{board,note,outline,canvas,composer,paste,pick,find,sort,here,parts,menus}/*.{ts,svelte}',
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);
const code = Object.entries(sources)
  .filter(([path]) => !path.endsWith('.test.ts'))
  .map(([, text]) => text)
  .join('\n')
  .toLowerCase();

/** How code names a key that the table has another name for. */
const named: Readonly<Record<string, readonly string[]>> = {
  esc: ["'escape'"],
  arrows: ['arrowleft'],
  up: ['arrowup'],
  down: ['arrowdown'],
  space: ["' '"],
  drag: ['pointermove'],
  tab: ['tabindex'],
  '0': ['digit0'],
  '1': ['digit1', '[1-9]'],
  '2': ['digit2'],
  '9': ['[1-9]'],
  v: ['onpaste', "'paste'", "'v'"],
  c: ["'c'", "'copy'"],
  x: ["'x'", "'cut'"],
  home: ['home:'],
  end: ['end:'],
};
const held = ['mod', 'shift', 'alt'];

test('every key of the help is handled somewhere', () => {
  const lost = all.flatMap(({ keys, what }) =>
    keys
      .filter((way) =>
        way
          .split(' ')
          .filter((key) => !held.includes(key))
          .some((key) => !(named[key] ?? [`'${key.toLowerCase()}'`]).some((name) => code.includes(name))),
      )
      .map((way) => `${what}: ${way}`),
  );
  expect(lost).toEqual([]);
});

test('no key does two things in one place', () => {
  const ways = all.flatMap(({ keys, where }) => keys.map((way) => `${where}: ${way}`));
  expect(ways.filter((way, i) => ways.indexOf(way) !== i)).toEqual([]);
});

test('a Mac says ⌘ where others say Ctrl', () => {
  expect([isMac('MacIntel'), isMac('Linux x86_64')]).toEqual([true, false]);
  expect(caps('mod shift z', true, en.names)).toEqual(['⌘', '⇧', 'Z']);
  expect(caps('mod shift z', false, de.names)).toEqual(['Strg', 'Umschalt', 'Z']);
});

test.each<[string, KeysWords]>([
  ['de', de],
  ['es', es],
  ['fr', fr],
])('%s says what every key does, and says it itself', (_, words) => {
  const what = Object.entries(words.what);
  expect(what.filter(([name, text]) => text.trim() === '' || text === en.what[name as keyof typeof en.what])).toEqual(
    [],
  );
});
