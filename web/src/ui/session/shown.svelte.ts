import type { Id } from '../../model/records.ts';
import type { Desk } from '../board/desk.svelte.ts';
import { toasts } from '../parts/toasts.svelte.ts';
import { t } from '../words/words.ts';
import { typing } from './follow.svelte.ts';
import { leader } from './who.ts';

/** Whether what is shown to everybody covers this page: not over somebody's writing, and not once they have left it. */
export class Shown {
  readonly #desk: Desk;
  /** What this person does not look at. */
  #away = $state<Id>('');

  /** Call it in a component. */
  constructor(desk: Desk) {
    this.#desk = desk;
    let known: Id | undefined;
    $effect.pre(() => {
      if (!desk.board.ready) return;
      const now = desk.board.run.spotlight?.id ?? '';
      const fresh = now !== known;
      known = now;
      if (now === '') this.#away = '';
      if (!fresh || now === '' || this.#away === now || !typing()) return;
      this.#away = now;
      toasts.show(t.session.shows(leader(desk.board)), { label: t.session.look, run: () => (this.#away = '') });
    });
  }

  /** What lies over the board now. */
  get rec() {
    const rec = this.#desk.board.run.spotlight;
    return rec === undefined || rec.id === this.#away ? undefined : rec;
  }

  leave(): void {
    this.#away = this.#desk.board.run.spotlight?.id ?? '';
  }
}
