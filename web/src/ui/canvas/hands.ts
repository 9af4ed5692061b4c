// What hands do with a map: zoom by wheel and pinch, pan by space or the middle button, draw a frame around notes.
import type { Attachment } from 'svelte/attachments';
import type { Desk } from '../board/desk.svelte.ts';
import type { Point } from './camera.svelte.ts';
import type { Marquee } from './marquee.svelte.ts';
import type { MapStage } from './stage.svelte.ts';

/** What a frame around notes never starts on. */
const things = 'button, a, input, textarea, select, label, summary, dialog, [popover], [role="button"], [data-note]';
/** How far a mouse goes before it is a drag (px), and how long a finger rests (ms). */
const slop = 4;
const rest = 450;
/** How much one px of a wheel zooms. */
const grain = 0.0025;

/** Trackpads of Safari say a pinch in events of their own. */
interface Gesture extends UIEvent, Point {
  readonly scale: number;
  readonly clientX: number;
  readonly clientY: number;
}

/** For the box that the map lies in. */
export function hands(desk: Desk, stage: MapStage, marquee: Marquee): Attachment<HTMLElement> {
  return (box) => {
    const { camera } = desk;
    const gone = new AbortController();
    const { signal } = gone;
    let space = false;
    let pinch: { far: number; zoom: number } | null = null;
    const nearness = (): number => camera.zoom ?? 1;

    const wheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const px = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
      const at = { x: event.clientX, y: event.clientY };
      if (camera.zoom === null && px > 0) return stage.fit();
      stage.to(nearness() * Math.exp(-Math.max(-120, Math.min(120, px)) * grain), at);
    };

    const gesture = (event: Event): void => {
      event.preventDefault();
      const { scale, clientX: x, clientY: y } = event as Gesture;
      if (event.type === 'gesturestart') pinch = { far: 1, zoom: nearness() };
      else if (pinch !== null) stage.to(pinch.zoom * scale, { x, y });
    };

    const touch = (event: TouchEvent): void => {
      const [a, b] = event.touches;
      if (a === undefined || b === undefined) {
        pinch = null;
        return;
      }
      marquee.cancel();
      if (event.cancelable) event.preventDefault();
      const far = Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY));
      pinch ??= { far, zoom: nearness() };
      const at = { x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 };
      if (Math.abs(far / pinch.far - 1) > 0.02 || camera.zoom !== null) stage.to((pinch.zoom * far) / pinch.far, at);
    };

    // Over the map Space pans whatever has the focus. Let go without panning, it was meant for that: a button is pressed as
    // its key comes up, and a note is told of the key then.
    let panned = false;
    let kept: Element | null = null;
    let telling = false;
    const key = (event: KeyboardEvent): void => {
      if (event.code !== 'Space' || telling) return;
      const on = event.target as Element;
      if (event.type === 'keyup') {
        const note = space && !panned ? kept : null;
        if (space && panned) event.preventDefault();
        space = false;
        kept = null;
        box.classList.remove('grab');
        if (note?.isConnected !== true) return;
        telling = true;
        note.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', code: 'Space', bubbles: true, cancelable: true }));
        telling = false;
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (on.closest?.('input, textarea, select, [contenteditable], dialog, [popover]') != null) return;
      if (camera.zoom === null || !(space || box.matches(':hover'))) return;
      if (!space) panned = false;
      space = true;
      box.classList.add('grab');
      if (on.closest?.('button, summary') == null) event.preventDefault();
      if (on.closest?.('button') != null || on.closest?.('[data-note]') == null) return;
      kept = on;
      event.stopPropagation();
    };

    // Before a note is told of it: a hand that pans takes nothing along.
    const grab = (event: PointerEvent): void => {
      if (camera.zoom === null || !(event.button === 1 || (space && event.button === 0))) return;
      event.preventDefault();
      event.stopPropagation();
      let last = { x: event.clientX, y: event.clientY };
      const stop = new AbortController();
      const until = { signal: AbortSignal.any([stop.signal, signal]) };
      box.classList.add('grab');
      addEventListener(
        'pointermove',
        (move) => {
          panned = true;
          stage.pan({ x: last.x - move.clientX, y: last.y - move.clientY });
          last = { x: move.clientX, y: move.clientY };
        },
        until,
      );
      const end = (): void => {
        stop.abort();
        box.classList.toggle('grab', space);
      };
      addEventListener('pointerup', end, until);
      addEventListener('pointercancel', end, until);
    };

    const press = (event: PointerEvent): void => {
      if (event.button !== 0 || !event.isPrimary || event.defaultPrevented || desk.editing !== null) return;
      if (!(event.target instanceof Element) || event.target.closest(things) !== null) return;
      if (onScrollbar(event)) return;
      const from = { x: event.clientX, y: event.clientY };
      const finger = event.pointerType === 'touch';
      const stop = new AbortController();
      const until = { signal: AbortSignal.any([stop.signal, signal]) };
      let drawn = false;
      let moved = false;
      const begin = (): void => {
        drawn = true;
        marquee.begin(from, event.shiftKey, stop);
        if (finger) navigator.vibrate?.(10);
      };
      const timer = finger ? setTimeout(begin, rest) : undefined;
      stop.signal.addEventListener('abort', () => clearTimeout(timer));
      addEventListener(
        'pointermove',
        (move) => {
          if (move.pointerId !== event.pointerId) return;
          const to = { x: move.clientX, y: move.clientY };
          const far = Math.hypot(to.x - from.x, to.y - from.y) > slop;
          moved ||= far;
          if (!drawn && far && finger) return stop.abort();
          if (!drawn && far) begin();
          if (drawn) marquee.to(to);
        },
        until,
      );
      addEventListener(
        'pointerup',
        (up) => {
          if (up.pointerId !== event.pointerId) return;
          if (drawn) marquee.end();
          else if (!moved && !event.shiftKey) desk.selected.clear();
          stop.abort();
        },
        until,
      );
      addEventListener('pointercancel', () => (marquee.cancel(), stop.abort()), until);
    };

    // The finger draws a frame now and does not scroll.
    const still = (event: TouchEvent): void => {
      if (marquee.box !== null && event.cancelable) event.preventDefault();
    };

    const twice = (event: MouseEvent): void => {
      const zone = (event.target as Element).closest('header')?.closest<HTMLElement>('[data-zone]');
      if (zone?.dataset['zone'] !== undefined && !(event.target as Element).closest('button')) {
        stage.toZone(zone.dataset['zone']);
      }
    };

    const active = { signal, passive: false };
    box.addEventListener('wheel', wheel, active);
    for (const name of ['gesturestart', 'gesturechange']) box.addEventListener(name, gesture, active);
    for (const name of ['touchstart', 'touchmove', 'touchend'] as const) box.addEventListener(name, touch, active);
    box.addEventListener('touchmove', still, active);
    box.addEventListener('pointerdown', grab, { signal, capture: true });
    box.addEventListener('pointerdown', press, { signal });
    box.addEventListener('dblclick', twice, { signal });
    // The middle button's own way to scroll would move the map the other way.
    box.addEventListener('mousedown', (event) => event.button === 1 && camera.zoom !== null && event.preventDefault(), {
      signal,
    });
    for (const name of ['keydown', 'keyup'] as const) addEventListener(name, key, { signal, capture: true });
    addEventListener('blur', () => ((space = false), box.classList.remove('grab')), { signal });
    return () => gone.abort();
  };
}

/** Whether a pointer is on the bar of what it is in. */
function onScrollbar(event: PointerEvent): boolean {
  const box = event.target as HTMLElement;
  const { left, top } = box.getBoundingClientRect();
  const scale = box.offsetWidth > 0 ? box.getBoundingClientRect().width / box.offsetWidth : 1;
  return (
    (box.clientWidth > 0 && event.clientX > left + (box.clientLeft + box.clientWidth) * scale) ||
    (box.clientHeight > 0 && event.clientY > top + (box.clientTop + box.clientHeight) * scale)
  );
}

/** Keys of the map, where nothing else takes them: Shift and 1 all, 2 the selection, 0 home; plus and minus. */
export function mapKeys(event: KeyboardEvent, desk: Desk, stage: MapStage): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if ((event.target as Element).closest('input, textarea, select, [contenteditable], dialog, [popover]') !== null)
    return;
  if (event.shiftKey && event.code === 'Digit1') stage.fit();
  else if (event.shiftKey && event.code === 'Digit2') stage.toNotes([...desk.selected]);
  else if (event.shiftKey && event.code === 'Digit0') stage.home();
  else if (event.key === '+' || event.key === '-') stage.step(event.key === '+');
  else return;
  event.preventDefault();
}
