import type { Id, Phase } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { curvePhase, curveShown, dips, stopsOf, type Stop } from './curve.ts';

/** The journey's question of how each step felt: what this viewer answers, and what came of it. */
export class Feeling {
  readonly #board: BoardState;

  constructor(board: BoardState) {
    this.#board = board;
  }

  /** The phase that asks it: the running one, else the last whose results are in, else one to come. */
  readonly phase: Phase | undefined = $derived.by(() => curvePhase(this.#board.phases, this.#board.phase));

  /** It is being asked now: nothing is shown but one's own points. */
  readonly asking = $derived.by(
    () => this.phase !== undefined && this.phase.id === this.#board.phase?.id && !this.phase.f.closed,
  );

  /** This viewer is asked. */
  get open(): boolean {
    return this.asking && this.#board.ask.open;
  }

  /** The results are there to see. */
  readonly shown = $derived.by(() => curveShown(this.phase, this.#board.phase));

  readonly columns = $derived.by(() => this.#board.zones.filter((zone) => zone.f.kind === 'column'));

  readonly stops: readonly Stop[] = $derived(
    stopsOf(
      this.columns.map((column) => column.id),
      this.shown ? (this.phase?.f.results ?? []) : [],
    ),
  );

  readonly #dips = $derived(dips(this.stops));

  /** A moment of truth: nowhere is the median lower. */
  dip(column: Id): boolean {
    return this.#dips.includes(column);
  }

  /** This viewer's own point, while it is asked for. */
  mine(column: Id): number | null {
    return this.open ? this.#board.ask.mine(column) : null;
  }

  set(column: Id, value: number | null): void {
    this.#board.ask.give(column, value);
  }
}
