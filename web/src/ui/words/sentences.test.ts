import { expect, test } from 'vitest';
import { sentences } from './sentences.ts';

test('a name has one full stop between two sentences', () => {
  expect(sentences('I typed my card number.', 'Carla Rossi')).toBe('I typed my card number. Carla Rossi');
  expect(sentences('Where is my seat?', 'Carla Rossi')).toBe('Where is my seat? Carla Rossi');
  expect(sentences('“It is gone.”', 'Carla Rossi')).toBe('“It is gone.” Carla Rossi');
  expect(sentences('My seat is gone', 'Carla Rossi')).toBe('My seat is gone. Carla Rossi');
});
