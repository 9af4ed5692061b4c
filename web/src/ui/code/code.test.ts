import { expect, test } from 'vitest';
import { tidyCode } from './code.ts';
import { all } from './languages.ts';

test.each([
  ['ABC-DEF', 'ABCDEF'],
  ['abc def ', 'ABCDEF'],
  ['a-b-c-d-e-f', 'ABCDEF'],
  ['oIl-O01', '011001'],
])('%s is read as %s', (written, code) => {
  expect(tidyCode(written)).toBe(code);
});

test.each(['', 'ABCDE', 'ABCDEFG', 'ABC-DEU', 'ÄBC-DEF', 'ABC.DEF'])('%j is no code', (written) => {
  expect(tidyCode(written)).toBe('');
});

test('each language says it itself', () => {
  for (const words of [all.de, all.es, all.fr])
    for (const [name, text] of Object.entries(words)) expect(text, name).not.toBe(all.en[name as keyof typeof words]);
});
