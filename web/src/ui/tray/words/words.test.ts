import { expect, test } from 'vitest';
import { de } from './de.ts';
import { en, type TrayWords } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';

test.each<[string, TrayWords]>([
  ['de', de],
  ['es', es],
  ['fr', fr],
])('%s says everything English says, and says it itself', (_, words) => {
  const said = (each: TrayWords): string[] =>
    Object.values(each).map((text: unknown) =>
      typeof text === 'function' ? String((text as (...gaps: unknown[]) => string)(2, 3)) : String(text),
    );
  expect(said(words).filter((text) => said(en).includes(text))).toEqual([]);
});
