import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { askedIn, builtin, saidIn, toYou } from './builtin.ts';

/** What boards/template.go gives a new board to show, by the field it fills. */
function literals(field: 'Title' | 'Prompt', from: string): string[] {
  return [...from.matchAll(new RegExp(`\\b${field}: ("(?:[^"\\\\]|\\\\.)*")`, 'g'))].map(
    ([, text = '""']) => JSON.parse(text) as string,
  );
}

const template = readFileSync(new URL('../../../../boards/template.go', import.meta.url), 'utf8');
const zones = template.split('\n').filter((line) => line.includes('Area: "'));

test('every title and prompt of a built-in template is said in every language', () => {
  const texts = [...literals('Title', template), ...literals('Prompt', template)];
  expect(texts.length).toBeGreaterThan(30);
  expect(texts.filter((text) => !Object.hasOwn(builtin, text))).toEqual([]);
  expect(Object.keys(builtin).filter((text) => !texts.includes(text))).toEqual([]);
});

test('every zone’s prompt has words for the customer', () => {
  const prompts = zones.flatMap((line) => literals('Prompt', line));
  expect(prompts.length).toBe(13);
  expect([...new Set(prompts)].toSorted()).toEqual(Object.keys(toYou).toSorted());
});

test('the customer is asked about themselves, the team about them', () => {
  const prompt = 'What did they do, and in which order?';
  expect(askedIn('en', prompt, true)).toBe('What did you do, and in which order?');
  expect(askedIn('en', prompt, false)).toBe(prompt);
  expect(askedIn('de', prompt, true)).toContain('hast du');
  expect(askedIn('es', prompt, false)).toContain('hicieron');
});

test('what a facilitator has written stands as it is', () => {
  for (const text of ['Our own zone', '', 'constructor']) {
    expect(saidIn('de', text)).toBe(text);
    expect(askedIn('es', text, true)).toBe(text);
  }
});
