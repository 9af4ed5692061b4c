// What a websocket brings, as text: compressed messages (realtime/SPEC.md R-18) take a moment to unpack.

/** Whether this browser unpacks gzip by itself. */
export const canUnzip = typeof DecompressionStream === 'function';

/**
 * Hands messages on in the order they came, and at once where nothing before them is still being unpacked. After one that
 * cannot be unpacked nothing is handed on any more.
 */
export function inOrder(message: (text: string) => void, broken: () => void): (data: unknown) => void {
  let last: Promise<void> | undefined;
  return (data) => {
    if (last === undefined && typeof data === 'string') {
      message(data);
      return;
    }
    const text = typeof data === 'string' ? data : unzip(data);
    const turn = (last ?? Promise.resolve()).then(async () => message(await text));
    last = turn;
    turn.then(
      () => {
        if (last === turn) last = undefined;
      },
      () => {
        if (last === turn) broken(); // those behind it fail as it did
      },
    );
  };
}

async function unzip(data: unknown): Promise<string> {
  if (!(data instanceof ArrayBuffer)) throw new TypeError('neither text nor bytes');
  return new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
}
