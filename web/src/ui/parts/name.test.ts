import { expect, test } from 'vitest';
import { nameProblem, tidyName } from './name.ts';

// The rule is boards/name.go (B-8); these are what its own tests say, too.
test.each([
  ['', null],
  ['Íñigo de la Cruz', null],
  ['  Ann   Lee ', null],
  ['x'.repeat(40), null],
  ['x '.repeat(40), null],
  ['x'.repeat(41), 'long'],
  ['👩‍🚀', null],
  ['a\u200db', 'odd'],
  ['\u202eevil', 'odd'],
  ['\u2800', 'odd'],
  ['z\u0335\u0336\u0337\u0338', 'odd'],
])('%j: %s', (name, problem) => {
  expect(nameProblem(name)).toBe(problem);
});

test('white space is collapsed before it is sent, as the server wants it', () => {
  expect(tidyName('  Ann \n Lee ')).toBe('Ann Lee');
});
