import { SvelteMap } from 'svelte/reactivity';
import { expect, test } from 'vitest';
import type { Id, Member } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import type { Presence } from '../../sync/frames.ts';
import { Pointers } from './pointers.svelte.ts';

function world(): { presence: SvelteMap<Id, Presence>; pointers: Pointers; clock: { now: number } } {
  const presence = new SvelteMap<Id, Presence>();
  const clock = { now: 0 };
  const members: readonly Member[] = [];
  const pointers = new Pointers({ presence, members } as unknown as BoardState, () => clock.now);
  return { presence, pointers, clock };
}

test('a pointer glides until the next news of it is expected', () => {
  const { presence, pointers, clock } = world();
  presence.set('anna', { zone: 'z', x: 1, y: 1 });
  expect(pointers.over('z')[0]?.glide).toBe(120);
  clock.now = 100;
  presence.set('anna', { zone: 'z', x: 2, y: 1 });
  expect(pointers.over('z')[0]).toMatchObject({ x: 2, glide: 100, moved: 100 });
  clock.now = 110;
  presence.set('anna', { zone: 'z', x: 3, y: 1 });
  expect(pointers.over('z')[0]?.glide).toBe(60);
});

test('what else somebody does moves no pointer, and whoever is idle has none', () => {
  const { presence, pointers, clock } = world();
  presence.set('anna', { zone: 'z', x: 1, y: 1 });
  pointers.over('z');
  clock.now = 5000;
  presence.set('anna', { zone: 'z', x: 1, y: 1, at: 'z', typing: true });
  expect(pointers.over('z')[0]?.moved).toBe(0);
  presence.set('anna', { idle: true });
  expect(pointers.over('z')).toEqual([]);
});

test('of a crowd those are drawn who moved last, wherever they are', () => {
  const { presence, pointers, clock } = world();
  for (let i = 0; i < 50; i++) {
    clock.now = i;
    presence.set(`m${i}`, { zone: i % 2 === 0 ? 'a' : 'b', x: i, y: i });
    pointers.over('a');
  }
  const drawn = [...pointers.over('a'), ...pointers.over('b')].map(({ id }) => id);
  expect(drawn).toHaveLength(30);
  expect(drawn).toContain('m49');
  expect(drawn).not.toContain('m19');
});
