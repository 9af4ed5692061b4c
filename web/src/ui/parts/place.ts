/**
 * Puts `box` (fixed) beside `at`: below it where it fits, else above; what is too high for either stands beside it where
 * there is room, never over it; a phone gets it as a sheet at the bottom.
 */
export function place(box: HTMLElement, at: DOMRect): void {
  const rim = 8;
  if (matchMedia('(max-width: 600px)').matches) {
    box.style.left = '0';
    box.style.bottom = '0';
    return;
  }
  const { width, height } = box.getBoundingClientRect();
  const below = at.bottom + 4;
  const fits = below + height + rim <= innerHeight;
  if (!fits && at.top - height - 4 < rim) {
    const right = at.right + 4;
    const beside = right + width + rim <= innerWidth ? right : at.left - width - 4;
    if (beside >= rim) {
      box.style.left = `${beside}px`;
      box.style.top = `${Math.max(rim, innerHeight - rim - height)}px`;
      return;
    }
  }
  const left = at.left + width + rim <= innerWidth ? at.left : at.right - width;
  box.style.left = `${Math.max(rim, Math.min(left, innerWidth - width - rim))}px`;
  box.style.top = `${fits ? below : Math.max(rim, at.top - height - 4)}px`;
}
