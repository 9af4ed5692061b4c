import { onDestroy } from 'svelte';
import type { Id } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { announcer } from '../parts/toasts.svelte.ts';
import { zoneTitle } from './names.ts';
import { t } from '../words/words.ts';

/** How long arrivals are gathered before they are said, in milliseconds: a busy room must not talk without pause. */
const gather = 4000;

/** Tells screen readers, now and then, how many notes of others came in and where. Call it in a component. */
export function arrivals(board: BoardState): void {
  let known: Set<Id> | null = null;
  const fresh = new Map<Id, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function say(): void {
    timer = undefined;
    const parts = [...fresh].map(([zone, n]) => t.board.arrivals(n, zoneTitle(board, zone)));
    fresh.clear();
    announcer.say(parts.join('. '));
  }

  $effect(() => {
    if (!board.ready) return;
    const now = new Set<Id>();
    for (const zone of board.zones) {
      for (const note of board.notesIn(zone.id)) {
        now.add(note.id);
        if (known === null || known.has(note.id) || board.isMine(note)) continue;
        fresh.set(zone.id, (fresh.get(zone.id) ?? 0) + 1);
      }
    }
    known = now;
    if (fresh.size > 0) timer ??= setTimeout(say, gather);
  });
  onDestroy(() => clearTimeout(timer));
}
