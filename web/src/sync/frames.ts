// The frames of `feltboard.v1` (realtime/SPEC.md).
import type { Change, Op, ViewOp } from '../model/ops.ts';
import type { AnyRec, Id, Role } from '../model/records.ts';

/** The greatest client frame in bytes. */
export const MAX_FRAME = 64 * 1024;

/** What somebody is doing right now; x and y are 0…10000 of the zone's box. */
export interface Presence {
  readonly zone?: Id;
  readonly x?: number;
  readonly y?: number;
  /** The note under the pointer, and where in its box, 0…10000: it stands elsewhere in everybody's window. */
  readonly over?: Id;
  readonly u?: number;
  readonly v?: number;
  /** The note being edited or dragged. */
  readonly note?: Id;
  readonly typing?: boolean;
  readonly drag?: boolean;
  /** The zone or note in view, for whoever follows. */
  readonly at?: Id;
  /**
   * How much of a map that is zoomed is in view: its middle in the 10000th of the box of the zone of `at`, and its size in px
   * of a map that is not zoomed.
   */
  readonly view?: readonly [x: number, y: number, w: number, h: number];
  /** The page has been hidden or untouched for some minutes. */
  readonly idle?: boolean;
}

/** Who the viewer is on this board. */
export interface Me {
  readonly member: Id;
  readonly role: Role;
  readonly audience: string;
}

export interface Hello {
  readonly t: 'hello';
  readonly v: 1;
  readonly clients: readonly [named: string, anon: string];
  readonly own: string;
  /** Where the line was made, and which of its connections this is: a hello that was long on its way ends no newer one. */
  readonly page?: string;
  readonly try?: number;
  /** Compressed frames are welcome. */
  readonly zip?: boolean;
  readonly token?: string;
}

export interface Mutate {
  readonly t: 'mutate';
  readonly c: string;
  readonly n: number;
  readonly base: number;
  readonly void?: readonly number[];
  readonly ops: readonly Op[];
}

export type ClientFrame = Hello | Mutate | ({ readonly t: 'presence' } & Presence);

/** What the server has decided of one client id: all up to n, those in `refused` with no. */
export interface Decided {
  readonly n: number;
  readonly refused: readonly (readonly [n: number, code: string])[];
  /** The board may have known this client id and forgotten it. */
  readonly forgot?: boolean;
}

/** What comes before a snapshot or a catch-up: who the viewer is and what has been decided of its two client ids. */
export interface Opening {
  readonly me: Me;
  readonly last: Readonly<Record<string, Decided>>;
}

export interface Welcome extends Opening {
  readonly t: 'welcome';
  readonly resumed: boolean;
  /** The server's time. */
  readonly now: number;
}

/** The connection fell behind, or the viewer's role has changed: a snapshot follows. */
export interface Resync extends Opening {
  readonly t: 'resync';
}

export interface Ack {
  readonly t: 'ack';
  readonly a: readonly (readonly [c: string, n: number, own: number, chg: number])[];
}

export interface Nack {
  readonly t: 'nack';
  readonly c: string;
  readonly n: number;
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly next?: number;
}

export interface Beat {
  readonly t: 'beat';
  readonly token: string;
  readonly frames: number;
  /** Acks and nacks since the last resync. */
  readonly answers: number;
  /** The server's time. */
  readonly now: number;
  readonly digest?: string;
}

/** Where the client is when it has taken in all that came before (realtime/SPEC.md §7). */
export interface At {
  readonly t: 'at';
  readonly at: string;
}

export type ServerFrame =
  | Welcome
  | { readonly t: 'snap'; readonly records: readonly AnyRec[]; readonly digest: string }
  | { readonly t: 'own'; readonly full?: boolean; readonly ops: readonly Change[] }
  | { readonly t: 'chg'; readonly ops: readonly Change[] }
  | { readonly t: 'catch'; readonly shared: readonly ViewOp[]; readonly own: readonly ViewOp[] }
  | Ack
  | Nack
  | Beat
  | { readonly t: 'presence'; readonly who: readonly ({ readonly m: Id } & Presence)[]; readonly left?: readonly Id[] }
  | { readonly t: 'here'; readonly members: readonly Id[] }
  | Resync
  | { readonly t: 'bye'; readonly in: number; readonly code: number | string }
  | At;

/** The frames both sides count. */
export function isNumbered(frame: ServerFrame): boolean {
  return frame.t === 'snap' || frame.t === 'own' || frame.t === 'chg' || frame.t === 'catch';
}

/** Reads a frame. Types of a later version come through too and are for the reader to ignore; throws on no frame at all. */
export function readFrame(text: string): ServerFrame {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('t' in value) || typeof value.t !== 'string') {
    throw new SyntaxError('not a frame');
  }
  return value as ServerFrame; // the server keeps to the protocol; what does not fit a view is noticed there
}

/** How many bytes a string takes as UTF-8. */
export function byteLength(s: string): number {
  let bytes = s.length;
  for (let i = 0; i < s.length; i++) {
    const unit = s.charCodeAt(i);
    if (unit >= 0x800 && (unit < 0xd800 || unit > 0xdfff)) bytes += 2;
    else if (unit >= 0x80) bytes += 1; // half a pair counts two of four
  }
  return bytes;
}
