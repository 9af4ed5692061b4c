// What is looked for among the notes.
import type { Id, Note, NoteKind, Side } from '../../model/records.ts';

/** What a note must be like, in all of it; what is empty asks for nothing. */
export interface Wanted {
  readonly words: string;
  /** A member's id, or a letter with ~ before it. */
  readonly person: string;
  readonly kind: NoteKind | '';
  readonly side: Side | '';
  readonly theme: Id | 'none' | '';
  /** −2 … 2 as text. */
  readonly emotion: string;
  /** A guess that nobody's words back. */
  readonly bare: boolean;
  /** Written by others since this device was last here. */
  readonly fresh: boolean;
}

export const anything: Wanted = {
  words: '',
  person: '',
  kind: '',
  side: '',
  theme: '',
  emotion: '',
  bare: false,
  fresh: false,
};

/** What of a board a search has to ask it. */
export interface Asked {
  /** The theme a note is in, '' for none. */
  theme(note: Note): Id;
  side(note: Note): Side;
  tacked(note: Note): boolean;
  isMine(note: Note): boolean;
  /** When somebody was last here, in milliseconds since 1970; null where it is not known. */
  readonly since: number | null;
}

/** A text as it is compared: without accents and case. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}

/** Whether anything is asked for. */
export function asks(wanted: Wanted): boolean {
  return Object.entries(wanted).some(
    ([name, value]) => value !== anything[name as keyof Wanted] && `${value}`.trim() !== '',
  );
}

/** Whether a note is by somebody: written, or written down for them, under their name or their letter. */
function isBy({ by, f }: Note, person: string): boolean {
  if (person.startsWith('~')) return f.voice === person.slice(1);
  return f.voice === '' && !f.anon && (by === person || f.behalf === person);
}

/** A question to notes, whether they are what is wanted. All of the words must be in a note, in any order. */
export function finder(wanted: Wanted, board: Asked): (note: Note) => boolean {
  const words = folded(wanted.words).split(/\s+/).filter(Boolean);
  const { person, kind, side, theme, emotion, bare, fresh } = wanted;
  return (note) => {
    const { f } = note;
    if (kind !== '' && f.kind !== kind) return false;
    if (side !== '' && board.side(note) !== side) return false;
    if (theme !== '' && board.theme(note) !== (theme === 'none' ? '' : theme)) return false;
    if (emotion !== '' && String(f.emotion) !== emotion) return false;
    if (person !== '' && !isBy(note, person)) return false;
    if (bare && !board.tacked(note)) return false;
    if (fresh && (board.since === null || board.isMine(note) || (note.at ?? 0) <= board.since)) return false;
    if (words.length === 0) return true;
    const text = folded(f.text);
    return words.every((word) => text.includes(word));
  };
}
