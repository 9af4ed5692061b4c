// One board as one viewer sees it, for the screens: reactive records, the state of the connection, and what people may
// mean to do. Everything asked for shows at once; the sync layer sees to the rest.
import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { isOf, type Records } from '../model/board.ts';
import { History } from '../model/history.ts';
import * as intents from '../model/intents.ts';
import type { Op } from '../model/ops.ts';
import { textKey, wordsOf, type TextKey } from '../model/pending.ts';
import * as policy from '../model/policy.ts';
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
  ReactionKind,
  RecordOf,
  Session,
  Role,
  Theme,
  TypeName,
  Zone,
} from '../model/records.ts';
import type { Replica, Touched } from '../model/replica.ts';
import { textFields, textOf } from '../model/values.ts';
import { voicesOf, type Voices } from '../model/voices.ts';
import type { Listener } from '../sync/boardsync.ts';
import type { Can, Closed, Link, Me, NewNote, Presence, Recovered, Refusal, Way, Written } from './contract.ts';
import { Asking } from './asking.svelte.ts';
import { Cells } from './cells.svelte.ts';
import type { Core } from './core.ts';
import { newId } from './ids.ts';
import { open, type Opened } from './opening.ts';
import { forgetBoard } from './forget.ts';
import { keepLink } from './links.ts';
import { dialBoard, keepInTab, pageClock, pageStorage, rested, scrolling, socketUrl, tabStorage } from './page.ts';
import { Room } from './room.svelte.ts';
import { Run } from './run.svelte.ts';
import { Slowness } from './slowness.ts';
import { TextField } from './textfield.ts';
import { Unsent, withRefusal } from './unsent.ts';

/** How many refusals without words are shown at a time; those with words stay until they are dismissed. */
const REFUSALS = 3;

/** Opens a board and keeps it live until {@link BoardState.close}. */
export function openBoard(id: Id, options: { readonly socketUrl?: string } = {}): BoardState {
  return new BoardState(id, options.socketUrl);
}

const nobody: ReadonlyMap<Id, Presence> = new Map();

/**
 * What others do is shown with every frame, unless that takes longer than this (ms): then hands have as much time, at most
 * so much, and while they scroll, this.
 */
const dear = 30;
const longest = 300;
const whileScrolled = 1500;

/** One board; see the head of this file. Members are reactive where they are read in a component. */
export class BoardState {
  readonly id: Id;
  /** The page came over plain HTTP. */
  readonly lan = !isSecureContext;

  #link: Link = $state('connecting');
  #way: Way = $state('socket');
  #closed: Closed | null = $state(null);
  #unsaved = $state(0);
  #slow = $state(false);
  #changes = $state(0);
  /** Until when what comes in waits, since showing the last of it took long. */
  #rest = 0;
  #refusals: readonly Refusal[] = $state.raw([]);
  #recovered: readonly Recovered[] = $state.raw([]);
  #offer = $state(false);
  #ready = $state(false);
  #durable = $state(true);
  /** What was being written when the right to read ended; it is kept nowhere else. */
  draft = '';
  #me: Me | null = $state.raw(null);
  #canUndo = $state(false);
  #canRedo = $state(false);
  readonly #here = new SvelteSet<Id>();
  readonly #presence = new SvelteMap<Id, Presence>();
  /** What this viewer does, and where their page is: presence tells both. */
  #doing: Presence = {};
  #page: Pick<Presence, 'at' | 'idle'> = {};

  readonly #unsent: Unsent;
  readonly #slowness = new Slowness(pageClock, (slow) => (this.#slow = slow));
  readonly #cells = new Cells();
  readonly #history = new History();
  readonly #fields = new Map<TextKey, Set<TextField>>();
  #opened: Opened | undefined;
  /** What was asked for before the device had answered. */
  #early: (() => void)[] = [];
  #dirty = new Set<Id>();
  #painting: (() => void) | undefined;
  /** The field that is typing right now, and is not to be told of it. */
  #typing: TextField | undefined;
  /** Is told which records change, by others or by this page (`mine`), before they show so: what is read out. */
  watch: ((ids: Iterable<Id>, mine: boolean) => void) | null = null;
  /** Told what {@link undo} and {@link redo} did, once it shows; of nothing, if nothing of it stood any more. */
  back: ((ops: readonly Op[], way: 'undo' | 'redo') => void) | null = null;
  readonly #leave = new AbortController();
  readonly #core: Core = {
    cells: this.#cells,
    who: () => this.#who(),
    here: this.#here,
    now: () => this.now(),
    act: (make, undoable) => this.#do(make, undoable),
  };
  /** Running the session. */
  readonly run = new Run(this.#core, pageClock);
  /** The running phase's question. */
  readonly ask = new Asking(this.#core);
  /** What people signal. */
  readonly room = new Room(this.#core);

  constructor(id: Id, url = socketUrl(id)) {
    this.id = id;
    this.#unsent = new Unsent(id, pageStorage());
    this.#refusals = this.#unsent.load();
    const dial = dialBoard(id, url, (way) => (this.#way = way));
    void open(id, dial, this.#listener()).then((opened) => this.#begin(opened));
  }

  // The connection

  get link(): Link {
    return this.#link;
  }
  /** Which way the board is connected, or was last. */
  get way(): Way {
    return this.#way;
  }
  get closed(): Closed | null {
    return this.#closed;
  }
  /** Mutations not acknowledged: 0 and live is "Saved", more and live "Saving", otherwise "kept on this device". */
  get unsaved(): number {
    return this.#unsaved;
  }
  /** Saving takes longer than usual. */
  get slow(): boolean {
    return this.#slow;
  }
  /** Resolves once everything is saved: true; or after `within` milliseconds without that: false. */
  saved(within: number): Promise<boolean> {
    return new Promise((resolve) => {
      const stop = $effect.root(() => {
        $effect(() => {
          if (this.#unsaved === 0) done(true);
        });
      });
      const timer = setTimeout(() => done(false), within);
      function done(saved: boolean): void {
        clearTimeout(timer);
        resolve(saved);
        queueMicrotask(stop);
      }
    });
  }
  /** Grows whenever a record shows differently, whoever changed it. */
  get changes(): number {
    return this.#changes;
  }
  /** Whether what is pending survives the page. */
  get durable(): boolean {
    return this.#durable;
  }
  /** What was refused, newest last, until {@link dismiss}ed; with words in it also over a reload and another link. */
  get refusals(): readonly Refusal[] {
    return this.#refusals;
  }
  /** Words of this device's own that a server which went back to an older copy lacks, until {@link putAway}. */
  get recovered(): readonly Recovered[] {
    return this.#recovered;
  }
  /** What was written here may not get through: offer {@link written} as a file. */
  get offer(): boolean {
    return this.#offer;
  }
  /** The board is there: from the server, or as last seen until the server answers. */
  get ready(): boolean {
    return this.#ready;
  }
  get me(): Me | null {
    return this.#me;
  }
  /** Members with an open connection. */
  /** Who waits to be let in, or is here and asks for a greater role (B-90); facilitators alone see it. */
  get atDoor(): readonly Member[] {
    if (this.#me?.role !== 'facilitator') return []; // who asks sees that they do
    return this.members.filter(({ f }) => (f.waits ?? 'none') !== 'none' && f.declined !== true);
  }
  get here(): ReadonlySet<Id> {
    return this.#here;
  }
  /** What other members are doing, where the phase shows it. */
  get presence(): ReadonlyMap<Id, Presence> {
    return this.phase?.f.rules.presence === 'none' ? nobody : this.#presence;
  }

  /** Forgets what others did before a phase that does not show it. */
  forgetPresence(): void {
    this.#presence.clear();
  }

  dismiss(refusal: Refusal): void {
    this.#refusals = this.#refusals.filter((other) => other !== refusal);
    this.#unsent.remove(refusal);
  }

  /** Recovered words are not needed any more. */
  putAway(row: Recovered): void {
    this.#opened?.sync.putAway(row.id);
  }

  /** Nobody wants the file. */
  declineOffer(): void {
    this.#offer = false;
  }

  /** What this page has written and has not seen saved, and what it has lately. */
  written(): Written {
    const replica = this.#opened?.sync.replica;
    const pending = replica?.pending ?? [];
    const deeds = replica?.past.keep().deeds ?? [];
    const left = [...this.#refusals, ...this.#recovered].flatMap(({ text = '' }) => (text === '' ? [] : [text]));
    const ids = new Set(deeds.flatMap(({ steps }) => steps.flatMap((step) => (step.op === 'text' ? [step.id] : []))));
    const saved = [...ids].flatMap((id) => {
      const rec = replica?.shown(id);
      return rec === undefined ? [] : textFields(rec.type).map((field) => textOf(rec, field));
    });
    const data = {
      board: this.id,
      pending: pending.map(({ lane, n, ops }) => ({ lane, n, ops })),
      refused: this.#refusals,
      recovered: this.#recovered,
      saved: deeds,
    };
    return { pending: pending.map(wordsOf).filter((words) => words !== ''), left, saved: saved.filter(Boolean), data };
  }

  // Records: deleted ones left out, by order and id

  get info(): BoardInfo | undefined {
    return this.#cells.list('board')[0];
  }
  get session(): Session | undefined {
    return this.#cells.list('session')[0];
  }
  get phases(): readonly Phase[] {
    return this.#cells.list('phase');
  }
  /** The running phase. */
  get phase(): Phase | undefined {
    const rec = this.#cells.get(this.session?.f.phase ?? '');
    return isOf(rec, 'phase') ? rec : undefined;
  }
  get zones(): readonly Zone[] {
    return this.#cells.list('zone');
  }
  get insights(): readonly Insight[] {
    return this.#cells.list('insight');
  }
  get actions(): readonly Action[] {
    return this.#cells.list('action');
  }
  get members(): readonly Member[] {
    return this.#cells.list('member');
  }
  get persona(): Persona | undefined {
    return this.#cells.list('persona')[0];
  }
  get themes(): readonly Theme[] {
    return this.#cells.list('theme');
  }
  /** Deleted notes that this viewer may restore. */
  get bin(): readonly Note[] {
    return this.#cells.bin();
  }
  /** Notes whose making this viewer has taken back. */
  get undone(): readonly Note[] {
    return this.#cells.undone();
  }
  /** Deleted zones that this viewer may restore. */
  get goneZones(): readonly Zone[] {
    return this.#cells.gone('zone');
  }
  /** Notes whose zone is not there any more (B-85). */
  get homeless(): readonly Note[] {
    const zones = new Set(['', ...this.zones.map((zone) => zone.id)]);
    return this.list('note').filter((note) => !zones.has(note.f.place.zone));
  }

  /** The records of a type, deleted ones left out, by order. */
  list<T extends TypeName>(type: T): readonly RecordOf<T>[] {
    return this.#cells.list(type);
  }

  notesIn(zone: Id): readonly Note[] {
    return this.#cells.notesIn(zone);
  }

  /** The notes of a theme. */
  notesOf(theme: Id): readonly Note[] {
    return this.#cells.notesOf(theme);
  }

  /** The theme of a note; undefined where it is in none, or in one that is not there any more. */
  themeOf(note: Note): Theme | undefined {
    const rec = this.get(note.f.theme);
    return isOf(rec, 'theme') ? rec : undefined;
  }

  /** This viewer's notes that wait for their moment (B-54). */
  get waiting(): readonly Note[] {
    return this.#cells.held('waiting');
  }

  /** Customers' notes that a facilitator has not let in (B-56). */
  get held(): readonly Note[] {
    return this.#cells.held('held');
  }

  note(id: Id): Note | undefined {
    const rec = this.get(id);
    return isOf(rec, 'note') ? rec : undefined;
  }

  get(id: Id): AnyRec | undefined {
    const rec = this.#cells.get(id);
    return rec?.del ? undefined : rec;
  }

  /** A record, also a deleted one that this viewer may restore. */
  find(id: Id): AnyRec | undefined {
    return this.#cells.get(id);
  }

  /** How many have felt this too, and whether this viewer is one of them. */
  felt(note: Id): { readonly count: number; readonly mine: boolean } {
    return this.reactions(note).get('felt') ?? { count: 0, mine: false };
  }

  /** What was said of a note with one press: how many said so of each kind, and whether this viewer did (B-81). */
  reactions(note: Id): ReadonlyMap<ReactionKind, { readonly count: number; readonly mine: boolean }> {
    const kinds = new Map<ReactionKind, { count: number; mine: boolean }>();
    for (const reaction of this.#cells.reactions(note)) {
      const { count, mine } = kinds.get(reaction.f.kind) ?? { count: 0, mine: false };
      kinds.set(reaction.f.kind, { count: count + 1, mine: mine || this.isMine(reaction) });
    }
    return kinds;
  }

  /** The customers on the board: the n of "3 of n". */
  customers(): number {
    return this.members.filter((member) => member.f.side === 'customer' && member.f.role !== 'none').length;
  }

  /** Whose notes these are, as far as this viewer may know. */
  voices(notes: readonly Note[]): Voices {
    const find = (id: Id): Member | undefined => {
      const rec = this.#cells.get(id);
      return isOf(rec, 'member') ? rec : undefined;
    };
    return voicesOf(notes, find, this.#me?.member);
  }

  isMine(rec: Pick<AnyRec, 'by' | 'mine'>): boolean {
    return policy.isMine(rec, this.#me?.member);
  }

  /** What this viewer may do now: nothing but read once the board is closed to this page. */
  readonly can: Can = canOf(
    () => this.#who(),
    (id) => this.#cells.get(id),
  );

  /** The server's time, in milliseconds since 1970 UTC. */
  now(): number {
    return this.#opened?.sync.time.now() ?? Date.now();
  }

  #who(): policy.Standing {
    return {
      member: this.#me?.member ?? '',
      role: this.#closed === null ? (this.#me?.role ?? 'viewer') : 'viewer',
      phase: this.phase,
      session: this.session,
    };
  }

  // Intents: one undoable step each, unless said otherwise

  /** Does what a screen that is loaded when it is needed knows how to say. */
  act(make: (records: Records) => readonly Op[]): void {
    this.#do(make);
  }

  addNote(note: NewNote): Id {
    const id = newId();
    this.#do((records) => intents.addNote(records, this.#me?.role ?? 'client', id, note));
    return id;
  }

  /** Makes a text read `next`; `caret` is where the caret stands in it, in code points. Typing on is one step. */
  editText(id: Id, field: string, next: string, caret?: number): void {
    this.#do((records) => intents.editText(records, id, field, next, caret));
  }

  set(id: Id, fields: Fields): void {
    this.#do((records) => intents.setFields(records, id, fields));
  }

  moveNote(id: Id, to: { readonly zone: Id; readonly before?: Id | null }): void {
    this.#do((records) => intents.moveNotes(records, [id], to, this.can.move));
  }

  moveNotes(ids: readonly Id[], zone: Id): void {
    this.#do((records) => intents.moveNotes(records, ids, { zone }, this.can.move));
  }

  remove(ids: readonly Id[]): void {
    this.#do(() => intents.remove(ids));
  }

  restore(ids: readonly Id[]): void {
    this.#do(() => intents.restore(ids));
  }

  toggleFelt(note: Id): void {
    this.toggleReaction(note, 'felt');
  }

  toggleReaction(note: Id, kind: ReactionKind): void {
    this.#do((records) => intents.toggleReaction(records, this.#me?.member ?? '', note, kind, newId()));
  }

  addInsight(evidence: readonly Id[], statement: string): Id {
    const id = newId();
    this.#do((records) => intents.addInsight(records, id, evidence, statement));
    return id;
  }

  addAction(insight: Id, title: string): Id {
    const id = newId();
    this.#do((records) => intents.addAction(records, id, insight, title));
    return id;
  }

  /** Makes a phase the running one. Not undoable by {@link undo}: it goes back by going back. */
  toPhase(id: Id): void {
    this.run.go(id);
  }

  /** Puts notes into a theme. */
  group(ids: readonly Id[], theme: Id): void {
    this.#do((records) => intents.group(records, ids, theme));
  }

  /** Makes a theme of notes. */
  groupNew(ids: readonly Id[], name: string): Id {
    const id = newId();
    this.#do((records) => intents.groupNew(records, id, ids, name));
    return id;
  }

  ungroup(ids: readonly Id[]): void {
    this.#do((records) => intents.group(records, ids, ''));
  }

  /** Makes one theme of two, in one act. */
  mergeThemes(from: Id, into: Id): void {
    this.#do((records) => intents.mergeThemes(records, from, into));
  }

  /** Takes a theme away. Its notes are in none then; they come back with it. */
  removeTheme(id: Id): void {
    this.#do(() => intents.remove([id]));
  }

  /** Lets held notes in. Not undoable. */
  approve(notes: readonly Id[]): void {
    this.#do((records) => intents.approve(records, notes), false);
  }

  /** Says of words written down as this viewer's own that they are, or are not. Not undoable. */
  confirm(note: Id, yes: boolean): void {
    this.#do(() => intents.confirm(note, yes), false);
  }

  /** Settles where a note stands between impact and effort, 1 … 5; 0 is not yet. */
  score(note: Id, to: { readonly impact?: number; readonly effort?: number }): void {
    this.#do((records) => intents.score(records, note, to));
  }

  /** Notes as an action what was settled on the spot. */
  fixedNow(note: Id, title: string): Id {
    const id = newId();
    this.#do((records) => intents.fixedNow(records, id, note, title));
    return id;
  }

  /** Makes an action with these fields: what was decided, in one step. */
  decide(f: Fields): Id {
    const id = newId();
    this.#do((records) => intents.decide(records, id, f));
    return id;
  }

  /** Sets what holds for the whole board. */
  setBoard(f: Fields): void {
    this.#do((records) => (this.info ? intents.setFields(records, this.info.id, f) : []));
  }

  /** Not undoable. */
  setHat(member: Id, hat: Member['f']['hat']): void {
    this.#do((records) => intents.setFields(records, member, { hat }), false);
  }

  /** Not undoable. */
  setRole(member: Id, role: Role | 'none'): void {
    this.#do((records) => intents.setFields(records, member, { role }), false);
  }

  /** Gives who waits the role they asked for. Not undoable. */
  letIn({ id, f }: Member): void {
    const role = f.waits === undefined || f.waits === 'none' ? 'viewer' : f.waits;
    this.#do((records) => intents.setFields(records, id, { role, waits: 'none', declined: false }), false);
  }

  /** Turns who waits away, or lets them wait again. Not undoable. */
  decline(member: Id, declined: boolean): void {
    this.#do((records) => intents.setFields(records, member, { declined }), false);
  }

  /** Not undoable. */
  setMe(me: {
    readonly name?: string;
    readonly consent?: Exclude<Consent, 'default'>;
    readonly contact?: string;
  }): void {
    this.#do((records) => (this.#me ? intents.setFields(records, this.#me.member, { ...me }) : []), false);
  }

  /** Says which company a guest is from. Not undoable. */
  setCustomer(member: Id, company: string): void {
    this.#do((records) => intents.setFields(records, member, { customer: company }), false);
  }

  get canUndo(): boolean {
    return this.#canUndo;
  }
  get canRedo(): boolean {
    return this.#canRedo;
  }

  /** Takes back this viewer's newest act, as far as it still stands. */
  undo(): void {
    this.#go('undo');
  }

  redo(): void {
    this.#go('redo');
  }

  #go(way: 'undo' | 'redo'): void {
    let ops: readonly Op[] = [];
    this.#do(({ get }) => (ops = this.#history[way](get) ?? []), false);
    this.back?.(ops, way);
  }

  /** Says what this viewer is doing right now, where the phase shows it; the newest wins. */
  sendPresence(presence: Presence): void {
    this.#doing = presence;
    this.#tellPresence();
  }

  /** Says where this viewer's page is, beside what they do. Who is idle does nothing. */
  sendPage(page: Pick<Presence, 'at' | 'idle'>): void {
    this.#page = page;
    if (page.idle === true) this.#doing = {};
    this.#tellPresence();
  }

  #tellPresence(): void {
    if (this.phase?.f.rules.presence === 'none') return;
    this.#opened?.sync.say({ ...this.#doing, ...this.#page });
  }

  /** `<textarea {@attach board.textBinding(id, field)}>`: keeps content, caret and composition right for both sides. */
  textBinding(id: Id, field: string): Attachment<HTMLTextAreaElement | HTMLInputElement> {
    return (element) => {
      const key = textKey(id, field);
      const bound: TextField = new TextField(element, () => document.activeElement === element, {
        text: () => this.#text(id, field),
        edit: (edit) => {
          this.#typing = bound;
          this.#do(() => [{ op: 'text', id, field, edit }]);
          this.#typing = undefined;
        },
      });
      const all = this.#fields.get(key) ?? new Set();
      this.#fields.set(key, all.add(bound));
      const stop = new AbortController();
      const { signal } = stop;
      element.addEventListener('input', () => bound.input(), { signal });
      element.addEventListener('compositionstart', () => bound.compositionStart(), { signal });
      element.addEventListener('compositionend', () => bound.compositionEnd(), { signal });
      return () => {
        stop.abort();
        all.delete(bound);
        if (all.size === 0) this.#fields.delete(key);
      };
    };
  }

  /** Leaves the board. What is not saved yet stays on the device. */
  async close(): Promise<void> {
    this.#leave.abort();
    this.run.stop();
    this.#slowness.stop();
    this.#painting?.();
    const opened = this.#opened;
    if (opened === undefined) return;
    opened.steps.flush(this.#kept);
    try {
      await opened.sync.flush();
    } finally {
      opened.sync.close();
      opened.release();
    }
  }

  #begin(opened: Opened): void {
    this.#opened = opened;
    if (this.#leave.signal.aborted) {
      opened.release();
      return;
    }
    this.#recovered = opened.recovered;
    if (opened.left) this.#history.restore(opened.left.history);
    this.#watchPage(opened);
    opened.sync.start();
    for (const act of this.#early.splice(0)) act();
  }

  #watchPage({ sync, steps, check }: Opened): void {
    const { signal } = this.#leave;
    const wake = () => {
      check();
      sync.wake();
    };
    const flush = () => {
      steps.flush(this.#kept);
      void sync.flush();
    };
    addEventListener('online', wake, { signal });
    addEventListener('pageshow', wake, { signal });
    addEventListener('pagehide', flush, { signal });
    document.addEventListener('visibilitychange', () => (document.hidden ? flush() : wake()), { signal });
  }

  /** Does what `make` makes of the records as they show now. */
  #do(make: (records: Records) => readonly Op[], undoable = true): void {
    const sync = this.#opened?.sync;
    if (sync === undefined) {
      this.#early.push(() => this.#do(make, undoable));
      return;
    }
    this.#paint();
    const records: Records = { get: (id) => sync.replica.shown(id), all: () => this.#cells.all() };
    const ops = make(records);
    if (ops.length > 0) {
      if (undoable) this.#history.did(ops, records.get, Date.now());
      sync.mutate(ops);
      this.#paint();
    }
    this.#countSteps();
  }

  #text(id: Id, field: string): string | undefined {
    const rec = this.#opened?.sync.replica.shown(id);
    return rec && textOf(rec, field);
  }

  #listener(): Listener {
    return {
      touched: (touched, mine, half) => this.#touched(touched, mine, half),
      ready: (from) => {
        this.#paint();
        this.#ready = true;
        if (from === 'server' && this.#opened) this.#back(this.#opened.sync.replica);
      },
      me: (me) => {
        this.#me = me;
        this.#look();
      },
      link: (link) => {
        this.#link = link;
        this.#look();
        this.#slowness.anew();
        if (link !== 'live') this.#presence.clear();
      },
      closed: (why) => {
        this.#link = 'closed';
        if (why === 'revoked' || why === 'no_board') this.#forget();
        this.#closed = why;
        this.#look();
        this.#opened?.release();
      },
      unsaved: (count) => {
        this.#unsaved = count;
        this.#slowness.waits(count);
      },
      refused: (refusal) => {
        const all = withRefusal(this.#refusals, refusal);
        const bare = all.filter((each) => each.text === undefined).slice(-REFUSALS);
        this.#refusals = all.filter((each) => each.text !== undefined || bare.includes(each));
        this.#unsent.add(refusal);
      },
      presence: (who, left) => {
        for (const { m, ...presence } of who) if (m !== this.#me?.member) this.#presence.set(m, presence);
        for (const member of left) this.#presence.delete(member);
      },
      here: (members) => {
        for (const member of [...this.#here]) if (!members.includes(member)) this.#here.delete(member);
        for (const member of members) this.#here.add(member);
        this.#look();
      },
      unsafe: () => (this.#durable = false),
      recovered: (row) => (this.#recovered = [...this.#recovered, row]),
      putAway: (id) => (this.#recovered = this.#recovered.filter((row) => row.id !== id)),
      erased: (ids) => {
        this.#history.erase(ids);
        this.#countSteps();
      },
      failed: (error) => reportError(error),
      offer: () => (this.#offer = true),
    };
  }

  /**
   * What comes in is shown with the next frame, all at once, and half a turn one frame later, with its other half; what is
   * asked for here is shown by {@link #do}.
   */
  #touched({ ids, edits }: Touched, mine: boolean, half = false): void {
    for (const id of ids) this.#dirty.add(id);
    this.watch?.(ids, mine);
    for (const { id, field, edit } of edits) {
      if (!mine) this.#history.rebase(id, field, edit);
      for (const bound of this.#fields.get(textKey(id, field)) ?? []) if (bound !== this.#typing) bound.changed(edit);
    }
    if (mine) return;
    const soon = () => rested(this.#rest, () => this.#paint());
    this.#painting ??= half ? rested(0, () => (this.#painting = soon())) : soon();
  }

  #paint(): void {
    this.#painting?.();
    this.#painting = undefined;
    const replica = this.#opened?.sync.replica;
    if (replica === undefined || this.#dirty.size === 0) return;
    const dirty = this.#dirty;
    this.#dirty = new Set();
    const began = performance.now();
    // After the frame that shows it.
    setTimeout(() => {
      const cost = performance.now() - began;
      this.#rest = cost < dear ? 0 : performance.now() + (scrolling() ? whileScrolled : Math.min(cost, longest));
    });
    for (const id of dirty) this.#cells.put(id, replica.shown(id));
    this.#changes = untrack(() => this.#changes) + 1;
    for (const fields of this.#fields.values()) for (const bound of fields) if (bound !== this.#typing) bound.flush();
    this.#countSteps();
    this.#look();
  }

  /** Whether this viewer is to stand in for somebody may have changed. */
  #look(): void {
    untrack(() => this.run.look(this.#link === 'live'));
  }

  /** With the right to read goes what was kept beside what the sync layer keeps: chains, links, a draft. */
  #forget(): void {
    this.#opened?.steps.close();
    this.#history.forget();
    this.draft = forgetBoard(this.id, [pageStorage(), tabStorage()]);
    // It stays with this tab, where the next link may be opened, and with nobody who uses the device after it.
    keepInTab(`draft.${this.id}`, this.draft);
    void keepLink(this.id, '');
  }

  /** What can be taken back, to be kept. */
  readonly #kept = () => {
    const replica = this.#opened?.sync.replica;
    return { member: this.#me?.member ?? '', history: this.#history.keep((id) => replica?.shown(id)) };
  };

  /** The page is back: what happened while it was away shows. Nobody takes back what another member did here. */
  #back(replica: Replica): void {
    const left = this.#opened?.left;
    if (left !== undefined && left.member !== this.#me?.member) this.#history.forget();
    this.#history.back((id) => replica.shown(id));
    this.#countSteps();
  }

  #countSteps(): void {
    this.#opened?.steps.changed(this.#history.version, this.#kept);
    this.#canUndo = this.#history.canUndo;
    this.#canRedo = this.#history.canRedo;
  }
}

function canOf(who: () => policy.Standing, get: (id: Id) => AnyRec | undefined): Can {
  const takes = (id: Id) => {
    const zone = get(id);
    return policy.takes(isOf(zone, 'zone') ? zone : undefined);
  };
  return {
    get write() {
      return policy.mayWrite(who());
    },
    willWait: (zone, behalf = false) => policy.stateOf({ zone, behalf }, who()) === 'waiting',
    takes,
    get listens() {
      return policy.listens(who());
    },
    get comment() {
      return policy.mayComment(who());
    },
    get vote() {
      return policy.mayAnswer(who());
    },
    get shape() {
      return policy.mayShape(who());
    },
    get insights() {
      return policy.mayShape(who());
    },
    get group() {
      return policy.mayGroup(who());
    },
    get verdict() {
      return policy.mayVerdict(who());
    },
    get run() {
      return who().role === 'facilitator' || policy.drives(who());
    },
    move: (note) => policy.mayMove(note, who()),
    edit: (note) => policy.mayEdit(note, who()),
    remove: (note) => policy.mayRemove(note, who()),
    felt: (note) => policy.maySecond(note, who()),
    react: (note) => policy.mayReact(note, who()),
    weigh: (note) => policy.mayWeigh(note, who()),
    confirm: (note) => policy.mayConfirm(note, who()),
  };
}
