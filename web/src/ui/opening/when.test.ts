import { expect, test } from 'vitest';
import { fromField, moment, toField, until } from './when.ts';

const thursday = Date.UTC(2026, 10, 26, 14, 0);
const hour = 3_600_000;

test('everybody reads the start in their own time and language', () => {
  const now = thursday - 50 * hour;
  expect(moment(thursday, now, { place: 'de', zone: 'Europe/Berlin' })).toBe('Donnerstag 15:00 MEZ');
  expect(moment(thursday, now, { place: 'en-GB', zone: 'Europe/London' })).toBe('Thursday 14:00 GMT');
  expect(moment(thursday, now, { place: 'es', zone: 'America/Bogota' })).toBe('jueves 9:00 GMT-5');
  expect(moment(thursday, now, { place: 'de', zone: 'Asia/Tokyo' })).toBe('Donnerstag 23:00 GMT+9');
});

test('a start that is a week away says its date', () => {
  expect(moment(thursday, thursday - 8 * 24 * hour, { place: 'de', zone: 'UTC' })).toBe(
    'Donnerstag, 26. November 14:00 UTC',
  );
});

test.each([
  [50 * hour, 'in 2 days'],
  [20 * hour, 'in 20 hours'],
  [hour, 'in 60 minutes'],
  [70_000, 'in 1 minute'],
  [59_000, ''],
  [-hour, ''],
])('the way there is said in words: %i ms', (left, words) => {
  expect(until(thursday, thursday - left, { place: 'en' })).toBe(words);
});

test('a field keeps the moment, to the minute', () => {
  expect(fromField(toField(thursday))).toBe(thursday);
  expect(fromField('')).toBe(0);
  expect(fromField('soon')).toBe(0);
});
