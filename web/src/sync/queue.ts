// What outlives the page: client ids, undecided mutations, and the board as last seen.
import type { Lane, Op } from '../model/ops.ts';
import type { TextKey } from '../model/pending.ts';
import type { KeptPast } from '../model/past.ts';
import type { AnyRec, Id } from '../model/records.ts';
import type { Loss } from '../model/recover.ts';
import type { Me } from './frames.ts';

/** One lane's client id and the number its next mutation takes. */
export interface LaneRow {
  readonly c: string;
  readonly next: number;
}

/** The two client ids of one tab on one board. Whoever holds its lock owns it and its entries. */
export interface PairRow {
  readonly id: string;
  readonly board: Id;
  readonly lanes: Readonly<Record<Lane, LaneRow>>;
  /** When it was last written, in milliseconds since 1970. */
  readonly used: number;
}

/** An undecided mutation; its key is pair, lane and n. */
export interface EntryRow {
  readonly pair: string;
  readonly lane: Lane;
  readonly n: number;
  /** The order in which the mutations of both lanes were made. */
  readonly at: number;
  readonly ops: readonly Op[];
  /** Per text op the text it was made on, to rebase it on whatever there is later. */
  readonly from: Readonly<Record<TextKey, string>>;
  /** It gives back what a rewound history lacks. */
  readonly given?: true;
}

/** What waits for a record of somebody else to be given back. */
export interface Waiting {
  readonly loss: Loss;
  /** The row of the tray that shows its words, if it has any. */
  readonly shown?: string;
}

/** The newest mutations of a pair that the server has acknowledged, to give them back to a rewound history. */
export interface PastRow extends KeptPast {
  readonly pair: string;
  readonly waiting: readonly Waiting[];
}

/** Words that a rewound history lacks and that could not be given back: shown to who wrote them till put away. */
export interface RecoveredRow {
  readonly id: string;
  readonly board: Id;
  readonly text: string;
  /** `waiting`: what they belong to is not on the board, but comes when its author does; otherwise a code of refusal. */
  readonly why: string;
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

/** What changes in one step, all or nothing. Deletions come first. */
export interface Batch {
  readonly pair: PairRow;
  readonly put: readonly EntryRow[];
  readonly del: readonly (readonly [lane: Lane, n: number])[];
  /** Instead of the one that is stored. */
  readonly past?: PastRow;
  readonly tray?: { readonly put: readonly RecoveredRow[]; readonly del: readonly string[] };
}

/** A board as it was last seen, to show until the server answers. */
export interface CachedBoard {
  readonly board: Id;
  readonly shared: readonly AnyRec[];
  readonly own: readonly AnyRec[];
  readonly me: Me | null;
}

/** A durable store on the device. Steps take effect in the order they were asked for. */
export interface Store {
  /** The pairs of a board, those used last first. */
  pairs(board: Id): Promise<readonly PairRow[]>;
  /** The entries of a pair, in the order they were made. */
  entries(pair: string): Promise<readonly EntryRow[]>;
  past(pair: string): Promise<PastRow | undefined>;
  /** The tray of a board, oldest first. */
  recovered(board: Id): Promise<readonly RecoveredRow[]>;
  /** Resolves when the batch is stored. */
  write(batch: Batch): Promise<void>;
  /** Forgets a pair, its entries and its past. */
  forget(pair: string): Promise<void>;
  cached(board: Id): Promise<CachedBoard | undefined>;
  cache(board: CachedBoard): Promise<void>;
  /** Forgets everything of a board but its tray. */
  drop(board: Id): Promise<void>;
}

/** Makes sure that no two tabs use one pair. */
export interface Locks {
  /** Takes the lock of a pair and returns its release, or undefined where a living tab has it. */
  take(pair: string, lost: () => void): Promise<(() => void) | undefined>;
}
