import type { Id, Note, Phase, Zone } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { nearest, placed, questions, spreadOf, type Score, type Spread, type Ways } from './spots.ts';

/**
 * Where notes lie on a plane for this viewer. While a phase asks to place them, that is where they have put them
 * themselves and nobody else sees it; otherwise it is the score that is settled together.
 */
export class Placing {
  readonly #board: BoardState;
  readonly #zone: () => Zone | undefined;

  constructor(board: BoardState, zone: () => Zone | undefined) {
    this.#board = board;
    this.#zone = zone;
  }

  get notes(): readonly Note[] {
    const zone = this.#zone();
    return zone === undefined ? [] : this.#board.notesIn(zone.id);
  }

  /** This viewer is asked to place the notes. */
  get asked(): boolean {
    return this.#board.phase?.f.ask.kind === 'place' && this.#board.ask.open;
  }

  /** What this viewer places by: where customers and team share the work, one of the two. */
  get ways(): Ways {
    if (!this.asked || this.#board.phase?.f.ask.split !== true) return 'both';
    return this.#board.me?.role === 'client' ? 'impact' : 'effort';
  }

  /** The last phase that asked, once its results are in. */
  get #told(): Phase | undefined {
    if (this.asked) return undefined;
    return this.#board.phases.findLast(({ f }) => f.ask.kind === 'place' && f.results.length > 0);
  }

  /** There are answers to look at. */
  get told(): boolean {
    return this.#told !== undefined;
  }

  spread(note: Id): Spread {
    return spreadOf(note, this.#told?.f.results ?? []);
  }

  /** What has been said of a note: by this viewer while asked, else by all together. */
  score(note: Note): Score {
    if (!this.asked) return note.f.score;
    const { ask } = this.#board;
    return { impact: ask.mine(note.id, questions.impact) ?? 0, effort: ask.mine(note.id, questions.effort) ?? 0 };
  }

  /** Where a note lies: at its score, else tentatively where the answers point; undefined where there is neither. */
  spot(note: Note): { readonly score: Score; readonly settled: boolean } | undefined {
    const score = this.score(note);
    if (placed(score, this.ways)) return { score, settled: true };
    const near = nearest(this.spread(note.id));
    return placed(near, 'both') ? { score: near, settled: false } : undefined;
  }

  /** Whether this viewer may say where the note lies. */
  may(note: Note): boolean {
    if (!this.asked) return this.#board.can.move(note);
    return this.#board.ask.options.some((option) => option.id === note.id);
  }

  /** Says where a note lies; 0 takes it back. */
  set(note: Note, to: Partial<Score>): void {
    if (!this.asked) return this.#board.score(note.id, to);
    const was = this.score(note);
    for (const way of ['impact', 'effort'] as const) {
      const value = to[way];
      const wanted = this.ways === 'both' || this.ways === way;
      if (value !== undefined && value !== was[way] && wanted) {
        this.#board.ask.give(note.id, value || null, questions[way]);
      }
    }
  }
}
