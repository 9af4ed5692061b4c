import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from '@playwright/test';
import { serious } from './axe.ts';
import { composer, join, note, saved, turnTo, write, zone } from './board.ts';
import { Feltboard } from './feltboard.ts';
import { fill } from './perf/board.ts';
import { readPdf } from './pdf.ts';
import { download, open } from './download.ts';
import { picture, settle } from './picture.ts';
import { expect, handset, Room, test } from './test.ts';

// Pictures of a board: what the screen shows, all of it, and nothing that it does not show.

interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** What an SVG holds, as an XML parser reads it. */
interface Read {
  readonly notes: readonly {
    readonly text: string;
    readonly paper: string;
    readonly dashed: boolean;
    readonly box: Box;
  }[];
  readonly zones: readonly { readonly title: string; readonly box: Box }[];
  readonly elements: readonly string[];
  readonly attributes: readonly string[];
  readonly broken: boolean;
}

/** Reads an SVG on a page that allows it; the app's own page trusts no text to become elements. */
function read(blank: Page, svg: string): Promise<Read> {
  return blank.evaluate((text) => {
    const doc = new DOMParser().parseFromString(text, 'image/svg+xml');
    const all = [...doc.querySelectorAll('*')];
    const box = (rect: Element | null | undefined): Box => {
      const get = (name: string): number => Number(rect?.getAttribute(name));
      return { x: get('x'), y: get('y'), w: get('width'), h: get('height') };
    };
    return {
      broken: doc.querySelector('parsererror') !== null,
      elements: [...new Set(all.map(({ localName }) => localName))].sort(),
      attributes: [...new Set(all.flatMap((each) => each.getAttributeNames()))].sort(),
      zones: [...doc.querySelectorAll('g.zone')].map((g) => ({
        title: g.querySelector('text')?.textContent ?? '',
        box: box(g.querySelector('rect')),
      })),
      notes: [...doc.querySelectorAll('g.note')].map((g) => {
        const [paper, edge] = g.querySelectorAll('rect');
        const ink = [...g.querySelectorAll('text')].filter((each) => Number(each.getAttribute('font-size')) > 14);
        return {
          text: ink.map((each) => each.textContent).join(' '),
          paper: paper?.getAttribute('fill') ?? '',
          dashed: edge?.hasAttribute('stroke-dasharray') ?? false,
          box: box(paper),
        };
      }),
    };
  }, svg);
}

/** The notes and zones of the board as the page shows them. */
function onScreen(page: Page): Promise<{
  readonly notes: readonly {
    readonly text: string;
    readonly paper: string;
    readonly dashed: boolean;
    readonly zone: string;
  }[];
  readonly zones: readonly { readonly title: string; readonly x: number; readonly y: number }[];
}> {
  return page.evaluate(() => {
    const probe = document.createElement('canvas').getContext('2d');
    const hex = (colour: string): string => {
      if (probe === null) return '';
      probe.fillStyle = colour;
      probe.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0] = probe.getImageData(0, 0, 1, 1).data;
      return `#${[r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
    };
    const zones = [...document.querySelectorAll('section[data-zone]')];
    return {
      zones: zones.map((each) => {
        const { x, y } = each.getBoundingClientRect();
        return { title: each.querySelector('h2')?.textContent ?? '', x, y };
      }),
      notes: zones.flatMap((each) =>
        [...each.querySelectorAll('[data-note]')].map((li) => {
          const card = li.querySelector('[role="group"]');
          return {
            zone: each.querySelector('h2')?.textContent ?? '',
            text: li.querySelector('.words')?.textContent ?? '',
            paper: card === null ? '' : hex(getComputedStyle(card).backgroundColor),
            dashed: [...li.querySelectorAll('rect')].some((rect) =>
              getComputedStyle(rect).strokeDasharray.startsWith('6'),
            ),
          };
        }),
      ),
    };
  });
}

/**
 * How many squares of 16 px have another colour on the whole in a drawing, drawn by the browser twice as large, than in a
 * painting of that size. That letters stand a part of a pixel elsewhere is no difference.
 */
function differing(blank: Page, svg: string, png: Buffer): Promise<number> {
  return blank.evaluate(
    async ([text, data]) => {
      const pixels = async (url: string, width: number, height: number): Promise<Uint8ClampedArray> => {
        const image = new Image(width, height);
        image.src = url;
        await image.decode();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [width, height];
        const to = canvas.getContext('2d');
        if (to === null) throw new Error('no canvas');
        to.imageSmoothingQuality = 'high';
        to.drawImage(image, 0, 0, width, height);
        return to.getImageData(0, 0, width, height).data;
      };
      const [, width = 0, height = 0] = (/width="([\d.]+)" height="([\d.]+)"/.exec(text ?? '') ?? []).map(
        (each) => 2 * Number(each),
      );
      const drawn = await pixels(`data:image/svg+xml,${encodeURIComponent(text ?? '')}`, width, height);
      const painted = await pixels(`data:image/png;base64,${data}`, width, height);
      let count = 0;
      for (let top = 0; top + 16 <= height; top += 16)
        for (let left = 0; left + 16 <= width; left += 16) {
          const sums = [0, 0, 0, 0];
          for (let y = top; y < top + 16; y++)
            for (let i = (y * width + left) * 4, end = i + 64; i < end; i++)
              sums[i % 4] = (sums[i % 4] ?? 0) + (drawn[i] ?? 0) - (painted[i] ?? 0);
          if (Math.max(...sums.map(Math.abs)) / 256 > 10) count++;
        }
      return count;
    },
    [svg, png.toString('base64')] as const,
  );
}

const plain = (text: string): string => text.replace(/[\s“”]+/g, '');

test.describe('the demo board', () => {
  test.use({ flags: ['--demo'] });

  test('a picture holds the notes of the screen in their zones, with their paper and edges, and SVG, PNG and PDF agree', async ({
    room,
  }) => {
    test.slow();
    const owner = await room.owner();
    await owner.goto(room.felt.url);
    await owner
      .getByRole('link', { name: /on-sale morning/ })
      .first()
      .click();
    await expect(zone(owner, 'Says')).toBeVisible();
    const screen = await onScreen(owner);
    expect(screen.notes.length).toBeGreaterThan(50);
    await open(owner);
    await settle(owner);
    expect(await serious(owner)).toEqual([]);
    await picture(owner, 'pictures');
    const drawing = await download(owner, 'SVG');
    const painting = await download(owner, 'PNG');
    const paper = await download(owner, 'PDF');
    await picture(owner, 'pictures-pdf');
    expect(drawing.name).toMatch(/^ticket-shop-the-on-sale-morning-\d{4}-\d\d-\d\d\.svg$/);

    const blank = await room.page();
    const svg = drawing.data.toString();
    const got = await read(blank, svg);
    expect(got.broken).toBe(false);

    // Every note once, on the paper and with the edge of the screen, in its zone.
    const inZone = (box: Box): string =>
      got.zones.find(
        ({ box: { x, y, w, h } }) => box.x >= x && box.y >= y && box.x + box.w <= x + w && box.y + box.h <= y + h,
      )?.title ?? 'none';
    const facts = (all: readonly { text: string; paper: string; dashed: boolean; zone: string }[]): string[] =>
      all.map(({ text, paper: of, dashed, zone: at }) => `${at}: ${plain(text)} ${of} ${dashed}`).sort();
    expect(facts(got.notes.map((each) => ({ ...each, zone: inZone(each.box) })))).toEqual(facts(screen.notes));
    // No note lies on another one.
    for (const [i, { box: a }] of got.notes.entries())
      for (const { box: b } of got.notes.slice(i + 1))
        expect(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y).toBe(true);
    // Zones lie as they do on the screen.
    for (const a of screen.zones)
      for (const b of screen.zones) {
        const [p, q] = [a, b].map(({ title }) => got.zones.find((each) => each.title === title)?.box);
        if (Math.abs(a.x - b.x) > 50) expect(Math.sign((p?.x ?? 0) - (q?.x ?? 0))).toBe(Math.sign(a.x - b.x));
        if (Math.abs(a.y - b.y) > 50) expect(Math.sign((p?.y ?? 0) - (q?.y ?? 0))).toBe(Math.sign(a.y - b.y));
      }

    // Drawn by the browser, the file is the painting; and a note that is missing would be noticed.
    expect(await differing(blank, svg, painting.data)).toBeLessThan(30); // of 49,000

    expect(await differing(blank, svg.replace(/<g class="note">[\s\S]*?<\/g>/, ''), painting.data)).toBeGreaterThan(
      150,
    );

    const pdf = readPdf(paper.data);
    expect(pdf.pages).toBeGreaterThan(2);
    const words = plain(pdf.text);
    expect(screen.notes.filter(({ text }) => !words.includes(plain(text))).map(({ text }) => text)).toEqual([]);
    expect(words).toContain('🙃');
    expect(pdf.info.match(/\/[A-Z]\w*/g)).toEqual(['/Title', '/CreationDate']);
    const ids = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/;
    expect(svg).not.toMatch(ids);
    expect(pdf.raw).not.toMatch(ids);
  });

  test('coloured by person and by kind a picture has the papers of the screen, and says what they mean', async ({
    room,
  }) => {
    test.slow();
    const owner = await room.owner();
    await owner.goto(room.felt.url);
    await owner
      .getByRole('link', { name: /on-sale morning/ })
      .first()
      .click();
    await expect(zone(owner, 'Says')).toBeVisible();
    const blank = await room.page();
    for (const colour of ['Person', 'Kind']) {
      await owner.getByRole('button', { name: 'View', exact: true }).click();
      await owner.getByRole('radio', { name: colour }).check();
      const meant = owner.getByRole('list', { name: 'What the colours mean' }).getByRole('listitem');
      const named = await meant.locator('.name').allTextContents();
      expect(named.length).toBeGreaterThan(2);
      await picture(owner, `colours-${colour.toLowerCase()}`);
      await owner.keyboard.press('Escape');
      const screen = await onScreen(owner);
      await open(owner);
      const svg = (await download(owner, 'SVG')).data.toString();
      const png = (await download(owner, 'PNG')).data;
      const pdf = readPdf((await download(owner, 'PDF')).data);
      const got = await read(blank, svg);
      const facts = (all: readonly { text: string; paper: string }[]): string[] =>
        all.map(({ text, paper }) => `${plain(text)} ${paper}`).sort();
      expect(facts(got.notes)).toEqual(facts(screen.notes));
      expect(await differing(blank, svg, png)).toBeLessThan(40);
      for (const name of named) {
        expect(svg).toContain(`>${name}</text>`);
        expect(plain(pdf.text)).toContain(plain(name));
      }
      await picture(owner, `pictures-${colour.toLowerCase()}`);
      await owner.keyboard.press('Escape');
      await expect(owner.getByRole('dialog')).toHaveCount(0);
    }
  });

  test('the browser’s own print holds all notes of all zones and nothing around them', async ({ room }) => {
    const owner = await room.owner();
    const ready = owner.waitForResponse(/OnPaper-.*\.js/);
    await owner.goto(room.felt.url);
    await owner
      .getByRole('link', { name: /on-sale morning/ })
      .first()
      .click();
    await expect(zone(owner, 'Says')).toBeVisible();
    const screen = await onScreen(owner);
    await ready;
    await owner.evaluate(() => new Promise(requestAnimationFrame));
    const pdf = readPdf(await owner.pdf({ preferCSSPageSize: true }));
    const words = plain(pdf.text);
    expect(screen.notes.filter(({ text }) => !words.includes(plain(text))).map(({ text }) => text)).toEqual([]);
    expect(pdf.pages).toBeGreaterThan(2);
    expect(words).not.toMatch(/Undo|Share|Wrapup/);
    await expect(owner.locator('.sheets')).toHaveCount(0);
  });
});

test('a customer’s picture of a private phase holds their own words and nobody else’s', async ({ room }) => {
  const owner = await room.owner('Mia Marker');
  const { links } = await room.board(owner, 'empathy-map');
  await write(owner, 'Says', 'MARK-hidden of the host');
  await saved(owner);
  const guest = await room.page(handset);
  await guest.goto(links.client);
  await guest.getByRole('textbox').fill('MARK-mine');
  await guest.getByRole('button', { name: 'Send' }).tap();
  await guest.getByRole('button', { name: 'Go to the board' }).tap();
  await expect(note(guest, 'MARK-mine')).toBeVisible();
  await guest.getByRole('button', { name: 'Board menu' }).tap();
  await guest.getByRole('button', { name: 'Pictures…' }).tap();
  await expect(guest.getByRole('dialog', { name: 'Pictures of the board' }).getByRole('status')).toContainText(
    '1 note',
  );
  await picture(guest, 'pictures-phone');
  const svg = (await download(guest, 'SVG')).data.toString();
  const pdf = readPdf((await download(guest, 'PDF')).data);
  for (const file of [svg, pdf.text]) {
    expect(file).toContain('MARK-mine');
    expect(file).toContain('Only you see this');
  }
  for (const file of [svg, pdf.raw, pdf.text]) expect(file).not.toMatch(/MARK-hidden|Mia|Marker/);
});

test('hostile, long and foreign words are drawn whole, and stay words', async ({ room }) => {
  const owner = await room.owner();
  await room.board(owner);
  const texts = [
    '=cmd|" /C calc"!A0',
    '<script>alert(1)</script> ]]> &amp; </text></svg>',
    '"><img src=x onerror=alert(1)>',
    'הזמנת הכרטיסים נעצרה שלוש פעמים',
    'حجزت تذكرة واحدة ثم اختفت',
    '👩‍👩‍👧 🙃 🏳️‍🌈',
    'x'.repeat(400),
    '待ち時間が長すぎて、何が起きているのか分からなかった。',
  ];
  for (const text of texts) {
    await turnTo(owner, 'Says');
    await composer(owner).fill(text);
    await composer(owner).press('Enter');
  }
  await expect(zone(owner, 'Says').getByRole('listitem')).toHaveCount(texts.length);
  await open(owner);
  const svg = (await download(owner, 'SVG')).data.toString();
  const png = (await download(owner, 'PNG')).data;
  const pdf = readPdf((await download(owner, 'PDF')).data);
  const blank = await room.page();
  const got = await read(blank, svg);
  expect(got.broken).toBe(false);
  expect(got.elements.filter((name) => !['g', 'path', 'rect', 'style', 'svg', 'text', 'title'].includes(name))).toEqual(
    [],
  );
  expect(got.attributes.filter((name) => /^on|href|src/.test(name))).toEqual([]);
  expect(svg.match(/url\((?!data:font)/g)).toBeNull();
  const held = got.notes.map(({ text }) => plain(text));
  for (const text of texts) {
    expect(held).toContain(plain(text));
    expect(plain(pdf.text)).toContain(plain(text));
  }
  expect(await differing(blank, svg, png)).toBeLessThan(30);
});

test('five hundred notes are drawn, all of them, on one picture and on pages', async ({ room }) => {
  test.slow();
  const owner = await room.owner();
  const { id } = await room.board(owner);
  await fill(owner, id, 500);
  await owner.reload();
  await open(owner);
  const dialog = owner.getByRole('dialog', { name: 'Pictures of the board' });
  await expect(dialog.getByRole('status')).toContainText('500 notes');
  await expect(dialog.getByRole('status')).toContainText('kB');
  const svg = (await download(owner, 'SVG')).data.toString();
  expect(svg.match(/<g class="note">/g)).toHaveLength(500);
  expect((await download(owner, 'PNG')).data.subarray(1, 4).toString()).toBe('PNG');
  expect(readPdf((await download(owner, 'PDF')).data).pages).toBeGreaterThan(15);
});

test.describe('a board on another page', () => {
  let pages: Server;
  let port = 0;
  let inside = '';

  test.beforeAll(async () => {
    pages = createServer((_, answer) => {
      answer.setHeader('Content-Type', 'text/html');
      answer.end(`<!doctype html><title>A wiki</title><h1>Our wiki</h1>${inside}`);
    });
    await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
    port = (pages.address() as AddressInfo).port;
  });
  test.afterAll(() => void pages.close());

  /** What a frame of a page from this origin shows; '' where the browser refuses it. */
  async function framed(browser: Browser, origin: string): Promise<string> {
    const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
    try {
      const page = await context.newPage();
      await page.goto(origin);
      const frame = await page.locator('iframe').contentFrame();
      const words = frame.locator('main');
      return await words.innerText({ timeout: 6000 }).then(
        async () => {
          await expect(words).toContainText(/\S/);
          return words.innerText();
        },
        () => '',
      );
    } finally {
      await context.close();
    }
  }

  test('is shown to the origins that are listed, follows it, and ends with its link', async ({ browser }) => {
    const felt = new Feltboard(['--embed-origins', `http://localhost:${port}`]);
    await felt.start();
    const room = new Room(browser, felt);
    try {
      const owner = await room.owner('Mia Marker');
      const { links } = await room.board(owner);
      await write(owner, 'Thinks', 'What the team thinks');
      const guest = await room.page();
      await join(guest, links.client, { words: 'MARK-for-the-room', zone: 'Says', name: 'Carla' });
      await saved(owner);

      await owner.getByRole('button', { name: 'Share' }).click();
      const dialog = owner.getByRole('dialog', { name: 'Invite people' });
      await dialog.getByRole('button', { name: 'Embed' }).click();
      await expect(dialog).toContainText(`http://localhost:${port}`);
      await dialog.getByRole('button', { name: 'Make the link' }).click();
      const field = dialog.getByRole('textbox', { name: 'HTML to embed' });
      await expect(field).toBeVisible();
      expect(await serious(owner)).toEqual([]);
      await picture(owner, 'embed-dialog');
      inside = await field.inputValue();
      const key = /#k=(\w+)/.exec(inside)?.[1] ?? '';
      expect(key).not.toBe('');

      const shown = await framed(browser, `http://localhost:${port}`);
      expect(shown).toContain('What the team thinks');
      expect(shown).toContain('Said for the room only');
      expect(shown).not.toMatch(/MARK-for-the-room|Carla|Mia|Marker/);
      expect(await framed(browser, `http://127.0.0.1:${port}`)).toBe('');

      // Nothing else of the app is framed, by nobody.
      const link = inside;
      inside = link.replace(/\/embed\/[^"]*/, '/');
      expect(await framed(browser, `http://localhost:${port}`)).toBe('');

      await dialog.getByRole('button', { name: 'End all links to embed…' }).click();
      await dialog.getByRole('button', { name: 'End all links to embed' }).click();
      await expect(dialog.getByRole('button', { name: 'Make the link' })).toBeVisible();
      inside = link;
      const ended = await framed(browser, `http://localhost:${port}`);
      inside = link.replace(key, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ');
      expect(await framed(browser, `http://localhost:${port}`)).toBe(ended);
      expect(ended).toContain('This board is not shown here.');
      expect(felt.log).not.toContain(key);
    } finally {
      await room.close();
      await felt.remove();
    }
  });
});
