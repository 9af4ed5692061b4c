import type { Locator, Page } from '@playwright/test';
import { serious } from './axe.ts';
import { composer, join, saved } from './board.ts';
import { Feltboard } from './feltboard.ts';
import { picture, pictured, settle } from './picture.ts';
import { tour } from './places.ts';
import { sessions } from './steps.ts';
import { ticketShop } from './story.ts';
import { computer, desktop, expect, half, handset, phone, test, type Room } from './test.ts';
import { records, speak } from './wire.ts';

const { carla } = ticketShop;

// To record the tours would cost as much as to make them.
test.use({ trace: 'off' });

for (const [what, device, sizes, lead] of [
  ['page on a computer', computer, [desktop, half], tour],
  ['page on a phone', handset, [phone], tour],
  ['state of a session on a computer', computer, [desktop, half], sessions],
  ['state of a session on a phone', handset, [phone], sessions],
] as const) {
  test(`every ${what} fits, and axe finds nothing serious, light or dark`, async ({ room }) => {
    test.setTimeout(180_000);
    const faults: string[] = [];
    await lead(room, device, async (page, name) => {
      for (const size of sizes) {
        await page.setViewportSize(size);
        const first = size === sizes[0];
        for (const colorScheme of first || pictured ? (['light', 'dark'] as const) : []) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await picture(page, `${name}-${size.width}x${size.height}-${colorScheme}`);
          if (!first) continue;
          await settle(page);
          const found = await serious(page, colorScheme === 'light' ? 'all' : 'colours');
          faults.push(...found.map((fault) => `${name}, ${colorScheme}: ${fault}`));
        }
        faults.push(...(await outside(page)).map((each) => `${name} at ${size.width}: ${each}`));
        await page.setViewportSize(zoomed(size, name));
        faults.push(...(await outside(page)).map((each) => `${name} at ${size.width}, zoomed: ${each}`));
      }
      await page.setViewportSize(sizes[0]);
      await page.emulateMedia({ colorScheme: 'light' });
    });
    expect(faults).toEqual([]);
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

/**
 * What lies beside the screen: a page that scrolls sideways, and controls that cannot be reached even so. A page has a
 * moment to follow its window.
 */
async function outside(page: Page): Promise<string[]> {
  let found: string[] = [];
  for (let tries = 0; tries < 10; tries++) {
    found = await beside(page);
    if (found.length === 0) break;
    await page.evaluate(() => new Promise((drawn) => setTimeout(() => requestAnimationFrame(drawn), 100)));
  }
  return found;
}

function beside(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`] : [];
    for (const control of document.querySelectorAll('button, a, input, select, textarea, [tabindex="0"]')) {
      const { left, right, width } = control.getBoundingClientRect();
      if (width <= 1 || (left >= -1 && right <= clientWidth + 1) || !control.checkVisibility()) continue;
      let box: Element | null = control;
      while (box !== null && !/auto|scroll/.test(getComputedStyle(box).overflowX)) box = box.parentElement;
      if (box !== null) continue;
      found.push(`${control.tagName}: ${control.getAttribute('aria-label') ?? control.textContent.trim()}`);
    }
    return found;
  });
}

for (const lang of ['de', 'es', 'fr'] as const) {
  test(`in ${lang}, the board, the list, joining and the dialogs fit a window, a phone and 200 %, and axe finds nothing`, async ({
    room,
  }) => {
    test.setTimeout(180_000);
    const faults: string[] = [];
    await everywhere(room, lang, false, async (page, name, size) => {
      await page.setViewportSize(zoomed(size, name));
      faults.push(...(await outside(page)).map((each) => `${name} at ${size.width}, zoomed: ${each}`));
      faults.push(...(await serious(page)).map((fault) => `${name} at ${size.width}, zoomed: ${fault}`));
      await page.setViewportSize(size);
      faults.push(...(await outside(page)).map((each) => `${name} at ${size.width}: ${each}`));
    });
    expect(faults).toEqual([]);
  });
}

test('from right to left, no page scrolls sideways and nothing lies beside the screen', async ({ room }) => {
  test.setTimeout(180_000);
  const faults: string[] = [];
  await everywhere(room, 'en', true, async (page, name, size) => {
    await picture(page, `rtl-${name}-${size.width}x${size.height}`);
    faults.push(...(await outside(page)).map((each) => `${name} at ${size.width}: ${each}`));
  });
  expect(faults).toEqual([]);
});

/** Looks at the pages that most people see, in a language, on a computer and on a phone; or as if it were written from right to left. */
async function everywhere(
  room: Room,
  lang: string,
  turned: boolean,
  look: (page: Page, name: string, size: typeof phone) => Promise<void>,
): Promise<void> {
  const demo = new Feltboard(['--demo']);
  const full = room.on(demo);
  await demo.start();
  try {
    const begin = async (): Promise<Page> => {
      const page = await full.page(computer);
      await page.addInitScript(
        ([lang, turned]) => {
          localStorage.setItem('feltboard.lang', lang);
          if (turned) document.addEventListener('DOMContentLoaded', () => (document.documentElement.dir = 'rtl'));
        },
        [lang, turned] as const,
      );
      return page;
    };
    const both = async (page: Page, name: string): Promise<void> => {
      for (const size of [phone, desktop]) {
        await page.setViewportSize(size);
        await look(page, name, size);
      }
    };
    const guest = await begin();
    await guest.goto(demo.link(/as a guest\s+(\S+)/));
    await guest.locator('fieldset button').first().waitFor();
    await both(guest, 'join');
    await guest.getByRole('textbox').fill(carla.does);
    await guest.locator('button.send').click();
    await guest.getByRole('radio').first().waitFor();
    await both(guest, 'join-name');

    const owner = await begin();
    await full.own(owner, ticketShop.team.name);
    await owner.goto(demo.url);
    await owner.locator('a[href^="/b/"]').first().click();
    await owner.locator('[data-note]').first().waitFor();
    await both(owner, 'board');
    await owner.keyboard.press('l');
    await owner.locator('[data-outline] [data-note]').first().waitFor();
    await both(owner, 'list');
    await owner.keyboard.press('/');
    await owner.locator('[data-find]').waitFor();
    await both(owner, 'find');
    await owner.keyboard.press('Escape');
    await owner.keyboard.press('?');
    await owner.getByRole('dialog').waitFor();
    await both(owner, 'keys');
    await owner.keyboard.press('Escape');
    await owner.locator('[data-note] > [role="group"]').first().press('.');
    await owner.getByRole('menu').waitFor();
    await both(owner, 'note-menu');
  } finally {
    await full.close();
    await demo.remove();
  }
}

test('a guest sends a note with two taps, and a board is three clicks from home', async ({ room, felt }) => {
  const owner = await room.owner();
  await owner.goto(felt.url);
  const clicks = counted(owner);
  const more = owner.getByRole('button', { name: 'New board' });
  const start = owner.getByRole('button', { name: 'Start' });
  await expect(more.or(start)).toBeVisible();
  if (await more.isVisible()) await clicks.on(more);
  await clicks.on(start);
  const link = owner.getByRole('textbox', { name: 'Link for customers' });
  await expect(link).toBeVisible();
  expect(clicks.made).toBeLessThanOrEqual(3);

  await owner.goto(felt.url);
  clicks.made = 0;
  await clicks.on(more);
  await clicks.on(start);
  await expect(link).toBeVisible();
  expect(clicks.made).toBeLessThanOrEqual(3);

  const guest = await room.page(handset);
  await guest.goto(await link.inputValue());
  const taps = counted(guest);
  await taps.on(guest.getByRole('textbox'));
  await guest.keyboard.type(carla.says);
  await taps.on(guest.getByRole('button', { name: 'Send' }));
  await expect(guest.getByText('Sent. Only you can read it until the reveal.')).toBeVisible();
  expect(taps.made).toBe(2);
});

/** Presses controls, and counts. */
function counted(page: Page): { made: number; on(control: Locator): Promise<void> } {
  return {
    made: 0,
    async on(control) {
      this.made++;
      await (page.viewportSize()?.width === phone.width ? control.tap() : control.click());
    },
  };
}

test('unknown, revoked and mistyped links lead to one same page', async ({ room, felt }) => {
  const owner = await room.owner();
  const { id, links } = await room.board(owner);
  const guest = await room.page(handset);
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  await composer(guest).fill(carla.feels);

  await owner.getByRole('button', { name: 'Share' }).click();
  await owner.getByRole('button', { name: 'End all links for customers…' }).click();
  await owner.getByRole('button', { name: 'End them, make a new one' }).click();
  const fresh = await owner.getByRole('textbox', { name: 'Link for customers' }).inputValue();
  expect(fresh).not.toBe(links.client);

  const seen: string[] = [];
  const stranger = await room.page(handset);
  const unknown = links.client.replace(id, '00000000-0000-4000-8000-000000000000');
  for (const link of [
    links.client,
    unknown,
    `${fresh}x`,
    `${felt.url}/b/${id}`,
    `${felt.url}/b/nothing`,
    `${felt.url}/nothing/here`,
  ]) {
    await stranger.goto('about:blank');
    await stranger.goto(link);
    await expect(stranger.getByRole('heading', { name: 'This link does not open a board' })).toBeVisible();
    await expect(stranger.getByRole('link', { name: 'Sign in' })).toBeVisible(); // it comes a moment later
    seen.push(`${await stranger.title()}\n${await stranger.locator('body').innerText()}`);
  }
  expect(new Set(seen).size, seen.join('\n\n')).toBe(1);
  expect(seen[0]).toContain('Ask the person who gave it to you for a new link');

  // Whoever came by the old link is out, and keeps what they had not sent.
  await expect(guest.getByText('This link no longer works.')).toBeVisible();
  await expect(composer(guest)).toHaveValue(carla.feels);
  await expect(guest.getByRole('button', { name: 'Add' })).toBeDisabled();
  await composer(guest).press('Enter');
  await expect(composer(guest)).toHaveValue(carla.feels);
  // The new link opens in the same tab, where only the part after the # changes.
  await guest.goto(fresh);
  await expect(guest.getByRole('textbox', { name: 'Write the first thing' })).toHaveValue(carla.feels);
  await stranger.goto(fresh);
  await expect(stranger.getByRole('button', { name: 'Send' })).toBeVisible();
});

test('text that is too long says so before it is, and is not taken', async ({ room }) => {
  const owner = await room.owner();
  const { id, links } = await room.board(owner);
  const guest = await room.page(handset);
  await join(guest, links.client, { words: carla.says, zone: 'Says', name: carla.name });
  const long = (length: number) => carla.does.repeat(200).slice(0, length);
  const add = guest.getByRole('button', { name: 'Add' });

  await composer(guest).fill(long(4700));
  await expect(guest.getByText('300 characters left')).toBeVisible();
  await composer(guest).fill(long(5001));
  await expect(guest.getByText('too many')).toBeVisible();
  await expect(add).toBeDisabled();
  await composer(guest).press('Enter');
  await expect(composer(guest)).toHaveValue(long(5001));
  await composer(guest).fill(long(5000));
  await expect(guest.getByText('0 characters left')).toBeVisible();
  await composer(guest).press('Enter');
  await expect(composer(guest)).toHaveValue('');
  await saved(guest);
  const { f } = (await records(guest, id, 'note')).find((each) => each.f['text'] === long(5000)) ?? { f: undefined };
  expect(f).toBeDefined();
  const too = { op: 'put', rec: { id: crypto.randomUUID(), type: 'note', f: { ...f, text: long(5001) } } };
  const odd = { op: 'put', rec: { id: crypto.randomUUID(), type: 'poem', f: {} } };
  const theirs = { op: 'put', rec: { id: crypto.randomUUID(), type: 'insight', f: { statement: 'All is well.' } } };
  expect((await speak(guest, id, [[too], [odd], [theirs]])).answers).toEqual(['too_long', 'unknown_type', 'forbidden']);
});
