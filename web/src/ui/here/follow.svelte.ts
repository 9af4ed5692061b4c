import { tick, untrack } from 'svelte';
import type { Id } from '../../model/records.ts';
import type { Desk } from '../board/desk.svelte.ts';
import { called, memberOf } from '../board/names.ts';
import { announcer, toasts } from '../parts/toasts.svelte.ts';
import { typing } from '../session/follow.svelte.ts';
import { whereIs, type Place } from './place.ts';
import { s } from './words/words.ts';

/** Whether somebody can be followed now: they are there, and the step shows where people are. */
export function followable(desk: Desk, id: Id): boolean {
  const { board } = desk;
  return id !== board.me?.member && board.phase?.f.rules.presence === 'cursors' && board.here.has(id);
}

/** Goes where somebody is, from now on. */
export function follow(desk: Desk, id: Id): void {
  desk.follow = id;
  desk.people = false;
}

/** Follows nobody any more, and says so. */
export function unfollow(desk: Desk): void {
  if (desk.follow === null) return;
  announcer.say(s.stopped(called(memberOf(desk.board, desk.follow))));
  desk.follow = null;
}

/** Takes this view where whoever is followed is, until this person does something of their own. Call it in a component. */
export function followOne(desk: Desk): void {
  const { board } = desk;
  const where = $derived(desk.follow === null ? null : whereIs(board, desk.follow));
  // Presence is news with every move of a pointer; where somebody is is not.
  const zone = $derived(where?.zone ?? '');
  const note = $derived(where?.note ?? '');
  const view = $derived(where?.view?.join(' ') ?? '');
  /** The map is as near as theirs. */
  let near = false;

  $effect(() => {
    const id = desk.follow;
    if (id === null) return;
    const name = called(memberOf(board, id));
    if (board.phase?.f.rules.presence !== 'cursors') toasts.show(s.hidden);
    else if (!board.here.has(id)) toasts.show(s.left(name));
    else return;
    desk.follow = null;
  });

  $effect(() => {
    if (desk.follow === null) near = false;
    if (desk.follow === null || zone === '') return;
    const part = untrack(() => where?.view);
    if (view !== '' && part !== undefined && desk.camera.stage !== null) {
      if (busy(desk)) return;
      near = true;
      untrack(() => desk.camera.toPart(zone, part));
      return;
    }
    if (near && !busy(desk)) untrack(() => desk.camera.home());
    near = false;
    void go(desk, { zone, note });
  });

  $effect(() => {
    if (desk.follow === null) return;
    const stop = (event: Event): void => {
      if (event.target instanceof Element && event.target.closest('[data-follow]') !== null) return;
      if (event instanceof KeyboardEvent && /^(Tab|Shift|Control|Alt|Meta|Escape|f)$/.test(event.key)) return;
      unfollow(desk);
    };
    const kinds = ['wheel', 'touchmove', 'pointerdown', 'keydown', 'input'] as const;
    for (const kind of kinds) addEventListener(kind, stop, { capture: true, passive: true });
    return () => {
      for (const kind of kinds) removeEventListener(kind, stop, { capture: true });
    };
  });

  $effect(() => () => (desk.follow = null));
}

/** Whoever writes or carries stays where they do it (B-63). */
function busy(desk: Desk): boolean {
  return untrack(() => typing() || desk.editing !== null || desk.drag !== null);
}

/** Shows a place without taking the focus. */
async function go(desk: Desk, { zone, note }: Place): Promise<void> {
  if (busy(desk)) return;
  if (desk.phone && desk.zone?.id !== zone) desk.show(zone);
  if (note !== '') desk.wanted = note;
  await tick();
  const card = note === '' ? null : document.getElementById(`note-${note}`);
  const box = card ?? document.getElementById(`zone-${zone}`);
  if (box === null || inView(box)) return;
  if (desk.camera.zoom !== null) {
    if (card === null) desk.camera.toZone(zone);
    else desk.camera.toNotes([note]);
    return;
  }
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  box.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: still ? 'auto' : 'smooth' });
}

/** Whether most of an element is to be seen: inside the window, and inside all that scrolls around it. */
function inView(box: Element): boolean {
  const { left, top, right, bottom } = box.getBoundingClientRect();
  let [l, t, r, b] = [Math.max(left, 0), Math.max(top, 0), Math.min(right, innerWidth), Math.min(bottom, innerHeight)];
  for (const around of ['[data-scroll]', '[data-map]']) {
    const frame = box.parentElement?.closest(around)?.getBoundingClientRect();
    if (frame === undefined) continue;
    [l, t, r, b] = [
      Math.max(l, frame.left),
      Math.max(t, frame.top),
      Math.min(r, frame.right),
      Math.min(b, frame.bottom),
    ];
  }
  return r > l && b > t && (r - l) * (b - t) > 0.6 * (right - left) * (bottom - top);
}
