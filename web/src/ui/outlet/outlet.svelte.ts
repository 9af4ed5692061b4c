import { createContext } from 'svelte';
import type { Id } from '../../model/records.ts';
import { ApiError } from '../../state/api.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { preview, type Preview, type Slice } from '../../state/outlet.ts';
import { everything, formatOf, keepFormat, lastFormat } from './formats.ts';
import { s } from './words/words.ts';

/** Which of the items. */
export type Part = 'all' | 'chosen' | 'theme' | 'persona' | 'since';

/** What somebody is about to take out of a board, and what it would be. */
export class Outlet {
  readonly board: BoardState;
  /** The one action it is all about. */
  readonly only: Id | undefined;
  part = $state<Part>('all');
  /** Of everything, what is ticked. */
  chosen = $state.raw<readonly Id[]>([]);
  #said = $state.raw<Slice>(everything(lastFormat()));
  preview = $state.raw<Preview | null>(null);
  /** Why there is no preview. */
  problem = $state.raw<Problem | null>(null);
  #asked = 0;

  constructor(board: BoardState, only: Id | undefined) {
    this.board = board;
    this.only = only;
    this.chosen = board.actions.filter(({ f }) => f.status !== 'declined').map(({ id }) => id);
  }

  get format(): ReturnType<typeof formatOf> {
    return formatOf(this.#said.format);
  }

  get said(): Slice {
    return this.#said;
  }

  say(more: Partial<Slice>): void {
    if (more.format !== undefined) keepFormat(more.format);
    this.#said = { ...this.#said, ...more };
  }

  /** What is asked of the server; null where nothing is chosen. */
  get slice(): Slice | null {
    const { asks, raw } = this.format;
    const said = this.#said;
    const all: Slice = {
      ...everything(said.format),
      ...(asks === 'form' && { as: said.as, start: said.as === 'task' ? said.start : 0 }),
      ...(asks === 'type' && { type: said.type }),
      ...(raw === true && { raw: said.raw }),
    };
    if (this.only !== undefined) return { ...all, actions: [this.only] };
    switch (this.part) {
      case 'all':
        return all;
      case 'chosen':
        return this.chosen.length === 0 ? null : { ...all, actions: this.chosen };
      case 'theme':
        return said.theme === '' ? null : { ...all, theme: said.theme };
      case 'persona':
        return said.persona === '' ? null : { ...all, persona: said.persona };
      case 'since':
        return { ...all, since: 'last' };
    }
  }

  /** Asks the server what it would be; of two questions the later one counts. */
  async load(): Promise<void> {
    const turn = ++this.#asked;
    const { slice } = this;
    if (slice === null) {
      this.preview = null;
      this.problem = null;
      return;
    }
    try {
      const answer = await preview(this.board.id, slice);
      if (turn !== this.#asked) return;
      this.preview = answer;
      this.problem = null;
    } catch (error) {
      if (turn !== this.#asked) return;
      this.preview = null;
      this.problem = why(error);
    }
  }
}

/** What went wrong and what to do, for a person. The server says it in English. */
export interface Problem {
  readonly text: string;
  readonly lang?: 'en';
}

export function why(error: unknown): Problem {
  return error instanceof ApiError ? { text: error.message, lang: 'en' } : { text: s.unreachable };
}

export const [getOutlet, setOutlet] = createContext<Outlet>();
