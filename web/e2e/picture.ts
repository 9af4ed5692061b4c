import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Whether pictures of pages and states were asked for, to be looked at: PICTURES=1 make e2e. */
export const pictured = (process.env['PICTURES'] ?? '') !== '';

/** Leaves a picture of a page in screens/, if somebody asked for pictures. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!pictured) return;
  await page.screenshot({ path: join(import.meta.dirname, `screens/${name}.png`), animations: 'disabled' });
}

/** Lets whatever moves arrive; colours fade, too. What moves for ever is left to it. */
export function settle(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const each of document.getAnimations())
      if (each.effect?.getComputedTiming().endTime !== Infinity) each.finish();
  });
}
