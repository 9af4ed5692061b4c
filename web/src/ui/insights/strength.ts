import type { Insight, Note } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { denied } from '../../model/voices.ts';
import { called, memberOf } from '../board/names.ts';
import { within } from '../words/within.ts';
import { people, sureness } from './sure.ts';
import { s } from './words/words.ts';

/** The notes an insight rests on that this viewer can still see, in the order they were added. */
export function evidenceOf(board: BoardState, insight: Insight): readonly Note[] {
  return insight.f.evidence.map((id) => board.note(id)).filter((note) => note !== undefined);
}

/** How strong the evidence is, in words; customers' voice and the team's never add up to one number. */
export function strength(board: BoardState, insight: Insight): string {
  const notes = evidenceOf(board, insight);
  const { theirs, open, team: ours } = board.voices(notes);
  const { customers, atLeast } = sureness(board, insight);
  const known = customers > (atLeast ? 1 : 0);
  const parts = [];
  if (theirs > 0) {
    const notes = s.evidence.theirs(theirs);
    parts.push(known ? s.evidence.from(notes, people(customers, atLeast)) : notes);
  }
  if (open > 0) parts.push(s.evidence.open(open));
  if (ours > 0) parts.push(s.evidence.team(ours));
  return parts.length === 0 ? s.evidence.none : parts.join(' · ');
}

/** Where a note comes from, for one line below its words. */
export function voiceOf(board: BoardState, note: Note): string {
  if (note.f.anon) return note.f.side === 'customer' ? s.evidence.anonCustomer : s.evidence.anonTeam;
  const member = memberOf(board, note.f.behalf === '' ? note.by : note.f.behalf);
  const name = note.f.whose !== '' ? within(note.f.whose) : called(member);
  const side = denied(note)
    ? s.evidence.denied
    : note.f.side === 'customer'
      ? s.evidence.customer
      : note.f.behalf !== '' || note.f.whose !== ''
        ? s.evidence.scribed
        : s.evidence.ours;
  return name === '' ? side : `${name}, ${side}`;
}
