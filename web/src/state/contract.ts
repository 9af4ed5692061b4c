// The words the state and the screens share.
import type { Consent, Id, Note, NoteKind, Role } from '../model/records.ts';

/** Whether the board is connected. `closed` is final: see {@link Closed}. */
export type Link = 'connecting' | 'live' | 'offline' | 'closed';

/** Why a board was closed for good; `bad_frame` asks for a reload. */
export type Closed = 'revoked' | 'no_board' | 'superseded' | 'sign_in' | 'bad_frame';

/** Something the server refused. `text` are words somebody typed that would otherwise be lost. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly text?: string;
}

/** What another member is doing right now; x and y are 0…10000 of the zone's box. */
export interface Presence {
  readonly zone?: Id;
  readonly x?: number;
  readonly y?: number;
  /** The note being edited or dragged. */
  readonly note?: Id;
  readonly typing?: boolean;
  readonly drag?: boolean;
}

/** Who this viewer is on the board. */
export interface Me {
  readonly member: Id;
  readonly role: Role;
  readonly audience: string;
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

/** A note to be written. */
export interface NewNote {
  readonly zone: Id;
  readonly text: string;
  readonly anon?: boolean;
  readonly kind?: NoteKind;
  readonly behalf?: Id;
  readonly whose?: string;
  readonly emotion?: number | null;
  readonly consent?: Consent;
}
