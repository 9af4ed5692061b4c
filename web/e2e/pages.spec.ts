import { join as path } from 'node:path';
import type { Page } from '@playwright/test';
import { tour } from './places.ts';
import { computer, desktop, expect, half, handset, phone, test } from './test.ts';

/** Where pictures of every page and state are left, to be looked at. */
const folder = path(import.meta.dirname, 'screens');

for (const [what, device, sizes] of [
  ['a computer', computer, [desktop, half]],
  ['a phone', handset, [phone]],
] as const) {
  test(`every page fits ${what}, light and dark, and at twice the size`, async ({ room }) => {
    test.setTimeout(120_000);
    const wide: string[] = [];
    await tour(room, device, async (page, name) => {
      for (const size of sizes) {
        await page.setViewportSize(size);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          const file = `${name}-${size.width}x${size.height}-${colorScheme}.png`;
          await page.screenshot({ path: path(folder, file) });
        }
        wide.push(...(await outside(page)).map((each) => `${name} at ${size.width}: ${each}`));
        await page.setViewportSize(zoomed(size, name));
        wide.push(...(await outside(page)).map((each) => `${name} at ${size.width}, zoomed: ${each}`));
      }
      await page.setViewportSize(sizes[0]);
      await page.emulateMedia({ colorScheme: 'light' });
    });
    expect(wide).toEqual([]);
  });
}

/**
 * What zooming to 200 % leaves of a window. On a phone the pages that only its owner opens need to fit no less than 320,
 * as WCAG 2.2 (1.4.10) has it.
 */
function zoomed({ width, height }: typeof phone, page: string): typeof phone {
  const guests = /guest|^join|not-found|stranger|offline/.test(page);
  return { width: Math.max(width / 2, guests ? 0 : 320), height: height / 2 };
}

/** What lies beside the screen: a page that scrolls sideways, and controls that cannot be reached even so. */
function outside(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`] : [];
    for (const control of document.querySelectorAll('button, a, input, select, textarea, [tabindex="0"]')) {
      const { left, right, width } = control.getBoundingClientRect();
      if (width <= 1 || (left >= -1 && right <= clientWidth + 1) || !control.checkVisibility()) continue;
      let box: Element | null = control;
      while (box !== null && !/auto|scroll/.test(getComputedStyle(box).overflowX)) box = box.parentElement;
      if (box === null) found.push(control.getAttribute('aria-label') ?? control.textContent.trim());
    }
    return found;
  });
}
