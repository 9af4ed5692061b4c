/** Puts `box` (fixed) beside `at`: below it where it fits, else above; a phone gets it as a sheet at the bottom. */
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
  const left = at.left + width + rim <= innerWidth ? at.left : at.right - width;
  box.style.left = `${Math.max(rim, Math.min(left, innerWidth - width - rim))}px`;
  box.style.top = `${fits ? below : Math.max(rim, at.top - height - 4)}px`;
}
