// A board as the server tells it to a page that frames it: what readers see, without names and without words that are the
// room's. It is read, not followed: there is no cookie in a frame to open a connection with.
import { byOrder, isOf, noteOrder } from '../../model/board.ts';
import type { AnyRec, Id, Note, Persona, Zone, BoardInfo } from '../../model/records.ts';
import { full } from '../../model/values.ts';
import type { Seen } from './sheet.ts';

/** What the server answers. */
interface Told {
  readonly customers: number;
  readonly untold: readonly Id[];
  readonly records: readonly AnyRec[];
}

export type Answer =
  { readonly is: 'board'; readonly board: Framed; readonly tag: string } | { readonly is: 'same' | 'gone' | 'away' };

/** Asks for a board; `tag` is of the answer that is shown already. */
export async function ask(id: Id, key: string, tag: string): Promise<Answer> {
  try {
    const answer = await fetch(`/api/v1/embed/${encodeURIComponent(id)}`, {
      credentials: 'omit',
      cache: 'no-store',
      headers: { 'X-Feltboard-Key': key, ...(tag !== '' && { 'If-None-Match': tag }) },
    });
    if (answer.status === 304) return { is: 'same' };
    if (answer.status === 404 || answer.status === 422) return { is: 'gone' };
    if (!answer.ok) return { is: 'away' };
    const told = (await answer.json()) as Told;
    return { is: 'board', board: new Framed(told), tag: answer.headers.get('ETag') ?? '' };
  } catch {
    return { is: 'away' };
  }
}

/** Enough of a board to draw it. */
export class Framed implements Seen {
  readonly info: BoardInfo | undefined;
  readonly zones: readonly Zone[];
  readonly persona: Persona | undefined;
  readonly members = [];
  readonly phase = undefined;
  readonly me = null;
  readonly untold: ReadonlySet<Id>;
  /** It names nobody. */
  readonly nameless = true;
  readonly #notes = new Map<Id, Note>();
  readonly #lists = new Map<Id, Note[]>();
  readonly #reactions = new Map<Id, Map<string, { count: number }>>();
  readonly #customers: number;

  constructor({ customers, untold, records }: Told) {
    this.#customers = customers;
    this.untold = new Set(untold);
    const all = records.map(full);
    this.info = all.find((rec): rec is BoardInfo & AnyRec => isOf(rec, 'board'));
    this.persona = all.find((rec): rec is Persona & AnyRec => isOf(rec, 'persona'));
    this.zones = all
      .filter((rec): rec is Zone & AnyRec => isOf(rec, 'zone'))
      .sort(byOrder<Zone & AnyRec>((zone) => zone.f.order));
    for (const rec of all) {
      if (isOf(rec, 'note')) {
        this.#notes.set(rec.id, rec);
        this.#lists.set(rec.f.place.zone, [...(this.#lists.get(rec.f.place.zone) ?? []), rec]);
      }
      if (isOf(rec, 'reaction')) {
        const of = this.#reactions.get(rec.f.note) ?? new Map<string, { count: number }>();
        of.set(rec.f.kind, { count: (of.get(rec.f.kind)?.count ?? 0) + 1 });
        this.#reactions.set(rec.f.note, of);
      }
    }
    for (const list of this.#lists.values()) list.sort(noteOrder);
  }

  readonly note = (id: Id): Note | undefined => this.#notes.get(id);
  readonly notesIn = (zone: Id): readonly Note[] => this.#lists.get(zone) ?? [];
  readonly reactions = (note: Id): ReadonlyMap<string, { readonly count: number }> =>
    this.#reactions.get(note) ?? new Map<string, { count: number }>();
  readonly felt = (note: Id): { readonly count: number; readonly mine: boolean } => ({
    count: this.reactions(note).get('felt')?.count ?? 0,
    mine: false,
  });
  readonly customers = (): number => this.#customers;
  readonly isMine = (): boolean => false;
}
