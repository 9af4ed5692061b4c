import type { Page } from '@playwright/test';
import { fill } from './perf/board.ts';
import { expect, test, type Room } from './test.ts';

// A board of many notes draws only those near what is seen. Nothing else about it is different.

const count = 400;

/** A board of so many notes, spread over its zones in turn, as its owner sees it. */
async function full(room: Room): Promise<{ page: Page }> {
  const page = await room.owner();
  const { id } = await room.board(page);
  await fill(page, id, count);
  await expect(page.locator('[data-zone] .count').first()).toHaveText('100');
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  return { page };
}

const drawn = (page: Page): Promise<number> => page.locator('[data-note]').count();

test('only what is near is drawn; whoever scrolls or walks by keys finds every note', async ({ room }) => {
  const { page } = await full(room);
  expect(await drawn(page)).toBeLessThan(count);
  const says = page.locator('[data-zone]').first();
  const last = says.locator('[data-note]', { hasText: /\(39[6-9]\)/ });
  // How high a list is nobody knows until its notes have been drawn: whoever goes on to its end gets there.
  await expect(async () => {
    await says.locator('[data-scroll]').evaluate((list) => list.scrollTo(0, list.scrollHeight));
    await expect(last).toBeInViewport({ timeout: 500 });
  }).toPass();
  await says.locator('[data-scroll]').evaluate((list) => list.scrollTo(0, 0));
  await expect(last).toHaveCount(0);

  const first = says.locator('[data-note]', { hasText: /\([0-3]\)/ }).getByRole('group');
  await first.focus();
  for (let i = 0; i < 40; i++) {
    const on = await page.evaluate(() => document.activeElement?.id ?? '');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id ?? '')).not.toBe(on);
    if (!(await first.isVisible())) break;
  }
  await expect(page.locator(':focus')).toBeInViewport();
});

test('from afar there are papers: a frame selects them, and the one below the pointer can be carried', async ({
  room,
}) => {
  const { page } = await full(room);
  await page.keyboard.press('Shift+1');
  const zoom = page.getByRole('button', { name: /^Zoom:/ });
  while (!/Zoom: [12]?\d%/.test((await zoom.getAttribute('aria-label')) ?? '')) await page.keyboard.press('-');
  await expect(page.locator('canvas')).toBeVisible();
  // A customer's paper has its colour there, too.
  const yellow = () =>
    page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      let n = 0;
      for (let i = 0; i < data.length; i += 4) if ((data[i] ?? 0) - (data[i + 2] ?? 0) > 40) n++;
      return n;
    });
  await expect.poll(yellow).toBeGreaterThan(1000);
  await expect.poll(() => drawn(page)).toBeLessThan(20);

  const map = await page.locator('[data-panned]').boundingBox();
  const [left, top] = [(map?.x ?? 0) + 4, (map?.y ?? 0) + 4];
  await page.mouse.move(left, top);
  await page.mouse.down();
  await page.mouse.move(left + 60, top + 60);
  await page.mouse.move((map?.x ?? 0) + (map?.width ?? 0) - 20, (map?.y ?? 0) + (map?.height ?? 0) - 20);
  await page.mouse.up();
  await expect(page.getByText(`${count} notes selected`).first()).toBeAttached();
  await page.keyboard.press('Escape');

  const zones = await page.locator('[data-zone]').all();
  const from = await zones[0]?.boundingBox();
  const to = await zones[1]?.boundingBox();
  const at = { x: (from?.x ?? 0) + (from?.width ?? 0) / 4, y: (from?.y ?? 0) + (from?.height ?? 0) / 4 };
  // Between papers there is felt: the pointer goes on until there is one below it.
  await expect(async () => {
    at.x += 3;
    at.y += 2;
    await page.mouse.move(at.x, at.y);
    await page.evaluate(() => new Promise((drawn) => setTimeout(drawn, 50)));
    expect(await page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.closest('[data-note]') != null, at)).toBe(
      true,
    );
  }).toPass({ intervals: [60] });
  await page.mouse.down();
  let far = 6;
  await expect(async () => {
    await page.mouse.move(at.x + far++, at.y);
    await expect(page.locator('[data-note].lifted')).not.toHaveCount(0, { timeout: 100 });
  }).toPass();
  await page.mouse.move((to?.x ?? 0) + 40, (to?.y ?? 0) + (to?.height ?? 0) / 4, { steps: 4 });
  await page.mouse.up();
  await expect(page.locator('[data-zone]').nth(1).locator('.count')).toHaveText('101');
});

test('printed, all notes are there', async ({ room }) => {
  const { page } = await full(room);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  expect(await drawn(page)).toBe(count);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect.poll(() => drawn(page)).toBeLessThan(count);
});
