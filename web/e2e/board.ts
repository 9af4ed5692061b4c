import { expect, type Locator, type Page } from '@playwright/test';

// What people see on a board, by what it is called.

export function zone(page: Page, title: string): Locator {
  return page.getByRole('region', { name: title, exact: true });
}

/** A note by (a part of) its words. */
export function note(within: Page | Locator, words: string): Locator {
  return within.getByRole('listitem').getByRole('group', { name: words });
}

/** Begins to edit a note where its words stand: a double click, or a tap on a phone. */
export async function edit(page: Page, words: string): Promise<Locator> {
  const text = note(page, words).getByText(words);
  if (await page.evaluate(() => matchMedia('(pointer: coarse)').matches)) await text.tap();
  else await text.dblclick();
  await expect(editor(page)).toBeFocused();
  return editor(page);
}

export function composer(page: Page): Locator {
  return page.getByRole('textbox', { name: /^Write a note for/ });
}

export function editor(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Edit note' });
}

/** What the top bar says of what was typed: Saved, Saving…, Offline. */
export function state(page: Page): Locator {
  return page.getByRole('banner').getByRole('status');
}

/**
 * Waits until everything typed here is on the server's disk. The app says so 300 ms after the last answer, so it is asked often:
 * the growing pauses of toHaveText would add half a second each time.
 */
export async function saved(page: Page): Promise<void> {
  const says = async () => (await state(page).textContent({ timeout: 20_000 }))?.trim();
  await expect.poll(says, { message: 'the state of what was typed', timeout: 20_000, intervals: [50] }).toBe('Saved');
}

/** Chooses the zone that is written for: on a phone by its chip, elsewhere in the composer. */
export async function turnTo(page: Page, title: string): Promise<void> {
  const chips = page.getByRole('navigation', { name: 'Zones' });
  const choice = page.getByRole('combobox', { name: 'Zone' });
  await expect(chips.or(choice)).toBeVisible();
  if (await chips.isVisible()) await chips.getByRole('button', { name: title }).tap();
  else await choice.selectOption({ label: title });
}

/** Writes a note and sees it on the board. */
export async function write(page: Page, title: string, words: string): Promise<void> {
  await turnTo(page, title);
  await composer(page).fill(words);
  await composer(page).press('Enter');
  await expect(note(zone(page, title), words)).toBeVisible();
}

/** What a guest says of themselves on the way in. */
interface Newcomer {
  readonly words: string;
  readonly zone: string;
  readonly name: string;
  readonly consent?: string;
}

/** Follows a client's link and goes in by it. */
export async function join(page: Page, link: string, who: Newcomer): Promise<void> {
  await page.goto(link);
  await goIn(page, who);
}

/** Behind a client's link: says the first words, then who one is. Ends on the board. */
export async function goIn(page: Page, { words, zone: title, name, consent }: Newcomer): Promise<void> {
  const where = page.getByRole('group', { name: 'Where does it belong?' });
  await page.getByRole('textbox').fill(words);
  await where.getByRole('button', { name: title }).click();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Sent. It is on the board.' })).toBeVisible();
  await page.getByRole('textbox', { name: /^Your name/ }).fill(name);
  if (consent !== undefined) await page.getByRole('radio', { name: consent }).check();
  await page.getByRole('button', { name: 'Go to the board' }).click();
  await saved(page);
}

/** Opens a note's menu. */
export async function openMenu(page: Page, of: Locator): Promise<Locator> {
  await of.hover();
  await of.getByRole('button', { name: 'Note menu' }).click();
  const menu = page.getByRole('menu', { name: 'Note menu' });
  await expect(menu).toBeVisible();
  return menu;
}
