import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { ticketShop } from '../story.ts';
import { speak } from '../wire.ts';

/** How many notes one mutation carries: it may be 48 kB long. */
const batch = 100;

/** Fills a board with `count` notes, as its owner in `page`; the notes' ids. */
export async function fill(page: Page, board: string, count: number): Promise<string[]> {
  const { records } = await speak(page, board);
  const zones = records.filter(({ type }) => type === 'zone').map(({ id }) => id);
  const kinds = ['quote', 'observation', 'assumption', 'idea', 'question'];
  const said = ticketShop.statements.map(({ text }) => text);
  const puts = Array.from({ length: count }, (_, i) => ({
    op: 'put',
    rec: {
      id: randomUUID(),
      type: 'note',
      f: {
        text: `${said[i % said.length]} (${i})`,
        place: { zone: zones[i % zones.length], order: key(i) },
        kind: kinds[i % kinds.length],
        side: i % 3 === 0 ? 'customer' : 'team',
        ...(i % 3 === 0 ? { whose: 'a customer' } : {}),
      },
    },
  }));
  const mutations = Array.from({ length: Math.ceil(count / batch) }, (_, i) => puts.slice(i * batch, (i + 1) * batch));
  for (let i = 0; i < mutations.length; i += 4) {
    const { answers } = await speak(page, board, mutations.slice(i, i + 4));
    if (answers.some((answer) => answer !== 'ack')) throw new Error(`notes were refused: ${answers.join(' ')}`);
  }
  return puts.map(({ rec }) => rec.id);
}

/** An order key: c and three digits, in the order of `i`. */
function key(i: number): string {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  return `d${[3844 * 62, 3844, 62, 1].map((n) => digits[Math.floor(i / n) % 62]).join('')}`;
}

/** Moves notes about, so many times a second, until the page is closed; counts what was taken. */
export async function stir(page: Page, board: string, notes: readonly string[], hertz: number): Promise<void> {
  const { records } = await speak(page, board);
  const zones = records.filter(({ type }) => type === 'zone').map(({ id }) => id);
  await page.evaluate(
    ({ board, notes, zones, hertz }) => {
      const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/ws/boards/${board}`, 'feltboard.v1');
      const clients = [crypto.randomUUID(), crypto.randomUUID()];
      const own = crypto.randomUUID().replaceAll('-', '');
      const counts = { sent: 0, taken: 0, refused: '' };
      Object.assign(globalThis, { counts });
      let frames = 0;
      let begun = 0;
      const digit = () => '123456789abcdefghijklmnopqrstuvwxyz'[Math.floor(Math.random() * 35)];
      const move = () => {
        while (counts.sent < ((performance.now() - begun) / 1000) * hertz) {
          const id = notes[Math.floor(Math.random() * notes.length)];
          const place = {
            zone: zones[Math.floor(Math.random() * zones.length)],
            order: `d0${digit()}${digit()}${digit()}${digit()}`,
          };
          const ops = [{ op: 'set', id, f: { place } }];
          socket.send(JSON.stringify({ t: 'mutate', c: clients[0], n: ++counts.sent, base: frames, void: [], ops }));
        }
      };
      socket.onopen = () => socket.send(JSON.stringify({ t: 'hello', v: 1, clients, own }));
      socket.onmessage = ({ data }) => {
        const frame = JSON.parse(String(data));
        if (['snap', 'own', 'chg', 'catch'].includes(frame.t)) frames++;
        if (frame.t === 'here' && begun === 0) {
          begun = performance.now();
          setInterval(move, 1000 / hertz);
        }
        if (frame.t === 'ack') counts.taken = counts.sent;
        if (frame.t === 'nack') counts.refused = frame.code;
      };
    },
    { board, notes, zones, hertz },
  );
}
