import { expect, test } from 'vitest';
import { de } from './de.ts';
import { en, type AnswerWords } from './en.ts';
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

/** Words that are the same in English: "No" in Spanish, "notes" in French. */
const shared: ReadonlySet<string> = new Set(['.became.no', '.unheard.notes']);

test.each<[string, AnswerWords]>([
  ['de', de],
  ['es', es],
  ['fr', fr],
])('%s says everything English says, and says it itself', (_, words) => {
  const own = new Map(texts(words));
  const same = texts(en).filter(([at, text]) => own.get(at) === text && !shared.has(at));
  expect(same).toEqual([]);
});
