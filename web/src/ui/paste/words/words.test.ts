import { expect, test } from 'vitest';
import { de } from './de.ts';
import { en, type PasteWords } from './en.ts';
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

test.each<[string, PasteWords]>([
  ['de', de],
  ['es', es],
  ['fr', fr],
])('%s says everything English says, and says it itself', (_, words) => {
  const own = new Map(texts(words));
  const same = ['.slash.kinds.idea', '.several.one']; // idea is Spanish, too
  expect(texts(en).filter(([at, text]) => own.get(at) === text && !same.includes(at))).toEqual([]);
  expect([...own.values()].every((text) => text.trim() !== '')).toBe(true);
});

test('one is not many', () => {
  expect([en.add(1), en.add(200), en.sum(198, 200), en.sum(3, 3)]).toEqual([
    'Add 1 note',
    'Add 200 notes',
    '198 of 200 rows become notes.',
    '3 notes.',
  ]);
  expect([de.add(1), es.add(2), fr.add(2)]).toEqual(['1 Notiz hinzufügen', 'Añadir 2 notas', 'Ajouter 2 notes']);
});
