import { composer, join, note, saved, zone } from './board.ts';
import { serious } from './axe.ts';
import { picture } from './picture.ts';
import { desktop, expect, handset, test } from './test.ts';
import type { Locator, Page } from '@playwright/test';

// A list or a table becomes notes: looked at first, in one step that one undo takes back. Lines, commands and dictation in the
// composer.

/** Pastes into what has the focus, as the browser does: text, and the HTML beside it. */
async function paste(page: Page, text: string, html = ''): Promise<void> {
  await page.evaluate(
    ([text, html]) => {
      const data = new DataTransfer();
      data.setData('text/plain', text ?? '');
      if (html !== '') data.setData('text/html', html ?? '');
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
    },
    [text, html],
  );
}

function preview(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Bring in notes' });
}

/** The composer with its helpers, which come with the first focus. */
async function ready(page: Page): Promise<void> {
  await composer(page).focus();
  await expect(page.locator('[data-helped]')).toBeAttached();
}

/** 200 lines as nobody would wish them. */
const hostile = Array.from({ length: 200 }, (_, i) => {
  const odd = [
    `He said "no", twice (${i})`,
    `👩‍👩‍👧‍👦 queue ${i} 🏴󠁧󠁢󠁥󠁮󠁧󠁿`,
    `שלום ${i} مرحبا`,
    `=HYPERLINK("http://evil.example","${i}")`,
    `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> ${i}`,
    `\u202Eevil\u202C ${i}`,
    `@SUM(A1:A9) ${i}, "quoted", it's`,
    `{{7*7}} \${7*7} ${i}`,
  ][i % 8];
  return odd ?? '';
});

test('200 hostile lines are looked at, become notes as they stand, and one undo takes them all back', async ({
  room,
}) => {
  const owner = await room.owner();
  const { links } = await room.board(owner);
  const other = await room.page();
  await join(other, links.client, { words: 'I was here first.', zone: 'Says', name: 'Gus' });
  await ready(owner);
  await paste(owner, [...hostile, '', 'x'.repeat(10_240), hostile[0] ?? '', 'I was here first.'].join('\n'));
  const dialog = preview(owner);
  await expect(dialog.getByRole('button', { name: 'Add 200 notes' })).toBeEnabled();
  await expect(dialog.getByText('200 of 203 rows become notes.')).toBeVisible();
  await expect(dialog.getByText('1 row is too long.')).toBeVisible();
  await expect(dialog.getByText('1 row says the same as another.')).toBeVisible();
  await expect(dialog.getByText('1 row is on the board already.')).toBeVisible();
  await picture(owner, 'paste-hostile');
  const bad = dialog.getByRole('listitem').first();
  await expect(bad).toContainText('10,240 characters; a note takes 5,000.');
  await expect(bad.getByRole('checkbox')).toBeDisabled();
  await expect(dialog.getByRole('listitem').filter({ hasText: 'evil 5' }).first()).toContainText('U+202C, U+202E');
  expect(await serious(owner)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add 200 notes' }).click();
  await expect(dialog).toBeHidden();
  await saved(owner);
  await expect(note(zone(other, 'Says'), 'He said "no", twice (0)')).toBeVisible();
  expect(await owner.evaluate(() => 'hacked' in window)).toBe(false);
  expect(await other.evaluate(() => 'hacked' in window)).toBe(false);
  await expect(
    zone(owner, 'Says').getByRole('listitem').filter({ hasText: '<img src=x onerror="window.hacked=1">' }).first(),
  ).toBeVisible();
  await picture(owner, 'paste-added');

  await owner.getByRole('button', { name: 'Undo' }).last().click();
  await expect(zone(owner, 'Says').getByRole('listitem')).toHaveCount(1);
  await saved(owner);
  await expect(zone(other, 'Says').getByRole('listitem')).toHaveCount(1);
});

test('a row that is too long is split, shortened or left out; ticks and edits count', async ({ room }) => {
  const owner = await room.owner();
  await room.board(owner);
  await ready(owner);
  await paste(
    owner,
    `${Array.from({ length: 450 }, (_, i) => `A sentence, number ${i + 100}.`).join(' ')}\nshort\nshort\nfine`,
  );
  const dialog = preview(owner);
  await dialog.getByRole('button', { name: 'Split into 3' }).click();
  await expect(dialog.getByRole('button', { name: 'Add 5 notes' })).toBeEnabled();
  await dialog.getByRole('checkbox', { name: 'Add “short”' }).last().check();
  await expect(dialog.getByRole('button', { name: 'Add 6 notes' })).toBeEnabled();
  await dialog.getByRole('checkbox', { name: 'Add “short”' }).first().uncheck();
  await dialog.getByRole('button', { name: 'Edit “fine”' }).click();
  await dialog.getByRole('textbox', { name: 'Words', exact: true }).fill('finer');
  await dialog.getByRole('combobox', { name: 'Zone', exact: true }).selectOption({ label: 'Feels' });
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.getByRole('button', { name: 'Add 5 notes' }).click();
  await expect(note(zone(owner, 'Feels'), 'finer')).toBeVisible();
  await expect(zone(owner, 'Says').getByRole('listitem')).toHaveCount(4);
});

test('the team’s table is mapped: zones, kinds and whose words', async ({ room }) => {
  const owner = await room.owner();
  const { links } = await room.board(owner);
  const carla = await room.page();
  await join(carla, links.client, { words: 'Hello.', zone: 'Says', name: 'Carla' });
  await ready(owner);
  const table =
    'Feedback\tArea\tHeard from\tDate\tNonsense\nI wait for ever\tFeels\tCarla\t2026-11-02\tx\nWe guess they leave\tThinks\t\t\ty\nThey call us\tMoon\tTheo\t\tz\n';
  await paste(owner, table, '<table><tr><td>not used where there is text</td></tr></table>');
  const dialog = preview(owner);
  await expect(dialog.getByRole('combobox', { name: 'Read as' })).toHaveValue('table');
  await expect(dialog.getByRole('checkbox', { name: 'The first row names the columns' })).toBeChecked();
  await dialog.getByRole('combobox', { name: 'Heard from' }).selectOption({ label: 'Whose words' });
  await expect(dialog.getByRole('listitem').filter({ hasText: 'I wait for ever' }).last()).toContainText('Carla');
  await expect(dialog.getByText('There is no zone “Moon” here.')).toBeVisible();
  await picture(owner, 'paste-table');
  expect(await serious(owner)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add 3 notes' }).click();
  await expect(note(zone(owner, 'Feels'), 'I wait for ever')).toContainText('Carla');
  await expect(note(zone(owner, 'Says'), 'They call us')).toContainText('Theo');
  await expect(note(zone(carla, 'Thinks'), 'We guess they leave')).toBeVisible();
  // The same again: all of it is there already.
  await ready(owner);
  await paste(owner, 'We guess they leave\nSomething new\n');
  await expect(preview(owner).getByText('1 row is on the board already.')).toBeVisible();
  await expect(preview(owner).getByRole('button', { name: 'Add 1 note' })).toBeEnabled();
});

test('a customer on a phone pastes a list; kind and side are not theirs (B-24)', async ({ room }) => {
  const owner = await room.owner();
  const { links } = await room.board(owner);
  const phone = await room.page(handset);
  await join(phone, links.client, { words: 'First.', zone: 'Says', name: 'Gus' });
  await ready(phone);
  await paste(phone, '- The queue is long\n- Nobody answers\n- The queue is long');
  const dialog = preview(phone);
  await expect(dialog.getByRole('button', { name: 'Add 2 notes' })).toBeEnabled();
  await expect(dialog.getByRole('radio')).toHaveCount(0);
  await expect(dialog.getByRole('combobox', { name: 'Whose words' })).toHaveCount(0);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await serious(phone)).toEqual([]);
  await picture(phone, 'paste-phone');
  await dialog.getByRole('combobox', { name: /^Zone/ }).selectOption({ label: 'Feels' });
  await dialog.getByRole('button', { name: 'Anonymous' }).tap();
  await expect(dialog.getByText('Nobody sees it is yours.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add 2 notes' }).tap();
  await expect(note(zone(owner, 'Feels'), 'Nobody answers')).toContainText('Anonymous');
  await expect(note(zone(phone, 'Feels'), 'Nobody answers')).toBeVisible();
});

test('several lines in the composer: Ctrl+Enter makes a note of each, Enter one of all', async ({ room }) => {
  const owner = await room.owner();
  await room.board(owner);
  await ready(owner);
  await owner.keyboard.type('one');
  await owner.keyboard.press('Shift+Enter');
  await owner.keyboard.type('two');
  await expect(owner.getByRole('button', { name: /^Add as 2 notes/ })).toBeVisible();
  await picture(owner, 'composer-lines');
  expect(await serious(owner)).toEqual([]);
  await owner.keyboard.press('Control+Enter');
  await expect(note(zone(owner, 'Says'), 'two')).toBeVisible();
  await expect(composer(owner)).toBeFocused();
  await expect(composer(owner)).toHaveValue('');
  await expect(zone(owner, 'Says').getByRole('listitem')).toHaveCount(2);
  await owner.getByRole('button', { name: 'Undo' }).last().click();
  await expect(zone(owner, 'Says').getByRole('listitem')).toHaveCount(0);
  await composer(owner).focus();
  await owner.keyboard.type('three');
  await owner.keyboard.press('Shift+Enter');
  await owner.keyboard.type('four');
  await owner.keyboard.press('Enter');
  await expect(zone(owner, 'Says').getByRole('listitem')).toHaveCount(1);
});

test('commands by keyboard: a zone, a kind, and a slash that is meant as it stands', async ({ room }) => {
  const owner = await room.owner();
  await room.board(owner);
  await ready(owner);
  const list = owner.getByRole('listbox', { name: 'Commands' });
  await owner.keyboard.type('/fe');
  await expect(list.getByRole('option').first()).toHaveText(/Feels/);
  await picture(owner, 'composer-slash');
  expect(await serious(owner)).toEqual([]);
  await owner.keyboard.press('Enter');
  await expect(list).toBeHidden();
  await expect(composer(owner)).toHaveValue('');
  await owner.keyboard.type('/idea lost in the queue'); // in full, the space chooses it
  await owner.keyboard.press('Enter');
  await expect(note(zone(owner, 'Feels'), 'lost in the queue')).toBeVisible();
  // Nothing that looks like a command is sent before it was seen.
  await owner.keyboard.type('/nonsense here');
  await expect(list).toBeVisible();
  await owner.keyboard.press('Enter');
  await expect(list).toBeHidden();
  await expect(composer(owner)).toHaveValue('/nonsense here');
  await owner.keyboard.press('Enter');
  await expect(note(zone(owner, 'Feels'), '/nonsense here')).toBeVisible();
  await owner.keyboard.type('/x');
  await owner.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(composer(owner)).toBeFocused();
});

/** A speech recognition that hears what the test says. */
function fake(): void {
  class Fake extends EventTarget {
    lang = '';
    onresult: ((event: unknown) => void) | null = null;
    onerror: ((event: unknown) => void) | null = null;
    onend: (() => void) | null = null;
    start(): void {
      (window as unknown as { heard: (words: string, final: boolean) => void }).heard = (words, final) =>
        this.onresult?.({ resultIndex: 0, results: [Object.assign([{ transcript: words }], { isFinal: final })] });
      document.documentElement.dataset['ear'] = this.lang;
    }
    stop(): void {
      this.onend?.();
    }
    abort(): void {
      this.onend?.();
    }
  }
  Object.assign(window, { SpeechRecognition: Fake, webkitSpeechRecognition: Fake });
}

function hear(page: Page, words: string, final: boolean): Promise<void> {
  return page.evaluate(
    ([words, final]) =>
      (window as unknown as { heard: (words: string, final: boolean) => void }).heard(
        words as string,
        final as boolean,
      ),
    [words, final] as const,
  );
}

test('dictation asks first, shows what it hears, and sends nothing by itself', async ({ room }) => {
  const owner = await room.page();
  await owner.addInitScript(fake);
  await room.own(owner, 'Mia');
  await room.board(owner);
  await ready(owner);
  const mic = owner.getByRole('button', { name: 'Dictate' }).first();
  await mic.click();
  const ask = owner.getByRole('dialog', { name: 'Dictate?' });
  await expect(ask).toContainText('Its maker may hear what you say');
  await picture(owner, 'dictate-ask');
  await ask.getByRole('button', { name: 'Dictate' }).click();
  await expect(owner.locator('html')).toHaveAttribute('data-ear', 'en-US');
  await expect(mic).toHaveAttribute('aria-pressed', 'true');
  await hear(owner, 'the queue', false);
  await expect(owner.getByText('Listening…')).toContainText('the queue');
  await picture(owner, 'dictate');
  expect(await serious(owner)).toEqual([]);
  await expect(composer(owner)).toHaveValue('');
  await hear(owner, 'the queue is long', true);
  await expect(composer(owner)).toHaveValue('the queue is long');
  await expect(zone(owner, 'Says').getByRole('listitem')).toHaveCount(0);
  // Anonymous: it stops, and asks again.
  await owner.getByRole('button', { name: 'Anonymous' }).click();
  await expect(mic).toHaveAttribute('aria-pressed', 'false');
  await mic.click();
  await expect(ask).toContainText('your voice is not');
  await ask.getByRole('button', { name: 'Not now' }).click();
  await composer(owner).press('Enter');
  await expect(note(zone(owner, 'Says'), 'the queue is long')).toBeVisible();
});

test('a file dropped on the board is looked at; the tray is a choice for the team', async ({ room }) => {
  const owner = await room.owner();
  await room.board(owner);
  await ready(owner);
  const drop = (name: string, text: string): Promise<void> =>
    owner.evaluate(
      ([name, text]) => {
        const data = new DataTransfer();
        data.items.add(new File([text ?? ''], name ?? '', { type: 'text/csv' }));
        const on = document.querySelector('[data-map]');
        for (const type of ['dragover', 'drop'])
          on?.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      [name, text],
    );
  await drop('answers.csv', 'Note;Zone\n"It is slow; very";Says\nIt is dear;Feels\n"never closed;Does\n');
  const dialog = preview(owner);
  await expect(dialog.getByText('answers.csv')).toBeVisible();
  await expect(dialog.getByText('A quotation mark opens here and is never closed')).toBeVisible();
  await dialog.getByRole('radio', { name: 'Into the tray' }).check();
  await expect(dialog.getByText('2 notes can come in. 1 row cannot.')).toBeVisible();
  await dialog.getByRole('radio', { name: 'On the board' }).check();
  await dialog.getByRole('checkbox', { name: /never closed/ }).uncheck();
  await dialog.getByRole('button', { name: 'Add 2 notes' }).click();
  await expect(note(zone(owner, 'Feels'), 'It is dear')).toBeVisible();
});

test('what is far too much is capped and said, and the page stays with it', async ({ room }) => {
  const owner = await room.owner();
  await room.board(owner);
  await ready(owner);
  const begin = performance.now();
  await paste(owner, Array.from({ length: 90_000 }, (_, i) => `Line ${i}`).join('\n'));
  const dialog = preview(owner);
  await expect(dialog.getByText('2,000 notes fit at a time. 88,000 lines after them stay behind')).toBeVisible();
  expect(performance.now() - begin, 'milliseconds').toBeLessThan(5000);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await ready(owner);
  await paste(owner, `${'word '.repeat(200_000)}\nend`);
  await expect(dialog.getByText('1 row is too long.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  // In another size the same preview, empty.
  await owner.setViewportSize(desktop);
  await ready(owner);
  await paste(owner, ' \n\t\n x ');
  await expect(dialog).toHaveCount(0);
});
