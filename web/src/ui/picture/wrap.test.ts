import { expect, test } from 'vitest';
import { cut, isRtl, wrap } from './wrap.ts';

/** Every character that reads as one is ten wide. */
const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const measure = (text: string): number => [...segments.segment(text)].length * 10;
const lines = (text: string, width: number): string[] => wrap(text, width, measure);

test('lines end at spaces and after hyphens, and hold every word', () => {
  expect(lines('The seat map on my phone', 100)).toEqual(['The seat', 'map on my', 'phone']);
  expect(lines('a well-known word', 60)).toEqual(['a', 'well-', 'known', 'word']);
  expect(lines('one\n\ntwo', 100)).toEqual(['one', '', 'two']);
  expect(lines('', 100)).toEqual(['']);
});

test('a word that no line has room for is broken, and never within what reads as one character', () => {
  expect(lines('Donaudampfschifffahrt', 100)).toEqual(['Donaudampf', 'schifffahr', 't']);
  expect(lines('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 20)).toEqual(['👩‍👩‍👧👩‍👩‍👧', '👩‍👩‍👧']);
  expect(lines('e\u0301e\u0301e\u0301', 20)).toEqual(['e\u0301e\u0301', 'e\u0301']);
  expect(lines('x', 1)).toEqual(['x']);
});

test('nothing of a text is lost but the spaces at which it was broken', () => {
  const text = 'שלום  to you, <b>&amp;</b> ]]> 漢字かな交じり文 0123456789012345678901234567890 …end';
  for (let width = 10; width < 400; width += 30) {
    const got = lines(text, width);
    expect(got.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    expect(got.every((line) => measure(line) <= Math.max(width, 10))).toBe(true);
  }
});

test('ten thousand letters without a space are broken soon', () => {
  const began = performance.now();
  expect(wrap('x'.repeat(10_000), 200, (text) => text.length * 10).length).toBe(500);
  expect(performance.now() - began).toBeLessThan(2000);
});

test('scripts without spaces are broken between their characters', () => {
  expect(lines('待ち時間が長い', 40)).toEqual(['待ち時間', 'が長い']);
});

test('a text runs the way of its first letter', () => {
  expect(isRtl('3. שלום world')).toBe(true);
  expect(isRtl('"مرحبا"')).toBe(true);
  expect(isRtl('Hello שלום')).toBe(false);
  expect(isRtl('123 🙂')).toBe(false);
});

test('what is too long for its place ends in an ellipsis', () => {
  expect(cut('Carla Rossi', 80, measure)).toBe('Carla R…');
  expect(cut('Carla', 80, measure)).toBe('Carla');
  expect(cut('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 20, measure)).toBe('👩‍👩‍👧…');
  expect(cut('Carla', 5, measure)).toBe('');
});
