import type { Records } from '../../model/board.ts';
import type { AnyRec } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';

/** What this viewer sees, for the pure functions of the model. Reading it in a derived value follows every change. */
export function seen(board: BoardState): Records {
  void board.changes;
  return { get: (id) => board.get(id), all: () => everything(board) };
}

function* everything(board: BoardState): Iterable<AnyRec> {
  const { info, session, phases, zones, themes, insights, actions, members } = board;
  if (info) yield info;
  if (session) yield session;
  for (const list of [phases, zones, themes, insights, actions, members]) yield* list;
  for (const zone of zones) yield* board.notesIn(zone.id);
  for (const { id } of [...insights, ...themes]) yield* board.room.verdicts(id);
}
