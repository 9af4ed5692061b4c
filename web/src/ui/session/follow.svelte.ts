import { tick } from 'svelte';
import type { Id } from '../../model/records.ts';
import type { Desk } from '../board/desk.svelte.ts';
import { zoneTitle } from '../board/names.ts';
import { toasts } from '../parts/toasts.svelte.ts';
import { t } from '../words/words.ts';
import { leader } from './who.ts';

/** Whether somebody is in the middle of words right now; nothing may take the caret from them. */
export function typing(): boolean {
  const on = document.activeElement;
  if (on instanceof HTMLTextAreaElement) return on.value !== '';
  return on instanceof HTMLInputElement && /^(text|search|url|email|)$/.test(on.type) && on.value !== '';
}

/** Shows a place of the board, and points at it. The focus stays where it is. */
export async function bring(desk: Desk, zone: Id, note: Id): Promise<void> {
  const place = note === '' ? zone : (desk.board.note(note)?.f.place.zone ?? zone);
  if (place !== '') desk.show(place);
  if (note !== '') desk.wanted = note;
  await tick();
  const card = note === '' ? null : document.getElementById(`note-${note}`);
  const box = card ?? document.getElementById(`zone-${place}`)?.closest('[data-zone]');
  box?.scrollIntoView({ block: card === null ? 'nearest' : 'center', inline: 'nearest' });
  const act = getComputedStyle(document.documentElement).getPropertyValue('--act');
  const ring = [{ outline: `4px solid ${act}`, outlineOffset: '2px' }];
  box?.animate([...ring, ...ring, { outline: '4px solid transparent', outlineOffset: '2px' }], 1600);
}

/** Goes where the one who leads calls everybody (`session.summon`); those who are writing are asked. Call it in a component. */
export function followCalls(desk: Desk): void {
  const { board } = desk;
  let heard: number | null = null;
  $effect(() => {
    if (!board.ready || board.session === undefined) return;
    const { n, zone, note } = board.session.f.summon;
    const before = heard;
    heard = n;
    if (before === null || n <= before || board.run.drives) return;
    const name = leader(board);
    const go = (): void => void bring(desk, zone, note);
    if (typing()) {
      const to = zoneTitle(board, zone || (board.note(note)?.f.place.zone ?? ''));
      toasts.show(t.session.brought(name, to), { label: t.session.come, run: go });
    } else {
      go();
      toasts.show(t.session.brings(name));
    }
  });
}
