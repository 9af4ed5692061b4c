import type { Id, Note } from '../../model/records.ts';
import { denied } from '../../model/voices.ts';
import type { BoardState } from '../../state/board.svelte.ts';

/** What of a board these questions are about. */
type Seen = Pick<BoardState, 'note' | 'phase' | 'can'>;

/** How many notes can stand behind one; the schema says so. */
export const most = 20;

/** Whether a note is the team's guess: tacked to the board until a customer's own words back it. */
export function guessed(note: Note): boolean {
  return note.f.side === 'team' && (note.f.kind === 'assumption' || note.f.kind === 'inference');
}

/** Whether a note is in a customer's voice, and nobody has said that these are not their words (B-53). */
function theirs(note: Note): boolean {
  return note.f.side === 'customer' && !denied(note);
}

/** The customers' notes that stand behind a note, as far as this viewer sees them. */
export function backers(board: Pick<Seen, 'note'>, note: Note): readonly Note[] {
  return note.f.because.map((id) => board.note(id)).filter((each) => each !== undefined && theirs(each)) as Note[];
}

/**
 * Whether a note is only tacked to the board. Being seconded ("felt this too") does not make it evidence. While others'
 * notes are hidden, what was backed before counts as backed.
 */
export function tacked(board: Pick<Seen, 'note' | 'phase'>, note: Note): boolean {
  if (!guessed(note)) return false;
  if (board.phase?.f.rules.see === 'own' && note.f.because.length > 0) return false;
  return backers(board, note).length === 0;
}

/** Whether this viewer may say what stands behind a note: in a step that shows all, whoever may edit the note. */
export function mayBack(board: Seen, note: Note): boolean {
  return guessed(note) && board.can.insights && board.can.edit(note);
}

/** Every note in a customer's voice, zone by zone. */
export function customersNotes(board: BoardState): readonly Note[] {
  return board.zones.flatMap((zone) => board.notesIn(zone.id)).filter(theirs);
}

/** The one guess among the notes and the customers' notes beside it, if that is what they are. */
export function guessAndVoices(board: Seen, ids: readonly Id[]): { guess: Note; voices: readonly Id[] } | null {
  const notes = ids.map((id) => board.note(id)).filter((note) => note !== undefined);
  const guesses = notes.filter((note) => mayBack(board, note));
  const voices = notes.filter(theirs).map((note) => note.id);
  const [guess] = guesses;
  if (guess === undefined || guesses.length > 1 || voices.length === 0) return null;
  return notes.length === voices.length + 1 ? { guess, voices } : null;
}
