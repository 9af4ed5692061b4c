import { expect, test, vi } from 'vitest';

vi.stubGlobal('navigator', { languages: ['fr'] });
vi.stubGlobal('document', { documentElement: {} });

const files = {
  ...import.meta.glob<Record<string, object>>(['./fr.ts', './*/fr.ts', '../*/words/fr.ts', '../*/exits/fr.ts'], {
    eager: true,
  }),
  '../asking/words.ts': { fr: (await import('../asking/words.ts')).askWords.fr },
  '../code/languages.ts': { fr: (await import('../code/languages.ts')).all.fr },
};

/** Every text with its path; gaps are filled with a number, as one and as many. */
function texts(words: object, path: string): [string, string][] {
  return Object.entries(words).flatMap(([name, value]: [string, unknown]): [string, string][] => {
    const at = `${path}.${name}`;
    if (typeof value === 'string') return [[at, value]];
    if (typeof value !== 'function') return texts(value as object, at);
    const say = value as (...gaps: unknown[]) => string;
    return [1, 7].map((n) => [at, String(say(n, n, n, n, n))]);
  });
}

const all = Object.entries(files).flatMap(([file, { fr }]) => texts(fr ?? {}, file));

test('in French a mark of two parts has a space before it that does not break', () => {
  expect(all.length).toBeGreaterThan(900);
  expect(all.filter(([, text]) => /(^|[^\u00a0\u202f:?!])[;:!?»](?!\d|\/)/.test(text))).toEqual([]);
  expect(all.filter(([, text]) => /«(?![\u00a0\u202f])/.test(text))).toEqual([]);
});

test('in French an apostrophe is curved, and nobody is on first-name terms', () => {
  expect(all.filter(([, text]) => text.includes("'"))).toEqual([]);
  expect(all.filter(([, text]) => /(?<![\p{L}-])(tu|toi|ton|ta|tes)(?![\p{L}-])/iu.test(text))).toEqual([]);
});
