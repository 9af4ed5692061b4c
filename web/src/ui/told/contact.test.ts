import { expect, test } from 'vitest';
import { soundAddress } from './contact.ts';

test('B-101: an address that the server would not take is not sent', () => {
  const bad = [
    'carla',
    '@example.org',
    'carla@',
    'carla@here',
    'a b@example.org',
    '<x>@example.org',
    'a@b@example.org',
    'a@b.c, d@e.f',
  ];
  expect(bad.filter(soundAddress)).toEqual([]);
  expect(['', 'carla@example.org', 'c+1@mail.example.org', 'ä@exämple.org'].every(soundAddress)).toBe(true);
});
