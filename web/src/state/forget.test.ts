import { expect, test } from 'vitest';
import { forgetBoard } from './forget.ts';

class Shelf {
  readonly #rows = new Map<string, string>();

  constructor(rows: Readonly<Record<string, string>>) {
    for (const [key, value] of Object.entries(rows)) this.#rows.set(key, value);
  }

  get length(): number {
    return this.#rows.size;
  }

  get keys(): string[] {
    return [...this.#rows.keys()];
  }

  key(i: number): string | null {
    return this.keys[i] ?? null;
  }

  getItem(key: string): string | null {
    return this.#rows.get(key) ?? null;
  }

  removeItem(key: string): void {
    this.#rows.delete(key);
  }
}

test('nothing of a board stays but words that were not taken', () => {
  const [one, other] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
  const local = new Shelf({
    [`feltboard.links.${one}`]: '{}',
    [`feltboard.embed.${one}`]: 'https://…',
    [`feltboard.key.${one}`]: 'secret',
    [`feltboard.draft.${one}`]: 'half a thought',
    [`feltboard.dismissed.${one}.me`]: '[]',
    'feltboard.guide': `${one} 3`,
    [`feltboard.unsent.${one}`]: '[]',
    [`feltboard.links.${other}`]: '{}',
    'feltboard.lang': 'de',
    [`other.${one}`]: 'not ours',
  });
  const tab = new Shelf({ [`feltboard.tab.${one}`]: 'pair', [`feltboard.at:/mine/${one}`]: 'key' });
  expect(forgetBoard(one, [local, undefined, tab])).toBe('half a thought');
  expect(local.keys).toEqual([`feltboard.unsent.${one}`, `feltboard.links.${other}`, 'feltboard.lang', `other.${one}`]);
  expect(tab.keys).toEqual([]);
});
