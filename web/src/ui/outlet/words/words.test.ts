import { expect, test } from 'vitest';
import { de } from './de.ts';
import { en, type OutletWords } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';

function texts(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, value]: [string, unknown]): [string, string][] => {
    const at = `${path}.${name}`;
    if (typeof value === 'string') return [[at, value]];
    if (typeof value === 'function') return [[at, String((value as (...gaps: unknown[]) => string)(2, 3))]];
    return texts(value as object, at);
  });
}

/** Words that are the same in English. */
const shared: Readonly<Record<string, readonly string[]>> = {
  de: ['.files.format', '.formats.backlog.name', '.formats.json.name'],
  es: ['.formats.backlog.name', '.formats.json.name'],
  fr: ['.which.actions', '.files.format', '.formats.backlog.name', '.formats.json.name', '.target.secret'],
};

test.each<[string, OutletWords]>([
  ['de', de],
  ['es', es],
  ['fr', fr],
])('%s says everything English says, and says it itself', (lang, words) => {
  const own = new Map(texts(words));
  const same = texts(en).filter(([at, text]) => own.get(at) === text);
  expect(same.map(([at]) => at)).toEqual(shared[lang]);
  expect([...own.values()].every((text) => text.trim() !== '')).toBe(true);
});

test('one is not said as many', () => {
  expect([1, 2].map(en.back.unknown)).toEqual([
    '1 file says nothing that can be taken over',
    '2 files say nothing that can be taken over',
  ]);
  expect([1, 3].map((n) => de.target.there(n, 3))).toEqual([
    '1 von 3 Einträgen ist dort.',
    '3 von 3 Einträgen sind dort.',
  ]);
  expect([1, 2].map((n) => fr.files.sum(n, 1))).toEqual(['1 élément.', '2 éléments dans un fichier.']);
});
