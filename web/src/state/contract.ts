// The words the state and the screens share.
import type { Note } from '../model/records.ts';
import type { Way } from '../sync/choice.ts';
import type { Closed } from '../sync/closing.ts';
import type { Link } from '../sync/connection.ts';
import type { Me, Presence } from '../sync/frames.ts';
import type { Refusal } from '../sync/boardsync.ts';
import type { RecoveredRow } from '../sync/queue.ts';
import type { NewNote } from '../model/intents.ts';

export type { Closed, Link, Me, NewNote, Presence, Refusal, Way };

/** Words that a history lacks which was put back to an older copy, and that could not be put back where they were. */
export type Recovered = RecoveredRow;

/** What somebody wrote on a board with this device, to take away as a file. */
export interface Written {
  /** Not saved yet. */
  readonly pending: readonly string[];
  /** Refused, or not to be given back. */
  readonly left: readonly string[];
  /** Saved lately, as it stands on the board. */
  readonly saved: readonly string[];
  /** Everything as data. */
  readonly data: unknown;
}

/** What this viewer may do now, for showing and hiding controls; the server decides anyway. */
export interface Can {
  readonly write: boolean;
  readonly insights: boolean;
  /** Run the session: phases, members, links. */
  readonly run: boolean;
  move(note: Note): boolean;
  edit(note: Note): boolean;
  remove(note: Note): boolean;
  felt(note: Note): boolean;
}
