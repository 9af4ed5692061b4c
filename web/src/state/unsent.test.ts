import { expect, test } from 'vitest';
import { Unsent, withRefusal } from './unsent.ts';

function shelf(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage;
}

const lost = { code: 'revoked', message: 'It was not sent.', text: 'my words' };

test('words that were refused are there again after the page is gone, for their board alone', () => {
  const place = shelf();
  new Unsent('one', place).add(lost);
  new Unsent('one', place).add({ code: 'phase', message: 'No words in it.' });
  expect(new Unsent('one', place).load()).toEqual([lost]);
  expect(new Unsent('two', place).load()).toEqual([]);
  // Another tab puts its own beside it, and takes nothing away.
  const other = { ...lost, text: 'other words' };
  new Unsent('one', place).add(other);
  new Unsent('one', place).remove(lost);
  expect(new Unsent('one', place).load()).toEqual([other]);
  new Unsent('one', place).remove(other);
  expect(new Unsent('one', place).load()).toEqual([]);
});

test('a browser that keeps nothing, or keeps something else there, breaks nothing', () => {
  expect(new Unsent('one', undefined).load()).toEqual([]);
  const place = shelf();
  for (const odd of ['{', '{}', '[1, null, {"code": 1}]']) {
    place.setItem('feltboard.unsent.one', odd);
    expect(new Unsent('one', place).load()).toEqual([]);
  }
});

test('the same refusal is shown once, other words beside it', () => {
  const other = { ...lost, text: 'other words' };
  const all = [lost, other, { ...lost }].reduce(withRefusal, []);
  expect(all).toEqual([other, lost]);
});
