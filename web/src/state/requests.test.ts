import { expect, test } from 'vitest';
import { read } from './requests.ts';

async function readPieces(pieces: readonly Uint8Array[], status = 200): Promise<[string, number]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  let text = '';
  let ended = -1;
  await read(Promise.resolve(new Response(body, { status })), new AbortController().signal, {
    text: (piece) => (text += piece),
    ended: (status) => (ended = status),
  });
  return [text, ended];
}

test('text comes out whole wherever its bytes are cut', async () => {
  const text = 'data: {"é":"漢😀"}\n\n';
  const bytes = new TextEncoder().encode(text);
  for (let i = 0; i <= bytes.length; i++) {
    for (let j = i; j <= bytes.length; j++) {
      const pieces = [bytes.slice(0, i), bytes.slice(i, j), bytes.slice(j)];
      expect(await readPieces(pieces)).toEqual([text, 200]);
    }
  }
});

test('an answer that says no brings no text', async () => {
  expect(await readPieces([new TextEncoder().encode('data: no\n\n')], 503)).toEqual(['', 503]);
});

test('no answer is 0, and after a cancellation nothing is told', async () => {
  const told: unknown[] = [];
  const events = { text: (t: string) => told.push(t), ended: (s: number) => told.push(s) };
  await read(Promise.reject(new TypeError('offline')), new AbortController().signal, events);
  expect(told).toEqual([0]);
  await read(Promise.resolve(new Response('data: x\n\n')), AbortSignal.abort(), events);
  expect(told).toEqual([0]);
});
