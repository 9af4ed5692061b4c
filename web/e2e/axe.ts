import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { settle } from './picture.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The rules that look at colours. A scheme changes nothing else. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds serious or critical on a page, by all rules or by those of colours; where something lies over the page, only in
 * that. It is brought to a page once: to read its half megabyte costs as much as to let it look.
 */
export async function serious(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  await settle(page);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const runOnly: axe.RunOptions['runOnly'] =
    rules === 'all' ? { type: 'tag', values: tags } : { type: 'rule', values: ofColours };
  return page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const over = 'dialog[open], [popover]';
    const where = document.querySelector(over) === null ? document : { include: [[over]] };
    // Preloading copies style sheets into a document of axe's own, which the Content-Security-Policy may refuse; only a rule that
    // is off (css-orientation-lock) reads them.
    const { violations } = await axe.run(where, { runOnly, resultTypes: ['violations'], preload: false });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target.join(' ')}: ${node.failureSummary}`));
  }, runOnly);
}
