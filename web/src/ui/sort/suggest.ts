// What is suggested while notes are sorted: when, and what of it still holds.
import type { Id, Note, Theme } from '../../model/records.ts';
import type { SuggestedSide, Suggestions } from '../../state/api.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { keep, kept } from '../parts/kept.ts';
import { groupsOf } from './groups.ts';

/**
 * Whether suggestions are offered: wherever notes are shown, but in the silent sort, which is the first half of the time
 * that runs in a step that makes themes.
 */
export function ripe({ phase, run }: Pick<BoardState, 'phase' | 'run'>): boolean {
  if (phase === undefined || phase.f.rules.see !== 'all') return false;
  const { left, paused } = run;
  return phase.f.output !== 'themes' || left === null || paused || left <= phase.f.minutes * 30_000;
}

/** One thing to say yes or no to. `ids` are what it is about, by which a no is remembered. */
export type Offer =
  | {
      readonly kind: 'group';
      readonly ids: readonly Id[];
      readonly notes: readonly Note[];
      readonly centre: Note;
      readonly words: readonly string[];
    }
  | {
      readonly kind: 'join';
      readonly ids: readonly Id[];
      readonly notes: readonly Note[];
      readonly theme: Id;
      readonly words: readonly string[];
    }
  | {
      readonly kind: 'merge';
      readonly ids: readonly Id[];
      readonly from: Id;
      readonly into: Id;
      readonly words: readonly string[];
    };

export interface Offers {
  readonly offers: readonly Offer[];
  /** Notes that match nothing and are in no theme. */
  readonly alone: number;
}

/**
 * What of the suggestions still holds: what somebody has sorted or deleted since is left out, and what this person has
 * said no to. Groups come first, then single notes, then pairs that may be one.
 */
export function holding(said: Suggestions, notes: readonly Note[], themes: readonly Theme[], no: Dismissed): Offers {
  const { free } = groupsOf(themes, notes);
  const loose = new Map(free.map((note) => [note.id, note]));
  const there = new Set(themes.map(({ id }) => id));
  const left = (ids: readonly Id[]): Note[] => ids.flatMap((id) => loose.get(id) ?? []);
  const offers: Offer[] = [];
  for (const { notes: ids, words, centre } of said.groups) {
    const notes = left(ids);
    const first = loose.get(centre) ?? notes[0];
    if (notes.length < 2 || first === undefined) continue;
    offers.push({ kind: 'group', ids: notes.map(({ id }) => id), notes, centre: first, words });
  }
  for (const { note, theme, words } of said.joins) {
    if (there.has(theme) && loose.has(note)) offers.push(joining(left([note]), theme, words));
  }
  for (const { a, b, words } of said.merge) {
    const offer = pair(a, b, words);
    if (offer !== undefined) offers.push(offer);
  }
  return { offers: offers.filter(({ ids }) => !no.has(ids)), alone: left(said.unsorted).length };

  function joining(notes: readonly Note[], theme: Id, words: readonly string[]): Offer {
    return { kind: 'join', ids: [theme, ...notes.map(({ id }) => id)], notes, theme, words };
  }

  function pair(a: SuggestedSide, b: SuggestedSide, words: readonly string[]): Offer | undefined {
    const [into, from] = [a.theme, b.theme];
    if (into !== undefined && from !== undefined) {
      return there.has(into) && there.has(from) ? { kind: 'merge', ids: [into, from], from, into, words } : undefined;
    }
    const theme = into ?? from;
    const notesIn = (side: SuggestedSide): Note[] => left(said.groups[side.group]?.notes ?? []);
    if (theme !== undefined) {
      const notes = notesIn(into === undefined ? a : b);
      return there.has(theme) && notes.length > 1 ? joining(notes, theme, words) : undefined;
    }
    const both = [notesIn(a), notesIn(b)];
    const [first] = both[0] ?? [];
    if (first === undefined || both.some((notes) => notes.length < 2)) return undefined;
    return { kind: 'group', ids: both.flat().map(({ id }) => id), notes: both.flat(), centre: first, words };
  }
}

/** What one person said no to on this device. A group that is mostly the same stays dismissed. */
export class Dismissed {
  readonly #key: string;
  #sets: readonly (readonly Id[])[];

  constructor(board: Id, member: Id) {
    this.#key = `dismissed.${board}.${member}`;
    this.#sets = parsed(kept(this.#key));
  }

  has(ids: readonly Id[]): boolean {
    return this.#sets.some((each) => alike(each, ids) > 0.5);
  }

  add(ids: readonly Id[]): void {
    this.#sets = [...this.#sets, ids].slice(-most);
    keep(this.#key, JSON.stringify(this.#sets));
  }
}

/** So many are remembered. */
const most = 100;

/** The part two sets have in common, 0 to 1. */
function alike(a: readonly Id[], b: readonly Id[]): number {
  const both = a.filter((id) => b.includes(id)).length;
  return both / (a.length + b.length - both);
}

function parsed(text: string | null): readonly (readonly Id[])[] {
  try {
    const sets: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(sets) ? sets.filter((each): each is Id[] => Array.isArray(each)) : [];
  } catch {
    return [];
  }
}
