import { expect, test } from 'vitest';
import { de } from './de.ts';
import { en, type CanvasWords } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';

function texts(words: CanvasWords): string[] {
  return Object.values(words).map((value) => (typeof value === 'function' ? value(2) : value));
}

test.each<[string, CanvasWords]>([
  ['de', de],
  ['es', es],
  ['fr', fr],
])('%s says everything English says, and says it itself', (_, words) => {
  expect(texts(words)).toHaveLength(texts(en).length);
  expect(texts(words).filter((text) => text.trim() === '' || texts(en).includes(text))).toEqual([]);
});
