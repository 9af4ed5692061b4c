import { gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { inOrder } from './unzip.ts';

const packed = (text: string): ArrayBuffer => new Uint8Array(gzipSync(text)).buffer;

test('R-18: what follows a compressed message waits for it', async () => {
  const seen: string[] = [];
  const take = inOrder(
    (text) => seen.push(text),
    () => seen.push('broken'),
  );
  take('welcome');
  expect(seen).toEqual(['welcome']);
  take(packed('snap'));
  take('own');
  take(packed('another snap'));
  take('chg');
  expect(seen).toEqual(['welcome']);
  await vi.waitFor(() => expect(seen).toEqual(['welcome', 'snap', 'own', 'another snap', 'chg']));
  await new Promise((done) => setTimeout(done)); // the queue is empty again
  take('at once');
  expect(seen.at(-1)).toBe('at once');
});

test('R-18: nothing is handed on after what cannot be unpacked', async () => {
  const seen: string[] = [];
  const take = inOrder(
    (text) => seen.push(text),
    () => seen.push('broken'),
  );
  take(new Uint8Array([0x1f, 0x8b, 1, 2, 3]).buffer);
  take('own');
  await vi.waitFor(() => expect(seen).toEqual(['broken']));
});
