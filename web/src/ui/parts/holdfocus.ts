/**
 * Keeps the composer open while something beside it is pressed: a field that folds when it loses the focus would move the
 * button from under the finger.
 */
export function holdfocus(element: HTMLElement): () => void {
  const hold = (event: Event): void => {
    if (document.activeElement?.matches('[data-composer]')) event.preventDefault();
  };
  element.addEventListener('pointerdown', hold);
  element.addEventListener('mousedown', hold);
  return () => {
    element.removeEventListener('pointerdown', hold);
    element.removeEventListener('mousedown', hold);
  };
}
