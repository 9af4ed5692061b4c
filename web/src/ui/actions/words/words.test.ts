import { expect, test } from 'vitest';
import { de } from './de.ts';
import { en, type ActionWords } from './en.ts';
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
  de: ['.work.views.matrix'],
  es: [],
  fr: ['.work.views.actions', '.impact', '.effort'],
};

test.each<[string, ActionWords]>([
  ['de', de],
  ['es', es],
  ['fr', fr],
])('%s says everything English says, and says it itself', (lang, words) => {
  const own = new Map(texts(words));
  const same = texts(en).filter(([at, text]) => own.get(at) === text);
  expect(same.map(([at]) => at)).toEqual(shared[lang]);
  expect([...own.values()].every((text) => text.trim() !== '')).toBe(true);
});

test('one action is not said as many', () => {
  expect([1, 2].map(en.bulk.selected)).toEqual(['1 action selected', '2 actions selected']);
  expect([1, 2].map(fr.bulk.selected)).toEqual(['1 action choisie', '2 actions choisies']);
  expect([1, 2].map(es.bulk.selected)).toEqual(['1 acción elegida', '2 acciones elegidas']);
});
