import { SvelteSet } from 'svelte/reactivity';
import type { Action, Id } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { themesOf } from '../insights/themes.ts';
import { dayOf, overdue } from './dates.ts';

/** Which actions somebody looks at, and which of them they have picked. */
export class Filters {
  readonly #board: BoardState;
  /** '' is everybody's; 'none' those without an owner. */
  owner = $state('');
  theme = $state<Id>('');
  persona = $state<Id>('');
  late = $state(false);
  readonly picked = new SvelteSet<Id>();

  constructor(board: BoardState) {
    this.#board = board;
  }

  /** Today where the reader is, as YYYY-MM-DD. */
  get today(): string {
    return dayOf(this.#board.now());
  }

  get any(): boolean {
    return this.owner !== '' || this.theme !== '' || this.persona !== '' || this.late;
  }

  /** The actions that are looked at. */
  get shown(): readonly Action[] {
    return this.#board.actions.filter((action) => this.#takes(action));
  }

  /** The picked ones that are looked at: nothing is changed that is not seen. */
  get chosen(): readonly Id[] {
    return this.shown.map(({ id }) => id).filter((id) => this.picked.has(id));
  }

  isLate(action: Action): boolean {
    return overdue(action.f, this.today);
  }

  toggle(id: Id): void {
    if (!this.picked.delete(id)) this.picked.add(id);
  }

  clear(): void {
    this.owner = this.theme = this.persona = '';
    this.late = false;
  }

  #takes(action: Action): boolean {
    const { f } = action;
    if (this.owner !== '' && f.owner !== (this.owner === 'none' ? '' : this.owner)) return false;
    if (this.late && !this.isLate(action)) return false;
    if (this.theme !== '' && !themesOf(this.#board, action).has(this.theme)) return false;
    const about = (id: Id): boolean =>
      this.#board.insights.some((insight) => insight.id === id && insight.f.personas.includes(this.persona));
    return this.persona === '' || f.insights.some(about);
  }
}
