import { expect, test, vi } from 'vitest';

vi.stubGlobal('navigator', { languages: ['de'] });
vi.stubGlobal('document', { documentElement: {} });
const { askWords, middle } = await import('./words.ts');

function texts(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, value]: [string, unknown]): [string, string][] => {
    const at = `${path}.${name}`;
    if (typeof value === 'string') return [[at, value]];
    if (typeof value === 'function') return [[at, String((value as (...gaps: unknown[]) => string)(2, 3))]];
    return texts(value as object, at);
  });
}

test.each(['de', 'es', 'fr'] as const)('%s says everything English says, and says it itself', (lang) => {
  const own = new Map(texts(askWords[lang]));
  const same = texts(askWords.en).filter(([at, text]) => own.get(at) === text);
  const shared = new Set(['.step', ...(lang === 'fr' ? ['.impact', '.effort'] : [])]); // a number between the ends
  expect(same.map(([at]) => at).filter((at) => !shared.has(at))).toEqual([]);
  expect([...own.values()].every((text) => text.trim() !== '')).toBe(true);
});

test('one is said as one', () => {
  expect(askWords.en.left(1, 1)).toBe('1 of 1 dot left');
  expect(askWords.en.left(2, 3)).toBe('2 of 3 dots left');
  expect(askWords.en.few(1)).toBe('1 answer: too few to show');
  expect(askWords.en.few(2)).toBe('2 answers: too few to show');
});

test('a middle between two steps is a half, as the language writes it (B-59)', () => {
  expect([middle(6), middle(5), middle(-3)]).toEqual(['3', '2,5', '−1,5']);
});
