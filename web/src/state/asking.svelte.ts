// A phase's question: what this viewer answers, and what came of it (boards/SPEC.md B-57 … B-60).
import { isOf } from '../model/board.ts';
import * as intents from '../model/intents/asking.ts';
import * as policy from '../model/policy.ts';
import type { Answer, AnyRec, Id, Member, Phase, Result } from '../model/records.ts';
import type { Core } from './core.ts';
import { newId } from './ids.ts';

export class Asking {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** The running phase asks this viewer, and goes on doing so. */
  get open(): boolean {
    return policy.mayAnswer(this.#core.who());
  }

  /** Whether this viewer may answer for a member without a device. */
  mayFor(behalf: Member): boolean {
    return policy.mayAnswer(this.#core.who(), behalf);
  }

  /** What dots and points may be given to, in this round. */
  get options(): readonly AnyRec[] {
    const phase = this.#phase;
    if (phase === undefined) return [];
    const { among } = phase.f;
    const all = this.#all(phase);
    return among.length === 0 ? all : all.filter((rec) => among.includes(rec.id));
  }

  /** The dots each person has in this round. */
  get budget(): number {
    const phase = this.#phase;
    if (phase?.f.ask.kind !== 'dots') return 0;
    return phase.f.budget || phase.f.ask.budget || Math.max(Math.ceil(this.options.length / 4), 1);
  }

  /** The dots given in this round: this viewer's own, or those of somebody without a device. */
  spent(behalf: Id = ''): number {
    return this.#mine(behalf).reduce((sum, answer) => sum + answer.f.value, 0);
  }

  left(behalf: Id = ''): number {
    return Math.max(this.budget - this.spent(behalf), 0);
  }

  /** The answer given in this round, or null. */
  mine(item: Id, q = 0, behalf: Id = ''): number | null {
    return this.#mine(behalf).find(({ f }) => f.item === item && f.q === q)?.f.value ?? null;
  }

  /**
   * Answers; null takes the answer back, and so does no dot. Dots beyond the budget or the limit of one thing are not
   * given (B-58). The item of a scale is ''.
   */
  give(item: Id, value: number | null, q = 0, behalf: Id = ''): void {
    const phase = this.#phase;
    if (phase === undefined) return;
    const { kind, limit } = phase.f.ask;
    if (kind === 'dots' && value !== null) {
      const before = this.mine(item, q, behalf) ?? 0;
      if (value > before && (value - before > this.left(behalf) || (limit > 0 && value > limit))) return;
    }
    const given = kind === 'dots' && value !== null && value <= 0 ? null : value;
    const asked = { item, q, behalf };
    this.#core.act((records) => intents.give(records, this.#core.who().member, phase, asked, given, newId()), false);
  }

  /** Closes the running phase's question; for who drives. */
  close(): void {
    this.#run(intents.close);
  }

  reopen(): void {
    this.#run(intents.reopen);
  }

  /** Begins a new round, of these options alone; of all where none is named. */
  again(among: readonly Id[]): void {
    this.#run((records, phase) => intents.again(records, phase, among));
  }

  /** What came of a phase's question; dots the most first. */
  results(phase: Id): readonly Result[] {
    const rec = this.#core.cells.get(phase);
    return isOf(rec, 'phase') ? rec.f.results : [];
  }

  /** The options tied around the cut: those with as many dots as the last of `keep`, where one behind it has as many. */
  ties(phase: Id, keep = 3): readonly Id[] {
    const rows = this.results(phase);
    const edge = rows[keep - 1]?.sum ?? 0;
    if (edge === 0 || rows[keep]?.sum !== edge) return [];
    return rows.filter((row) => row.sum === edge).map((row) => row.item);
  }

  get #phase(): Phase | undefined {
    return this.#core.who().phase;
  }

  #all(phase: Phase): readonly AnyRec[] {
    const { cells } = this.#core;
    const { kind, of } = phase.f.ask;
    const { zones } = phase.f;
    if (kind === 'none' || kind === 'scale') return [];
    if (of === 'note') {
      const asked = (zone: Id) => zones.length === 0 || zones.includes(zone);
      return cells.list('note').filter(({ f }) => f.state === 'revealed' && asked(f.place.zone));
    }
    if (kind === 'curve') return cells.list('zone').filter((zone) => zone.f.kind === 'column');
    return cells.list(of);
  }

  #mine(behalf: Id): readonly Answer[] {
    const phase = this.#phase;
    if (phase === undefined) return [];
    const { round } = phase.f;
    return this.#core.cells.answers(phase.id).filter(({ f }) => f.round === round && f.behalf === behalf);
  }

  #run(make: (records: Parameters<typeof intents.close>[0], phase: Id) => ReturnType<typeof intents.close>): void {
    const phase = this.#phase;
    if (phase !== undefined) this.#core.act((records) => make(records, phase.id), false);
  }
}
