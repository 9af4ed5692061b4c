// The requests of the second transport, as the page makes them.
import type { Requests } from '../sync/ports.ts';

/** What the second transport asks of the server for one board. */
export function requestsFor(board: string): Requests {
  const ask = (what: string, body: string, signal: AbortSignal) =>
    fetch(`/api/v1/boards/${encodeURIComponent(board)}/${what}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      cache: 'no-store',
      body,
      signal,
    });
  return {
    stream(body, events) {
      const abort = new AbortController();
      void read(ask('stream', body, abort.signal), abort.signal, events);
      return () => abort.abort();
    },
    post(body, done) {
      const abort = new AbortController();
      void ask('mutations', body, abort.signal)
        .then(async (answer) => [answer.status, await answer.text()] as const)
        .catch(() => [0, ''] as const)
        .then(([status, text]) => {
          if (!abort.signal.aborted) done(status, text);
        });
      return () => abort.abort();
    },
  };
}

/** Hands on the text of an answer as it comes; letters that come in two pieces are put together. */
export async function read(
  asked: Promise<Response>,
  signal: AbortSignal,
  events: { text(piece: string): void; ended(status: number): void },
): Promise<void> {
  const answer = await asked.catch(() => undefined);
  const status = answer?.status ?? 0;
  const body = answer?.ok === true ? answer.body?.getReader() : undefined;
  const decoder = new TextDecoder();
  while (body !== undefined) {
    const piece = await body.read().catch(() => undefined);
    if (signal.aborted || piece?.value === undefined) break;
    const text = decoder.decode(piece.value, { stream: true });
    if (text !== '') events.text(text);
  }
  if (!signal.aborted) events.ended(status);
}
