import type { Id } from '../../model/records.ts';
import type { Desk } from '../board/desk.svelte.ts';
import type { Part } from '../canvas/camera.svelte.ts';
import { middleOf, placeOf, whereIs } from './place.ts';

/** How long nobody touches a page that is called idle, in milliseconds. */
export const patience = 120_000;
/** How long a view rests before it counts as looked at, and how long a newcomer may wait for the news, in milliseconds. */
const rest = 200;
const soon = 1500;

const touches = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove', 'input'] as const;

/**
 * Tells the others what is in view here and whether anybody is at this page, where the step shows it; never while a note
 * without a name is written. Call it in a component.
 */
export function tellPage(desk: Desk): void {
  const { board } = desk;
  let idle = $state(false);
  let at = $state.raw<Id | undefined>();
  /** What is in view of a map that is zoomed, in the words of the server. */
  let view = $state.raw<Part | null>(null);
  const shown = $derived(board.phase?.f.rules.presence === 'cursors');
  /** Whoever follows somebody is where they are. */
  const led = $derived(desk.follow === null ? null : whereIs(board, desk.follow));
  const place = $derived(led === null ? at : led.note || led.zone);
  const part = $derived(led === null ? view : led.view);

  $effect(() => {
    let last = Date.now();
    let gone = false;
    let timer: ReturnType<typeof setTimeout>;
    const look = (): void => {
      const left = last + patience - Date.now();
      idle = left <= 0; // only set: an effect that read it would begin anew with it
      gone = left <= 0;
      if (left > 0) timer = setTimeout(look, left);
    };
    const touch = (): void => {
      last = Date.now();
      if (gone) look();
    };
    const seen = (): void => {
      if (document.visibilityState === 'visible') touch();
    };
    look();
    for (const kind of touches) addEventListener(kind, touch, { capture: true, passive: true });
    document.addEventListener('visibilitychange', seen);
    return () => {
      clearTimeout(timer);
      for (const kind of touches) removeEventListener(kind, touch, { capture: true });
      document.removeEventListener('visibilitychange', seen);
    };
  });

  // What this person looks at: where they scroll, what has the focus, the zone they point at, on a phone the zone there is.
  $effect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const look = (box: Element): void => {
      at = middleOf(board, box.getBoundingClientRect()) ?? at;
      const zone = board.note(at ?? '')?.f.place.zone ?? at;
      view = zone === undefined ? null : desk.camera.part(zone);
    };
    let looking = false;
    const scrolled = ({ target }: Event): void => {
      const box = target instanceof Element && target.closest('[data-map]') !== null ? target : null;
      if (box === null) return;
      // Whoever follows sees a map being panned, not only where that ended.
      if (desk.camera.zoom !== null && looking) return;
      looking = true;
      clearTimeout(timer);
      timer = setTimeout(() => ((looking = false), look(box)), rest);
    };
    // To zoom need not be to scroll.
    const { zoom } = desk.camera;
    if (zoom === null) view = null;
    else {
      looking = true;
      timer = setTimeout(() => {
        looking = false;
        const box = document.querySelector('[data-map] [data-map]');
        if (box !== null) look(box);
      }, rest);
    }
    const focused = ({ target }: FocusEvent): void => {
      if (zoom === null && target instanceof Element) at = placeOf(board, target) ?? at;
    };
    const pointed = ({ target, pointerType }: PointerEvent): void => {
      if (zoom !== null || pointerType === 'touch' || !(target instanceof Element)) return;
      const zone = target.closest<HTMLElement>('[data-map] [data-zone]')?.dataset['zone'];
      if (zone !== undefined && zone !== (board.note(at ?? '')?.f.place.zone ?? at)) at = zone;
    };
    document.addEventListener('scroll', scrolled, { capture: true, passive: true });
    document.addEventListener('focusin', focused);
    document.addEventListener('pointermove', pointed, { passive: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener('scroll', scrolled, { capture: true });
      document.removeEventListener('focusin', focused);
      document.removeEventListener('pointermove', pointed);
    };
  });
  $effect(() => {
    if (desk.phone && desk.zone) at = desk.zone.id;
  });

  // A server keeps nothing of it: whoever comes back says it again.
  let said = false;
  const news = $derived(idle ? { idle } : place === undefined ? {} : { at: place, ...(part && { view: part }) });
  // Whoever writes without a name says nothing of the page meanwhile, and afterwards not before there is something new: what
  // changed just when an anonymous note came would tell whose it is.
  let quiet = false;
  let before = '';
  $effect(() => {
    const now = JSON.stringify(news);
    if (!shown) {
      board.forgetPresence();
      said = false;
    } else if (desk.shy) {
      quiet = true;
    } else if (quiet) {
      quiet = false;
      before = now;
    } else if (now !== before && board.link === 'live' && (said || now !== '{}')) {
      before = '';
      said = true;
      board.sendPage(news);
    }
  });

  // Nothing is kept of presence: whoever comes is told soon, not by all at once.
  let known: ReadonlySet<Id> = new Set(board.here);
  let timer: ReturnType<typeof setTimeout> | undefined;
  $effect(() => {
    const before = known;
    known = new Set(board.here);
    if (timer !== undefined || [...known].every((id) => before.has(id))) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (shown && !desk.shy && Object.keys(news).length > 0) board.sendPage(news);
    }, Math.random() * soon);
  });
  $effect(() => () => clearTimeout(timer));
}
