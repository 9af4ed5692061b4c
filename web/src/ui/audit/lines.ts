import { call, path } from '../../state/api.ts';
import type { Line } from './acts.ts';

/** So many lines at a time. */
const MANY = 50;

/** The lines before the one with an id, the newest first: of a board, or of the server with all its boards. */
export function lines(
  board?: string,
  before?: number,
): Promise<{ readonly events: readonly Line[]; readonly more: boolean }> {
  const from = board === undefined ? '/api/v1' : path(board);
  return call('GET', `${from}/audit?limit=${MANY}${before === undefined ? '' : `&before=${before}`}`);
}
