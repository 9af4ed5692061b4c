import { expect, test } from 'vitest';
import { de } from './de.ts';
import { en, type InsightWords } from './en.ts';
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
  de: [],
  es: [],
  fr: ['.drawer.action', '.tension.title'],
};

test.each<[string, InsightWords]>([
  ['de', de],
  ['es', es],
  ['fr', fr],
])('%s says everything English says, and says it itself', (lang, words) => {
  const own = new Map(texts(words));
  const same = texts(en).filter(([at, text]) => own.get(at) === text);
  expect(same.map(([at]) => at)).toEqual(shared[lang]);
  expect([...own.values()].every((text) => text.trim() !== '')).toBe(true);
});

test('an insight rests on notes and on people, and these never add up', () => {
  expect(en.evidence.from(en.evidence.theirs(3), en.sure.least(en.sure.people(2)))).toBe(
    '3 customer notes from at least 2 customers',
  );
  expect(en.wrapup.alone(1)).toBe('1 note is in no theme.');
});
