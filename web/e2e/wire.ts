import { gunzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

// A client of the live protocol (realtime/SPEC.md) without any of the app's manners, in a page's session.

export interface Rec {
  readonly id: string;
  readonly type: string;
  readonly by?: string;
  readonly at?: number;
  readonly mine?: boolean;
  readonly del?: boolean;
  readonly f: { readonly [name: string]: unknown };
}

interface Answer {
  readonly records: Rec[];
  /** Per mutation "ack", or the refusal's code. */
  readonly answers: string[];
}

/** Says hello, sends the mutations one after the other, and leaves. */
export function speak(page: Page, board: string, mutations: readonly (readonly object[])[] = []): Promise<Answer> {
  return page.evaluate(
    ({ board, mutations }) =>
      new Promise<Answer>((resolve, reject) => {
        const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/ws/boards/${board}`, 'feltboard.v1');
        const random = () => {
          const bytes = crypto.getRandomValues(new Uint8Array(16));
          bytes[6] = (bytes[6]! & 15) | 64;
          bytes[8] = (bytes[8]! & 63) | 128;
          const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
          return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
        };
        const clients = [random(), random()];
        const shown = new Map<string, Rec>();
        const answers: string[] = [];
        let frames = 0;
        let begun = false;
        const edited = (text: string, edit: (string | number)[]) => {
          const rest = [...text];
          const out = edit.map((part) => {
            if (typeof part === 'string') return part;
            const taken = rest.splice(0, Math.abs(part)).join('');
            return part > 0 ? taken : '';
          });
          return [...out, ...rest].join('');
        };
        const change = (op: any) => {
          const rec = shown.get(op.id);
          if (op.op === 'put') shown.set(op.rec.id, op.rec);
          else if (op.op === 'gone') shown.delete(op.id);
          else if (rec !== undefined) {
            const f = op.op === 'set' ? op.f : { [op.field]: edited(String(rec.f[op.field] ?? ''), op.edit) };
            shown.set(op.id, { ...rec, f: { ...rec.f, ...f } });
          }
        };
        const next = () => {
          const ops = mutations[answers.length];
          if (ops === undefined) {
            socket.close();
            resolve({ records: [...shown.values()], answers });
          } else
            socket.send(
              JSON.stringify({ t: 'mutate', c: clients[0], n: answers.length + 1, base: frames, void: [], ops }),
            );
        };
        socket.onopen = () => {
          const own = random().replaceAll('-', '');
          socket.send(JSON.stringify({ t: 'hello', v: 1, clients, own }));
        };
        socket.onmessage = ({ data }) => {
          const frame = JSON.parse(String(data));
          if (['snap', 'own', 'chg', 'catch'].includes(frame.t)) frames++;
          if (frame.t === 'snap') for (const rec of frame.records) shown.set(rec.id, rec);
          if (frame.t === 'own' && frame.full) {
            frame.ops.flat().forEach(change);
          } else if (frame.t === 'chg') {
            frame.ops.flat().forEach(change);
          } else if (frame.t === 'here' && !begun) {
            begun = true; // what has happened since the snapshot was made has come, too
            next();
          } else if (frame.t === 'ack' && frame.a.some(([c]: [string]) => c === clients[0])) {
            answers.push('ack');
            next();
          } else if (frame.t === 'nack') {
            answers.push(frame.code);
            next();
          }
        };
        socket.onclose = ({ code }) => reject(new Error(`closed with ${code}`));
      }),
    { board, mutations },
  );
}

/** Everything a page's session may see of a board, fresh from the server. */
export async function records(page: Page, board: string, type: string): Promise<Rec[]> {
  return (await speak(page, board)).records.filter((rec) => rec.type === type && rec.del !== true);
}

/** Leads a board to a step, as its facilitator in `page` would. */
export async function toStep(page: Page, board: string, title: string): Promise<void> {
  const shown = (await speak(page, board)).records;
  const session = shown.find(({ type }) => type === 'session')?.id;
  const phase = shown.find(({ type, f }) => type === 'phase' && f['title'] === title)?.id;
  if (phase === undefined) throw new Error(`there is no step “${title}”`);
  const { answers } = await speak(page, board, [[{ op: 'set', id: session, f: { phase } }]]);
  if (answers[0] !== 'ack') throw new Error(`the step “${title}”: ${answers[0]}`);
}

/** Everything a page's live connections hear, unpacked. Begin before the page is opened. */
export function heard(page: Page): { readonly frames: string[] } {
  const frames: string[] = [];
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) =>
      frames.push(typeof payload === 'string' ? payload : gunzipSync(payload).toString()),
    ),
  );
  return { frames };
}

export function holding(frames: readonly string[], words: string): readonly string[] {
  return frames.filter((frame) => frame.includes(words));
}
