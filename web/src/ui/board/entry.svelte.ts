import type { Id, Role } from '../../model/records.ts';
import { ApiError, join, me, session, type Standing } from '../../state/api.ts';
import { openBoard, type BoardState } from '../../state/board.svelte.ts';
import { roleSeen } from '../../state/opening.ts';
import { personHere } from '../../state/person.ts';
import { forgetKey, isCoded, joinBy, keptKey, keyInAddress, putAwayKey } from './key.ts';

/** A session that ends again within so many milliseconds is not coming back. */
const soon = 10_000;

/** How far somebody has come in: asked for a passphrase, waiting to be let in, joining by a link, on the board, or sent away. */
export type Stage = 'door' | 'phrase' | 'waiting' | 'declined' | 'welcome' | 'board' | 'gone' | 'removed';

/** Takes what is kept of one board off the device of somebody who was signed out. */
async function leave(person: string, board: Id): Promise<void> {
  await (await import('../../state/leave.ts')).leave(person, { board });
}

/** A refusal that trying again will not change: unknown, revoked and mistyped look the same from outside. */
function noSuchThing(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

/**
 * The way from an address to the board. Whoever is known goes straight in; whoever has a link is let in while they
 * already write; everybody else gets the one page that tells nobody whether the board exists.
 */
export class Entry {
  readonly id: Id;
  #key = $state<string | null>(null);
  stage = $state<Stage>('door');
  role = $state<Role | null>(null);
  /** What the board is called, as the door says it. */
  title = $state('');
  /** They were on the board by having signed in, and are not any more. */
  out = $state(false);
  /** The server could not be reached; {@link retry} tries again. */
  offline = $state(false);
  board = $state.raw<BoardState | null>(null);
  /** Somebody this browser knows has just come back by a link, or by a code. */
  returned = $state(false);
  /** What somebody was writing who was removed. */
  left = '';
  /** Where the first words were put: the board opens there. */
  zone: Id = '';
  /** What was written while waiting is to go as soon as they are in. */
  goes = $state(false);
  /** The link's passphrase, once it has been said. */
  phrase = '';
  /** Who was signed in when this page came in; '' for nobody. */
  #person = '';
  /** When the session was last fetched again, in milliseconds since 1970. */
  #renewed = 0;
  #trying: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;

  constructor(id: Id) {
    this.id = id;
    this.#key = keyInAddress();
    // A guest with a link sees the page to write on before the server has answered.
    if (this.#key !== null) this.stage = 'welcome';
    void this.retry();
  }

  async retry(): Promise<void> {
    clearTimeout(this.#trying);
    const attempt = ++this.#attempt;
    const over = (): boolean => attempt !== this.#attempt;
    try {
      await this.#enter(over);
      if (!over()) this.offline = false;
    } catch (error) {
      if (over()) return;
      if (error instanceof ApiError && error.code === 'passphrase') {
        this.stage = 'phrase';
        return;
      }
      if (error instanceof ApiError && error.code === 'removed') {
        this.stage = 'removed';
        return;
      }
      if (error instanceof ApiError && noSuchThing(error.status)) {
        forgetKey(this.id);
        this.stage = 'gone';
        return;
      }
      if (await this.#recall(over)) return;
      if (over()) return;
      this.offline = true;
      this.#trying = setTimeout(() => void this.retry(), 3000);
    }
  }

  /** Goes in, unless another attempt has begun while the server was asked (`over`). */
  async #enter(over: () => boolean): Promise<void> {
    const link = this.#key;
    const person = this.#person || personHere();
    // Somebody new has nothing to ask first: their link is tried at once, which saves a phone one round trip.
    const known = link !== null && (await keptKey(this.id)) === null ? null : await me(this.id);
    if (known === null && personHere() !== '') await session(); // what is not theirs any more goes
    const before = await keptKey(this.id);
    const key = link ?? before;
    if (over()) return;
    if (known === null && key === null) {
      if (this.#renewed > 0 && person !== '') await leave(person, this.id);
      this.out = this.#renewed > 0 || personHere() !== person;
      this.stage = 'gone';
      return;
    }
    this.#person = personHere();
    let stands = known?.role;
    if (known === null && key !== null) {
      const joined = await join({ ...joinBy(this.id, key), ...(this.phrase !== '' && { passphrase: this.phrase }) });
      if (over()) return;
      stands = joined.role;
      this.title = joined.board.title;
    }
    if (known !== null && link !== null && before !== null && link !== before) {
      stands = await this.#more(known.role, link);
      if (over()) return;
    }
    this.returned = known !== null && link !== null;
    if (key !== null) putAwayKey(this.id, known !== null && before !== null && isCoded(key) ? before : key);
    this.come(stands, known === null && link !== null);
  }

  /** Somebody who is here as `role` has come by another link, which may give more, or ask for it (B-90); what does not, changes nothing. */
  async #more(role: Standing, link: string): Promise<Standing> {
    if (role !== 'client' && role !== 'viewer') return role;
    const joined = await join(joinBy(this.id, link)).catch(() => null);
    const asks = joined?.asks;
    if (asks !== undefined) void import('../door/asked.ts').then(({ tellAsked }) => tellAsked(asks)).catch(() => null);
    return joined?.role ?? role;
  }

  /** What this page joins by: the link or code it was opened with, or that this device has kept; null without any. */
  async way(): Promise<ReturnType<typeof joinBy> | null> {
    const key = this.#key ?? (await keptKey(this.id));
    return key === null ? null : joinBy(this.id, key);
  }

  /** Goes where somebody is let who stands so; `fresh` is who has just come by a link, or been let in. */
  come(stands: Standing | undefined, fresh: boolean): void {
    if (stands === 'waiting' || stands === 'declined' || stands === 'removed') {
      this.stage = stands;
      return;
    }
    this.role = stands ?? null;
    this.#open();
    this.stage = fresh && (this.goes || (stands !== 'viewer' && stands !== 'facilitator')) ? 'welcome' : 'board';
  }

  /** While the server cannot be asked, opens the board as this device has seen it; the board itself tries again. */
  async #recall(over: () => boolean): Promise<boolean> {
    const link = this.#key;
    const role = link === null || link === (await keptKey(this.id)) ? await roleSeen(this.id) : undefined;
    if (role === undefined || over()) return false;
    this.role = role;
    this.returned = link !== null;
    this.#open();
    this.stage = 'board';
    return true;
  }

  #open(): void {
    void this.board?.close();
    this.board = openBoard(this.id);
  }

  /** The board was closed to them: who was removed sees no more of it at once, and has the words that were not sent. */
  async sent(): Promise<void> {
    const { board } = this;
    const found = await me(this.id).catch(() => null);
    if (board === null || this.board !== board || found?.role !== 'removed') return;
    this.left = board.draft;
    this.stage = 'removed';
    this.board = null;
    await board.close();
  }

  /** The board said that the session is over: join again by the link this device has kept, not twice at a time. */
  again(): void {
    if (Date.now() - this.#renewed < soon) return;
    this.#renewed = Date.now();
    const left = this.board?.close();
    this.board = null;
    this.#key = null;
    this.stage = 'door';
    // What was written is on the device before it is looked at whose it is.
    void Promise.resolve(left).finally(() => void this.retry());
  }

  /** Another link of this board was opened in the same tab: only the part after the # changed. */
  relink(): void {
    const key = keyInAddress();
    if (key === null) return;
    void this.board?.close();
    this.board = null;
    this.#key = key;
    this.role = null;
    this.zone = '';
    this.stage = 'welcome';
    void this.retry();
  }

  close(): void {
    this.#attempt++;
    clearTimeout(this.#trying);
    void this.board?.close();
  }
}
