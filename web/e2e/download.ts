import { readFileSync } from 'node:fs';
import { expect, type Download, type Page } from '@playwright/test';

/** What pictures of a board there are. */
export type Kind = 'SVG' | 'PNG' | 'PDF';

/** Opens the dialog for pictures of a board, and waits until it shows one. */
export async function open(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Board menu' }).click();
  await page.getByRole('button', { name: 'Pictures…' }).click();
  await expect(page.getByRole('dialog', { name: 'Pictures of the board' }).getByRole('status')).toContainText(/note/);
}

/** Downloads a picture of the board from the open dialog. */
export async function download(page: Page, kind: Kind): Promise<{ readonly name: string; readonly data: Buffer }> {
  const dialog = page.getByRole('dialog', { name: 'Pictures of the board' });
  await dialog.getByRole('button', { name: kind, exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText(kind === 'PDF' ? /page/ : /px/);
  const coming: Promise<Download> = page.waitForEvent('download', { timeout: 100_000 }); // a busy machine draws pages slowly
  await dialog.getByRole('button', { name: 'Download' }).click();
  const file = await coming;
  return { name: file.suggestedFilename(), data: readFileSync(await file.path()) };
}
