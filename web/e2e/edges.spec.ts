import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from './board.ts';
import { ticketShop } from './story.ts';
import { expect, handset, test } from './test.ts';

// S-1: who follows a link from a board to elsewhere tells nobody there where they came from; a picture from elsewhere is not
// even asked for.
test('a board’s link is told to nobody elsewhere', async ({ room }) => {
  const seen: { url: string; headers: IncomingHttpHeaders }[] = [];
  const elsewhere = createServer((request, response) => {
    seen.push({ url: request.url ?? '', headers: request.headers });
    response.setHeader('content-type', 'text/html').end('<title>Elsewhere</title>');
  });
  await new Promise<void>((ready) => elsewhere.listen(0, '127.0.0.1', ready));
  const away = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  try {
    const owner = await room.owner();
    const { id, links } = await room.board(owner);
    const key = new URL(links.client).hash.slice(3);
    const guest = await room.page(handset);
    await join(guest, links.client, { words: ticketShop.carla.says, zone: 'Says', name: ticketShop.carla.name });
    expect(guest.url()).not.toContain(key);
    await guest.evaluate((away) => {
      const image = new Image();
      image.src = `${away}/picture.png`;
      document.body.append(image);
      const link = document.createElement('a');
      link.href = `${away}/page`;
      link.textContent = 'elsewhere';
      document.body.append(link);
      link.click();
    }, away);
    await guest.waitForURL(`${away}/page`);
    const asked = seen.filter(({ url }) => url !== '/favicon.ico');
    expect(asked.map(({ url }) => url)).toEqual(['/page']);
    for (const one of asked) {
      expect(one.headers.referer).toBeUndefined();
      expect(JSON.stringify(one)).not.toContain(key);
      expect(JSON.stringify(one)).not.toContain(id);
    }
    // The picture was refused by the policy, which every test hears of; and nothing else was complained about.
    expect(room.complaints.filter((text) => text.includes(`${away}/picture.png`))).not.toEqual([]);
    expect(room.complaints.filter((text) => !text.includes(`${away}/picture.png`))).toEqual([]);
    room.complaints.length = 0;
  } finally {
    elsewhere.close();
  }
});
