import { expect, test } from 'vitest';
import { nearest, plain, stems } from './rank.ts';

const said = ['The fees came on the last page', 'I lost my seats while I was paying', 'The waiting room is silent'];
const itself = (text: string): string => text;

test('what shares words comes first, the rest keeps its order', () => {
  expect(nearest('They think the seat is theirs until they pay', said, itself)[0]).toBe(said[1]);
  expect(nearest('Nothing in common', said, itself)).toEqual(said);
  expect(nearest('', said, itself)).toEqual(said);
});

test('a word that all have counts for little', () => {
  const all = ['the queue and the bots', 'the queue', 'the queue and the price'];
  expect(nearest('the queue hides the price', all, itself)[0]).toBe(all[2]);
});

test('accents, case and a plural do not part words', () => {
  expect(stems('ASIENTOS están')).toEqual(stems('asiento estan'));
  expect(plain('Überweisung')).toBe('uberweisung');
});
