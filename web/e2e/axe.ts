import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe finds serious or critical on a page; where something lies over the page, only in that. */
export async function serious(page: Page): Promise<string[]> {
  const over = 'dialog[open], [popover]';
  // Preloading copies style sheets into a document of axe's own, which the Content-Security-Policy may refuse; only a rule that is
  // off (css-orientation-lock) reads them.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'], preload: false }).setLegacyMode();
  axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  if ((await page.locator(over).count()) > 0) axe.include(over);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target.join(' ')}: ${node.failureSummary}`));
}
