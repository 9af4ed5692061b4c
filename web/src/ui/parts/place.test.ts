import { expect, test, vi } from 'vitest';
import { place } from './place.ts';

vi.stubGlobal('innerWidth', 1000);
vi.stubGlobal('innerHeight', 700);
vi.stubGlobal('matchMedia', () => ({ matches: false }));

/** Where a box of this height is put for something of 40 × 20 at `x`, `y`. */
function placed(height: number, x: number, y: number): { readonly left: number; readonly top: number } {
  const style = { left: '', top: '' };
  const box = { style, getBoundingClientRect: () => ({ width: 300, height }) } as unknown as HTMLElement;
  place(box, { left: x, top: y, right: x + 40, bottom: y + 20, width: 40, height: 20 } as DOMRect);
  return { left: parseFloat(style.left), top: parseFloat(style.top) };
}

test('a menu stands below what it is of, else above, else beside it: where the pointer is there is no row of it', () => {
  expect(placed(200, 100, 100)).toEqual({ left: 100, top: 124 });
  expect(placed(200, 100, 600)).toEqual({ left: 100, top: 396 });
  expect(placed(640, 100, 300)).toEqual({ left: 144, top: 52 });
  expect(placed(640, 900, 300)).toEqual({ left: 596, top: 52 });
});
