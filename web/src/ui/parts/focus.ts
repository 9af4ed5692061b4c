/**
 * An attachment: takes the focus when it appears, without scrolling the page away from what the person looks at. It
 * waits until what holds it (a dialog that opens in the same moment) can have the focus.
 */
export function focus(element: HTMLElement): void {
  element.focus({ preventScroll: true });
  queueMicrotask(() => element.focus({ preventScroll: true }));
}
