import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { askedIn, loadBuiltin, saidIn } from './builtin.svelte.ts';
import { de } from './built/de.ts';
import { es } from './built/es.ts';
import { fr } from './built/fr.ts';
import { de as germanExits } from '../session/exits/de.ts';
import { es as spanishExits } from '../session/exits/es.ts';
import { fr as frenchExits } from '../session/exits/fr.ts';
import { de as german } from './de.ts';
import { en as english } from './en.ts';
import { es as spanish } from './es.ts';

const folder = new URL('../../../../boards/', import.meta.url);
const files = readdirSync(folder).filter((name) => /^template_\w+\.go$/.test(name) && !name.endsWith('_test.go'));
const quoted = /"(?:[^"\\]|\\.)*"/g;

/** The strings behind what `before` matches in a Go file. */
function literals(before: string, from: string): string[] {
  const found = [...from.matchAll(new RegExp(`${before}("(?:[^"\\\\]|\\\\.)*")`, 'g'))];
  return found.map(([, text = '""']) => JSON.parse(text) as string);
}

/** Every element of the lists of strings that `before` leads to. */
function lists(before: string, from: string): string[] {
  const found = [...from.matchAll(new RegExp(`${before}\\[\\]string\\{([^}]*)\\}`, 'g'))];
  return found.flatMap(([, list = '']) => [...list.matchAll(quoted)].map(([text]) => JSON.parse(text) as string));
}

const source = files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
const texts = new Set([
  ...literals('\\b(?:Title|Prompt): +', source),
  ...literals('\\b(?:round|silentRound|fiveSteps)\\(', source),
  ...literals('\\b(?:round|silentRound)\\("[^"]*", ', source),
  ...literals('const energy = ', source),
  ...lists('Questions: +', source),
  ...lists('Ground: +', source),
  ...lists('guidelines = ', source),
  ...lists('grid\\(', source),
]);

/** What boards have that were made before: the agenda of three steps, and hints where everybody read them. */
const earlier = [
  'Write together',
  'One thought per note. Everybody sees it at once.',
  'Write privately',
  "One thought per note. Only you can read yours; everybody's notes come back at the reveal.",
  'Reveal and sort',
  'Read in silence. Then move what belongs together.',
  'One question for each insight, then ideas in silence. Leave this out if time is short.',
];

test.each([
  ['German', de],
  ['Spanish', es],
  ['French', fr],
])('everything that a built-in template puts on a board is said in %s', (_, said) => {
  expect(texts.size).toBeGreaterThan(200);
  expect([...texts].filter((text) => !Object.hasOwn(said, text))).toEqual([]);
  expect(Object.keys(said).filter((text) => !texts.has(text) && !earlier.includes(text))).toEqual([]);
});

test.each([
  ['German', germanExits],
  ['Spanish', spanishExits],
  ['French', frenchExits],
])('what tells who leads that a step is done is said in %s', (_, said) => {
  const exits = new Set(literals('\\bExit: +', source));
  expect(exits.size).toBeGreaterThan(50);
  expect(Object.keys(said).toSorted()).toEqual([...exits].toSorted());
});

test('every prompt of the maps’ zones has words for the customer', () => {
  const maps = readFileSync(new URL('template_maps.go', folder), 'utf8');
  const zones = maps.split('\n').filter((line) => line.includes('Area: "'));
  const prompts = zones.flatMap((line) => literals('Prompt: +', line));
  expect(prompts.length).toBe(13);
  expect([...new Set(prompts)].toSorted()).toEqual(Object.keys(english.you).toSorted());
});

test('the customer is asked about themselves, the team about them', async () => {
  const prompt = 'What did they do, and in which order?';
  expect(askedIn(english.you, prompt, true)).toBe('What did you do, and in which order?');
  expect(askedIn(english.you, prompt, false)).toBe(prompt);
  expect(askedIn(german.you, prompt, true)).toContain('hast du');
  await loadBuiltin('es');
  expect(askedIn(spanish.you, prompt, false)).toContain('hicieron');
});

test('what a facilitator has written stands as it is', async () => {
  await loadBuiltin('de');
  for (const text of ['Our own zone', '', 'constructor']) {
    expect(saidIn(text)).toBe(text);
    expect(askedIn(spanish.you, text, true)).toBe(text);
  }
});
