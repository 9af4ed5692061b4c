import { expect, test } from 'vitest';
import { de } from './de.ts';
import { en, type Words } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { pick } from './pick.ts';

/** Every text of a dictionary with its path; those with a gap are filled with the same values. */
function texts(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, value]: [string, unknown]): [string, string][] => {
    const at = `${path}.${name}`;
    if (typeof value === 'string') return [[at, value]];
    if (typeof value === 'function') return [[at, String((value as (...gaps: unknown[]) => string)(2, 3))]];
    return texts(value as object, at);
  });
}

test.each<[string, Words]>([
  ['de', de],
  ['es', es],
  ['fr', fr],
])('%s says everything English says, and says it itself', (lang, words) => {
  const own = new Map(texts(words));
  const same = texts(en).filter(([at, text]) => own.get(at) === text);
  // Words that are the same in both languages, and the names.
  const shared = new Set([
    '.app',
    '.join.heading',
    '.state.offline',
    '.note.team',
    '.board.role.team',
    '.about.minutes',
    '.note.sources.interview',
    ...(lang === 'fr' ? ['.board.zones', '.board.count', '.composer.zone', '.session.plus', '.based.sources'] : []),
  ]);
  expect(same.map(([at]) => at).filter((at) => !shared.has(at))).toEqual([]);
  expect([...own.values()].every((text) => text.trim() !== '')).toBe(true);
});

test('numbers are said as the language says them', () => {
  expect([0, 1, 2].map(en.board.count)).toEqual(['0 notes', '1 note', '2 notes']);
  expect(de.board.count(1234)).toBe('1.234 Notizen');
  expect(es.board.count(1)).toBe('1 nota');
  expect([0, 1, 2].map(fr.board.count)).toEqual(['0 note', '1 note', '2 notes']);
});

test('the device decides the language, English where we speak none of its', () => {
  expect(pick(['de-AT', 'en'])).toBe('de');
  expect(pick(['fr-CA', 'es-MX'])).toBe('fr');
  expect(pick(['it', 'pt'])).toBe('en');
  expect(pick(['constructor'])).toBe('en');
  expect(pick([])).toBe('en');
});
