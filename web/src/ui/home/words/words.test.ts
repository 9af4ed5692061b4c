import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { de } from './de.ts';
import { en, type HomeWords } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';

const boards = new URL('../../../../../boards/', import.meta.url);

function texts(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, value]: [string, unknown]): [string, string][] => {
    const at = `${path}.${name}`;
    if (typeof value === 'string') return [[at, value]];
    if (typeof value === 'function') return [[at, String((value as (...gaps: unknown[]) => string)(2, 3))]];
    return texts(value as object, at);
  });
}

/** Words that two languages write alike. */
const alike = /\.(notes|card\.minutes|combine\.boards|start\.template)$/;

test.each<[string, HomeWords]>([
  ['de', de],
  ['es', es],
  ['fr', fr],
])('%s says everything English says, and says it itself', (_, words) => {
  const own = new Map(texts(words));
  expect(texts(en).filter(([at, text]) => !alike.test(at) && own.get(at) === text)).toEqual([]);
  expect([...own.values()].every((text) => text.trim() !== '')).toBe(true);
  expect(Object.keys(words.templates)).toEqual(Object.keys(de.templates));
});

test('whose method a template is stands in the reader’s language', () => {
  const files = readdirSync(boards).filter((name) => /^template_\w+\.go$/.test(name) && !name.endsWith('_test.go'));
  const source = files.map((name) => readFileSync(new URL(name, boards), 'utf8')).join('\n');
  const ids = [...source.matchAll(/^\tID: "([\w-]+)"/gm)].map(([, id]) => id);
  expect(ids.length).toBeGreaterThan(10);
  for (const { templates } of [de, es, fr]) {
    expect(Object.keys(templates).toSorted()).toEqual(ids.toSorted());
    for (const { credit } of Object.values(templates)) expect(source).not.toContain(`"${credit}"`);
  }
});
