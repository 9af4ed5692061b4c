import type { Attachment } from 'svelte/attachments';
import type {
  Action,
  AnyRec,
  BoardInfo,
  Consent,
  Fields,
  Id,
  Insight,
  Member,
  Note,
  Persona,
  Phase,
  Session,
  Theme,
  Zone,
} from '../model/records.ts';
import type { Can, Closed, Link, Me, NewNote, Presence, Refusal } from './contract.ts';

/** Opens a board and keeps it live until {@link BoardState.close}. */
export function openBoard(id: Id, options: { readonly socketUrl?: string } = {}): BoardState {
  return new BoardState(id, options.socketUrl);
}

/** One board as one viewer sees it: records, connection, intents. One per page. */
export class BoardState {
  readonly id: Id;
  readonly link: Link = $state('connecting');
  readonly closed: Closed | null = $state(null);
  readonly unsaved: number = $state(0);
  readonly refusals: readonly Refusal[] = $state([]);
  readonly ready: boolean = $state(false);
  readonly me: Me | null = $state(null);
  readonly lan: boolean = false;
  readonly info: BoardInfo | undefined;
  readonly session: Session | undefined;
  readonly phases: readonly Phase[] = [];
  readonly phase: Phase | undefined;
  readonly zones: readonly Zone[] = [];
  readonly insights: readonly Insight[] = [];
  readonly actions: readonly Action[] = [];
  readonly members: readonly Member[] = [];
  readonly persona: Persona | undefined;
  readonly themes: readonly Theme[] = [];
  readonly bin: readonly Note[] = [];
  readonly here: ReadonlySet<Id> = new Set();
  readonly presence: ReadonlyMap<Id, Presence> = new Map();
  readonly can: Can = {
    write: false,
    insights: false,
    run: false,
    move: () => false,
    edit: () => false,
    remove: () => false,
    felt: () => false,
  };
  readonly canUndo: boolean = false;
  readonly canRedo: boolean = false;

  constructor(id: Id, _socketUrl?: string) {
    this.id = id;
  }

  declare notesIn: (zone: Id) => readonly Note[];
  declare note: (id: Id) => Note | undefined;
  declare get: (id: Id) => AnyRec | undefined;
  declare felt: (note: Id) => { readonly count: number; readonly mine: boolean };
  declare customers: () => number;
  declare isMine: (rec: AnyRec) => boolean;
  declare dismiss: (refusal: Refusal) => void;

  declare addNote: (note: NewNote) => Id;
  declare editText: (id: Id, field: string, next: string, caret?: number) => void;
  declare set: (id: Id, fields: Fields) => void;
  declare moveNote: (id: Id, to: { readonly zone: Id; readonly before?: Id | null }) => void;
  declare moveNotes: (ids: readonly Id[], zone: Id) => void;
  declare remove: (ids: readonly Id[]) => void;
  declare restore: (ids: readonly Id[]) => void;
  declare toggleFelt: (note: Id) => void;
  declare addInsight: (evidence: readonly Id[], statement: string) => Id;
  declare addAction: (insight: Id, title: string) => Id;
  declare toPhase: (id: Id) => void;
  declare setMe: (me: { readonly name?: string; readonly consent?: Exclude<Consent, 'default'> }) => void;
  declare setCustomer: (member: Id, company: string) => void;
  declare undo: () => void;
  declare redo: () => void;
  declare sendPresence: (presence: Presence) => void;
  /** For `<textarea {@attach board.textBinding(id, field)}>`: keeps content, caret and composition right. */
  declare textBinding: (id: Id, field: string) => Attachment<HTMLTextAreaElement | HTMLInputElement>;
  declare close: () => void;
}
