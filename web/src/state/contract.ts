// The words the state and the screens share.
import type { Id, Note } from '../model/records.ts';
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
  /** Write notes; where it is not the moment, they wait (B-54). */
  readonly write: boolean;
  /** Whether a note in a zone would wait; `behalf`: one that holds somebody else's words. */
  willWait(zone: Id, behalf?: boolean): boolean;
  /** Whether a zone takes notes at all. */
  takes(zone: Id): boolean;
  /** Write only what customers say (B-53). */
  readonly listens: boolean;
  readonly comment: boolean;
  /** Answer the running phase's question. */
  readonly vote: boolean;
  /** Make insights and actions. */
  readonly shape: boolean;
  readonly insights: boolean;
  /** Make groups of notes. */
  readonly group: boolean;
  /** Say of a name or a wording that it is right, or dispute it. */
  readonly verdict: boolean;
  /** Drive the session, or look after it: phases, members, links. */
  readonly run: boolean;
  move(note: Note): boolean;
  edit(note: Note): boolean;
  remove(note: Note): boolean;
  felt(note: Note): boolean;
  /** Say "agree", "heart", "surprise" or "unsure" of it. */
  react(note: Note): boolean;
  /** Say how bad a report is. */
  weigh(note: Note): boolean;
  /** Say of words written down as one's own that one said so. */
  confirm(note: Note): boolean;
}
