import type { Records } from '../../model/board.ts';
import type { Standing } from '../../model/policy.ts';
import type { AnyRec } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';

/** What this viewer sees of what answers are made of. Reading it in a derived value follows every change. */
export function seen(board: BoardState): Records {
  void board.changes;
  return { get: (id) => board.get(id), all: () => everything(board) };
}

function* everything(board: BoardState): Iterable<AnyRec> {
  for (const type of ['note', 'insight', 'action', 'ack'] as const) yield* board.list(type);
}

/** Who the viewer is to the rules; nobody while the board is closed to this page. */
export function standing({ me, closed, phase, session }: BoardState): Standing {
  return { member: me?.member ?? '', role: closed === null ? (me?.role ?? 'viewer') : 'viewer', phase, session };
}
