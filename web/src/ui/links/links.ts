// What a note is linked with: reasons (note.because) and contradictions (tensions).
import type { Id, Note, Tension } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { most } from '../backing/backing.ts';
import { tensionsOf } from '../insights/tensions.ts';

/** What one note is to another. */
export type Link =
  | { readonly kind: 'because' | 'reason'; readonly other: Note }
  | { readonly kind: 'contradicts'; readonly other: Note; readonly tension: Tension };

/** The links of a note, its reasons first. */
export function linksOf(board: BoardState, note: Note): readonly Link[] {
  const reasons = note.f.because.flatMap((id) => board.note(id) ?? []);
  const all = board.zones.flatMap(({ id }) => board.notesIn(id));
  return [
    ...reasons.map((other): Link => ({ kind: 'because', other })),
    ...all.filter(({ f }) => f.because.includes(note.id)).map((other): Link => ({ kind: 'reason', other })),
    ...tensionsOf(board, [note.id]).map(({ tension, one, other }): Link => {
      return { kind: 'contradicts', tension, other: one.id === note.id ? other : one };
    }),
  ];
}

/** A line between two notes: from what is said to its reason, or between what contradicts each other. */
export interface Line {
  readonly key: string;
  readonly kind: 'because' | 'contradicts';
  readonly from: Id;
  readonly to: Id;
}

/** The lines of the board, or those of one note. */
export function lines(board: BoardState, of: Id | null): readonly Line[] {
  const notes = board.zones.flatMap(({ id }) => board.notesIn(id));
  const there = new Set(notes.map(({ id }) => id));
  const all = [
    ...notes.flatMap(({ id, f }) =>
      f.because.map((to): Line => ({ key: `${id} ${to}`, kind: 'because', from: id, to })),
    ),
    ...tensionsOf(board).map(({ tension, one, other }): Line => {
      return { key: tension.id, kind: 'contradicts', from: one.id, to: other.id };
    }),
  ];
  return all.filter(({ from, to }) => there.has(from) && there.has(to) && (of === null || from === of || to === of));
}

/** Whether this viewer may say what is a reason for a note: in a step that shows all, whoever may edit it. */
export function mayReason(board: BoardState, note: Note): boolean {
  return board.phase?.f.rules.see === 'all' && note.f.state === 'revealed' && board.can.edit(note);
}

/** Whether a note can have one more reason. */
export function full(note: Note): boolean {
  return note.f.because.length >= most;
}

/** Whether two notes may be said to contradict each other (B-75). */
export function mayContradict(board: BoardState, note: Note): boolean {
  return board.can.shape && note.f.state === 'revealed';
}
