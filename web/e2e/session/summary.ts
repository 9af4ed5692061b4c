import { expect, type Locator } from '@playwright/test';

/** What came of a session as it is read: the lines of each part under its heading, in the order of the page. */
export type Summary = Readonly<Record<string, readonly string[]>>;

/** Reads the sheet “What came of it”. A line's facts follow its words after " | "; what a part says of being empty is its line. */
export async function summaryOf(dialog: Locator): Promise<Summary> {
  await expect(dialog.getByRole('region').first()).toBeVisible();
  const parts = await dialog.getByRole('region').evaluateAll((regions) =>
    regions.map((region): [string, string[]] => {
      const said = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();
      const lines = [...region.querySelectorAll('li, h4, p')].map((line) => {
        const parts = [...line.children].filter(
          (child) => child.matches('strong, span') && !child.matches('[aria-hidden]'),
        );
        const own = [...line.childNodes]
          .filter((node) => node.nodeType === Node.TEXT_NODE)
          .map((node) => node.textContent);
        const words = [own.join(' ').replace(/\s+/g, ' ').trim(), ...parts.map(said)];
        return parts.length === 0 ? said(line) : words.filter((each) => each !== '').join(' | ');
      });
      return [region.querySelector('h3')?.textContent ?? '', lines];
    }),
  );
  return Object.fromEntries(parts);
}
