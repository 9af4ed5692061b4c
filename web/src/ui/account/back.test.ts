import { afterEach, expect, test, vi } from 'vitest';
import { backTo, signInPath } from './back.ts';

afterEach(() => vi.unstubAllGlobals());

test.each([
  ['/b/0190-abc', '/b/0190-abc'],
  ['/account', '/account'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/api/sign-out', '/'],
  ['', '/'],
])('after signing in, %j leads to %s', (to, leads) => {
  vi.stubGlobal('location', new URL(signInPath(to), 'http://here'));
  expect(backTo()).toBe(leads);
});
