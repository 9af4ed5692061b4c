// What a note is to an insight: the little of strength.ts that a guest's page needs, too.
import type { Note } from './records.ts';

/** Whether a note lies in no zone yet (B-80). */
export function inTray({ f }: Pick<Note, 'f'>): boolean {
  return f.place.zone === '';
}

/** Whether a note supports an insight at all (B-70). */
export function isEvidence(note: Note): boolean {
  const { del, f } = note;
  if (del === true || inTray(note) || f.state !== 'revealed' || f.side !== 'customer') return false;
  return f.kind === 'quote' || f.kind === 'observation' || f.kind === 'data';
}

/** Whether a note holds words from elsewhere that somebody of the team brought in (B-80). */
export function imported({ f, by }: Note): boolean {
  const named = f.whose !== '' || (f.customer ?? '') !== '' || by === undefined;
  return named && f.side === 'customer' && !f.anon && f.source.type !== 'in-session';
}
