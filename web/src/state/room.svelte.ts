// What people signal to each other while the session runs (boards/SPEC.md B-62, B-64 … B-66).
import { isOf } from '../model/board.ts';
import * as intents from '../model/intents.ts';
import { isMine } from '../model/policy.ts';
import type { Comment, Fields, Hand, Id, Member, Topic, Verdict } from '../model/records.ts';
import type { Core } from './core.ts';
import { newId } from './ids.ts';

export class Room {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** "I'm done" with the running phase: this viewer, and how many of those on the board who have something to do in it. */
  get ready(): { readonly mine: boolean; readonly count: number; readonly of: number } {
    const { phase, member } = this.#core.who();
    if (phase === undefined) return { mine: false, count: 0, of: 0 };
    const done = this.#core.cells.ready(phase.id);
    const { rules, ask } = phase.f;
    const busy = ask.kind === 'none' ? rules.write : [...rules.write, ...ask.roles];
    const people = this.#core.cells.list('member').filter(({ id, f }) => {
      if (!this.#core.here.has(id) || f.role === 'none' || f.role === 'viewer') return false;
      return busy.length === 0 || busy.includes(f.role);
    });
    const mine = done.some((rec) => isMine(rec, member));
    return { mine, count: done.length, of: Math.max(people.length, done.length) };
  }

  toggleReady(): void {
    const { phase, member } = this.#core.who();
    if (phase !== undefined) this.#act((records) => intents.toggleReady(records, member, phase.id, newId()));
  }

  /** The raised hands, the first first. */
  get hands(): readonly Hand[] {
    return [...this.#core.cells.list('hand')].sort((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity) || 0);
  }

  get handUp(): boolean {
    const { member } = this.#core.who();
    return this.#core.cells.list('hand').some((hand) => isMine(hand, member));
  }

  toggleHand(): void {
    this.#act((records) => intents.toggleHand(records, this.#core.who().member, newId()));
  }

  /** Lowers somebody's hand; for who drives. */
  lower(hand: Id): void {
    this.#act(() => intents.remove([hand]));
  }

  get topics(): readonly Topic[] {
    return this.#core.cells.list('topic');
  }

  propose(title: string, minutes: number): void {
    this.#core.act((records) => intents.propose(records, newId(), title, minutes));
  }

  setTopic(id: Id, f: Fields): void {
    this.#core.act((records) => intents.setFields(records, id, f));
  }

  comments(on: Id): readonly Comment[] {
    return this.#core.cells.comments(on);
  }

  comment(on: Id, text: string, mentions: readonly Id[] = []): void {
    this.#core.act(() => intents.comment(newId(), on, text, mentions));
  }

  verdicts(on: Id): readonly Verdict[] {
    return this.#core.cells.verdicts(on);
  }

  /** Says of a theme's name or an insight's wording that it is right, or disputes it; null takes it back. */
  verdict(on: Id, says: Verdict['f']['says'] | null, why = ''): void {
    const { member } = this.#core.who();
    this.#act((records) => intents.verdict(records, member, on, says, why, newId()));
  }

  /** Whether a dispute stands that is a veto (B-65), as far as this viewer can see whose it is. */
  vetoed(on: Id): boolean {
    const { member, session } = this.#core.who();
    return this.verdicts(on).some((verdict) => {
      if (verdict.f.says !== 'dispute') return false;
      const by = verdict.by ?? (verdict.mine === true ? member : '');
      const author = this.#core.cells.get(by);
      if (!isOf(author, 'member') || author.f.role !== 'client') return false;
      return author.f.hat === 'lead' || session?.f.baton === by;
    });
  }

  /** Who is in the room without a device: others write and vote for them. */
  get deviceless(): readonly Member[] {
    return this.#core.cells.list('member').filter(({ f }) => f.seat === 'none' && f.role !== 'none');
  }

  #act(make: Parameters<Core['act']>[0]): void {
    this.#core.act(make, false);
  }
}
