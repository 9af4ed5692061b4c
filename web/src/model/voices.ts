// Whose words notes are, as far as this viewer may know.
import type { Id, Member, Note } from './records.ts';

type Find = (id: Id) => Member | undefined;

/** Whom a note counts for: the company the facilitator named, else the person, else their letter; '' where nobody knows. */
export function speakerOf(note: Note, find: Find): string {
  const { behalf, whose, voice } = note.f;
  if (behalf === '' && whose !== '') return `whose ${whose}`;
  const member = find(behalf === '' ? (note.by ?? '') : behalf);
  if (member !== undefined) return member.f.customer || member.id;
  return voice === '' ? '' : `voice ${voice}`;
}

/** How many customers notes come from; what was written for somebody counts once they confirmed it (B-53). */
export function customersBehind(notes: readonly Note[], find: Find): number {
  const speakers = notes.filter((note) => isTheirs(note, find)).map((note) => speakerOf(note, find));
  return new Set(speakers.filter((key) => key !== '')).size;
}

/** Whether a note is a customer's voice. */
function isTheirs({ f }: Note, find: Find): boolean {
  if (f.side !== 'customer') return false;
  return f.behalf === '' || f.confirmed === 'yes' || find(f.behalf)?.f.seat === 'none';
}
