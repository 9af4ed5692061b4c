import { expect, test } from 'vitest';
import { de } from './de.ts';
import { en, type SortWords } from './en.ts';
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

test.each<[string, SortWords]>([
  ['de', de],
  ['es', es],
  ['fr', fr],
])('%s says everything English says, and says it itself', (lang, words) => {
  const own = new Map(texts(words));
  const shared = lang === 'fr' ? ['.notes'] : [];
  expect(texts(en).filter(([at, text]) => own.get(at) === text && !shared.includes(at))).toEqual([]);
  expect([...own.values()].every((text) => text.trim() !== '')).toBe(true);
});

test('a theme says how many customers it comes from, not how many per cent', () => {
  expect(en.voices(4, 3, 4, false)).toBe('4 notes from 3 of 4 customers');
  expect(en.voices(1, 1, 0, false)).toBe('1 note from 1 customer');
});
