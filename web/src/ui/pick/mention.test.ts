import { expect, test } from 'vitest';
import { begun, called, inserted, matching, parts } from './mention.ts';

const anna = { id: 'a', name: 'Anna' };
const annika = { id: 'k', name: 'Mia Ann Berg' };
const people = [annika, anna, { id: 'j', name: 'José' }];

test('an “@” at the beginning of a word asks for people; one in an address does not', () => {
  expect(begun('hello @an', 9)).toEqual({ at: 6, query: 'an' });
  expect(begun('@', 1)).toEqual({ at: 0, query: '' });
  expect(begun('mail me@example', 15)).toBeNull();
  expect(begun('@an\n', 4)).toBeNull();
  expect(begun('@anna said', 3)).toEqual({ at: 0, query: 'an' });
});

test('people are found by any word of their name, without accents', () => {
  expect(matching(people, 'an')).toEqual([anna, annika]);
  expect(matching(people, 'jose').map(({ id }) => id)).toEqual(['j']);
  expect(matching(people, ' said')).toEqual([]);
  expect(matching(people, '')).toHaveLength(3);
});

test('a name takes the place of what was begun', () => {
  expect(inserted('so @an, yes', 3, 6, 'Anna')).toEqual(['so @Anna , yes', 9]);
  expect(inserted('so @an yes', 3, 6, 'Anna')).toEqual(['so @Anna yes', 9]);
});

test('B-82: who was chosen and then rubbed out is not called on', () => {
  expect(called('@Anna please', [anna, annika, anna])).toEqual(['a']);
  expect(called('nobody', [anna])).toEqual([]);
});

test('names in a text are told apart from its other words', () => {
  expect(parts('so @Anna Berg, @Anna!', ['Anna', 'Anna Berg'])).toEqual([
    { text: 'so ', name: false },
    { text: '@Anna Berg', name: true },
    { text: ', ', name: false },
    { text: '@Anna', name: true },
    { text: '!', name: false },
  ]);
  expect(parts('1+1 (@x)', ['x)'])).toEqual([
    { text: '1+1 (', name: false },
    { text: '@x)', name: true },
  ]);
});
