// Running the session: who drives, where it is, and how long that may take (boards/SPEC.md B-50 … B-52, B-63).
import { createSubscriber } from 'svelte/reactivity';
import type * as Agenda from '../model/intents/agenda.ts';
import * as intents from '../model/intents/session.ts';
import { isOf, type Records } from '../model/board.ts';
import type { Op } from '../model/ops.ts';
import * as policy from '../model/policy.ts';
import type { AnyRec, Fields, Id, Member, Phase, Session } from '../model/records.ts';
import { isSet, leftOf } from '../model/timer.ts';
import type { Clock } from '../sync/ports.ts';
import type { Core } from './core.ts';
import { newId } from './ids.ts';
import { seconds } from './seconds.ts';
import { TakeOver } from './takeover.ts';

export class Run {
  readonly #core: Core;
  readonly #takeOver: TakeOver;
  readonly #second: () => void;
  #loading: Promise<typeof Agenda> | undefined;

  constructor(core: Core, clock: Clock) {
    this.#core = core;
    this.#takeOver = new TakeOver(clock, () => this.take());
    this.#second = createSubscriber((update) => seconds(clock, () => this.#left() ?? 0, update));
  }

  /** This viewer drives (B-50). */
  get drives(): boolean {
    return policy.drives(this.#core.who());
  }

  get facilitates(): boolean {
    return this.#core.who().role === 'facilitator';
  }

  /** Who has the baton; undefined while every facilitator drives. */
  get holder(): Member | undefined {
    return this.#member(this.#session?.f.baton ?? '');
  }

  get standin(): Member | undefined {
    return this.#member(this.#session?.f.standin ?? '');
  }

  /** Seconds after which the stand-in takes the baton by itself; 0: it does not. */
  get pass(): number {
    return this.#session?.f.pass ?? 0;
  }

  /** Whether somebody else drives from whom this viewer may take the baton. */
  get mayTake(): boolean {
    return policy.mayTake(this.#core.who());
  }

  take(): void {
    this.#act((records) => intents.passBaton(records, this.#core.who().member));
  }

  /** Hands the baton over; '' gives it back to the facilitators. */
  handOver(to: Id): void {
    this.#act((records) => intents.passBaton(records, to));
  }

  setStandin(member: Id, pass: number): void {
    this.#act((records) => intents.standIn(records, member, pass));
  }

  // Where the session is

  /** Where the running phase stands in the agenda; −1 where there is none. */
  get at(): number {
    const phase = this.#session?.f.phase;
    return this.#phases.findIndex((each) => each.id === phase);
  }

  get before(): Phase | undefined {
    const { at } = this;
    return at < 0 ? undefined : this.#phases[at - 1];
  }

  get after(): Phase | undefined {
    const { at } = this;
    return at < 0 ? undefined : this.#phases[at + 1];
  }

  /** Goes to a phase from the one that runs: two who do so at the same moment move once. */
  go(phase: Id): void {
    this.#act((records) => intents.toPhase(records, phase));
  }

  setState(state: Session['f']['state'], starts?: number): void {
    this.#act((records) => intents.setState(records, state, starts));
  }

  /** What everybody is shown now. */
  get spotlight(): AnyRec | undefined {
    const rec = this.#core.cells.get(this.#session?.f.spotlight ?? '');
    return rec?.del ? undefined : rec;
  }

  /** Shows everybody a note or a theme; '' ends it. */
  setSpotlight(id: Id): void {
    this.#act((records) => intents.spotlight(records, id));
  }

  /** Brings everybody to a zone, or to a note in it. */
  summon(zone: Id, note: Id = ''): void {
    this.#act((records) => intents.summon(records, zone, note));
  }

  // Time

  /** Milliseconds left by the server's clock, below zero when it is over; null without a timer. Ticks each second. */
  get left(): number | null {
    if (this.#session?.f.timer.run === true) this.#second();
    return this.#left();
  }

  get paused(): boolean {
    const timer = this.#session?.f.timer;
    return timer !== undefined && isSet(timer) && !timer.run;
  }

  pause(): void {
    this.#act((records) => intents.pause(records, this.#core.now()));
  }

  resume(): void {
    this.#act((records) => intents.resume(records));
  }

  extend(minutes: number): void {
    this.#act((records) => intents.extend(records, minutes));
  }

  // The agenda: undoable

  setPhase(id: Id, f: Fields): void {
    this.#plan((agenda, records) => agenda.setPhase(records, id, f));
  }

  /** Adds a phase behind another, or at the end, with the rights of the one before unless a facilitator says otherwise. */
  addPhase(f: Fields, after?: Id): Id {
    const id = newId();
    this.#plan((agenda, records) => agenda.addPhase(records, id, f, after, !this.facilitates));
    return id;
  }

  removePhase(id: Id): void {
    this.#plan((agenda, records) => agenda.removePhase(records, id));
  }

  restorePhase(id: Id): void {
    this.#plan(() => [{ op: 'res', id }]);
  }

  /** Moves a phase before another, or with null to the end. */
  movePhase(id: Id, before: Id | null): void {
    this.#plan((agenda, records) => agenda.movePhase(records, id, before));
  }

  /** Scales the phases to come so that the session ends at a time, in milliseconds since 1970 UTC. */
  fit(until: number): void {
    this.#plan((agenda, records) => agenda.fit(records, until, this.#core.now()));
  }

  /** Adds a zone before another, or at the end; a facilitator's to do. */
  addZone(f: Fields, before: Id | null = null): Id {
    const id = newId();
    this.#plan((agenda, records) => agenda.addZone(records, id, f, before));
    return id;
  }

  /** Adds a column to a grid, with the cells that its neighbour has. */
  addColumn(title: string, before: Id | null = null): Id {
    const id = newId();
    this.#plan((agenda, records) => agenda.addColumn(records, id, title, before, newId));
    return id;
  }

  /** Moves a zone before another, or with null to the end; a column takes its cells along. */
  moveZone(id: Id, before: Id | null): void {
    this.#plan((agenda, records) => agenda.moveZone(records, id, before));
  }

  /** Takes a zone away, and with a column its cells. */
  removeZone(id: Id): void {
    this.#plan((agenda, records) => agenda.removeZone(records, id));
  }

  restoreZone(id: Id): void {
    this.#plan((agenda, records) => agenda.restoreZone(records, id));
  }

  /**
   * Looks whether this viewer is the stand-in of somebody who is gone. To be called whenever records, members here or the
   * connection have changed; `live` says that who is here is known.
   */
  look(live: boolean): void {
    const who = this.#core.who();
    const session = who.session;
    if (live && policy.drives(who)) void this.#agenda().catch(() => undefined); // asked for again when it is needed
    const mine = session !== undefined && session.f.standin === who.member && who.role !== 'viewer';
    const wanted = live && mine && session.f.pass > 0 && session.f.state === 'running' && !policy.drives(who);
    this.#takeOver.look(
      wanted && this.#gone(session) ? `${session.f.baton}/${session.f.pass}` : '',
      session?.f.pass ?? 0,
    );
  }

  /** Ends all waiting. */
  stop(): void {
    this.#takeOver.look('', 0);
  }

  #left(): number | null {
    const timer = this.#session?.f.timer;
    return timer === undefined || !isSet(timer) ? null : leftOf(timer, this.#core.now());
  }

  get #session(): Session | undefined {
    return this.#core.who().session;
  }

  get #phases(): readonly Phase[] {
    return this.#core.cells.list('phase');
  }

  #member(id: Id): Member | undefined {
    const rec = this.#core.cells.get(id);
    return isOf(rec, 'member') ? rec : undefined;
  }

  /** Whether nobody who drives is on the board. */
  #gone(session: Session): boolean {
    const { here } = this.#core;
    if (here.size === 0) return false; // nobody has told yet: this viewer is here
    if (session.f.baton !== '') return !here.has(session.f.baton);
    return !this.#core.cells.list('member').some(({ id, f }) => f.role === 'facilitator' && here.has(id));
  }

  #act(make: (records: Records) => readonly Op[]): void {
    this.#core.act(make, false);
  }

  #plan(make: (agenda: typeof Agenda, records: Records) => readonly Op[]): void {
    void this.#agenda().then(
      (agenda) => this.#core.act((records) => make(agenda, records)),
      (error: unknown) => reportError(error),
    );
  }

  /** Loaded once somebody drives, so that it is there when their line is not. */
  #agenda(): Promise<typeof Agenda> {
    this.#loading ??= import('../model/intents/agenda.ts').catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }
}
