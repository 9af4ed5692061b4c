// What a close code tells the client to do (realtime/SPEC.md §5).

/**
 * Why there is no use in connecting again. `broken` is this page's own: it could not take in what the server said, three
 * times in a row.
 */
export type Closed = 'revoked' | 'no_board' | 'superseded' | 'sign_in' | 'bad_frame' | 'broken';

/** `stop` is final. With `retry`, `floor` is the least upper bound of the wait in milliseconds. */
export type Advice =
  | { readonly do: 'stop'; readonly why: Closed }
  | { readonly do: 'retry'; readonly floor: number; readonly tooBig?: true };

const table: Readonly<Record<number, Advice>> = {
  1009: { do: 'retry', floor: 0, tooBig: true },
  1013: { do: 'retry', floor: 2000 },
  4001: { do: 'stop', why: 'bad_frame' },
  4002: { do: 'stop', why: 'superseded' },
  4003: { do: 'stop', why: 'revoked' },
  4004: { do: 'stop', why: 'no_board' },
  4005: { do: 'stop', why: 'sign_in' },
  4007: { do: 'stop', why: 'bad_frame' },
};

/** What to do after a connection closed with `code`; anything unknown is taken for a cut line. */
export function adviceFor(code: number): Advice {
  return table[code] ?? { do: 'retry', floor: 0 };
}
