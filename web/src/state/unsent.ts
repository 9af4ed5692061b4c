// Words that the server did not take, kept on this device until their writer puts them away: also over a reload, and
// after joining again by another link.
import type { Id } from '../model/records.ts';
import type { Refusal } from './contract.ts';

/** Where they are kept: this page's localStorage, or nothing where the browser forbids it. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The refusals of a board on this device that hold somebody's words. */
export class Unsent {
  readonly #key: string;
  readonly #shelf: Shelf | undefined;

  constructor(board: Id, shelf: Shelf | undefined) {
    this.#key = `feltboard.unsent.${board}`;
    this.#shelf = shelf;
  }

  /** Those kept, oldest first. */
  load(): readonly Refusal[] {
    try {
      const kept: unknown = JSON.parse(this.#shelf?.getItem(this.#key) ?? '[]');
      return Array.isArray(kept) ? kept.filter(isRefusal) : [];
    } catch {
      return []; // somebody else wrote there, or it may not be read
    }
  }

  /** Keeps one that has words; one without is gone with the page. */
  add(refusal: Refusal): void {
    if (refusal.text !== undefined) this.#write(withRefusal(this.load(), refusal));
  }

  /** Puts one away. */
  remove(refusal: Refusal): void {
    if (refusal.text !== undefined) this.#write(this.load().filter((each) => !same(each, refusal)));
  }

  #write(refusals: readonly Refusal[]): void {
    try {
      if (refusals.length === 0) this.#shelf?.removeItem(this.#key);
      else this.#shelf?.setItem(this.#key, JSON.stringify(refusals));
    } catch {
      // Storage is full or forbidden: they are shown as long as the page lives.
    }
  }
}

/** `refusals` and another one after them; the same words refused for the same reason are said once. */
export function withRefusal(refusals: readonly Refusal[], another: Refusal): readonly Refusal[] {
  return [...refusals.filter((each) => !same(each, another)), another];
}

function same(one: Refusal, other: Refusal): boolean {
  return one.code === other.code && one.text === other.text;
}

function isRefusal(value: unknown): value is Refusal {
  if (typeof value !== 'object' || value === null) return false;
  const { code, message, text } = value as Readonly<Record<string, unknown>>;
  return typeof code === 'string' && typeof message === 'string' && typeof text === 'string';
}
