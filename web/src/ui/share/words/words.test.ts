import { expect, test } from 'vitest';
import { de } from './de.ts';
import { en, type ShareWords } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';

function texts(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, value]: [string, unknown]): [string, string][] => {
    const at = `${path}.${name}`;
    if (typeof value === 'string') return [[at, value]];
    if (typeof value === 'function') return [[at, String((value as (...gaps: unknown[]) => string)(2, 3, 4))]];
    return texts(value as object, at);
  });
}

/** What reads the same in some languages. */
const alike = ['.tabs.team', '.options.of.team', '.options.title'];

test.each<[string, ShareWords]>([
  ['de', de],
  ['es', es],
  ['fr', fr],
])('%s says everything English says, and says it itself', (_, words) => {
  const own = new Map(texts(words));
  expect(texts(en).filter(([at, text]) => own.get(at) === text && !alike.includes(at))).toEqual([]);
  expect([...own.values()].every((text) => text.trim() !== '')).toBe(true);
});
