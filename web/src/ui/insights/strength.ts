import type { Insight, Note } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { denied } from '../../model/voices.ts';
import { count } from '../words/count.ts';
import { called, memberOf } from '../board/names.ts';
import { sureness } from './sure.ts';

const clients = count('en', { one: 'customer note', other: 'customer notes' });
const people = count('en', { one: 'customer', other: 'customers' });
const team = count('en', { one: 'team note', other: 'team notes' });

/** The notes an insight rests on that this viewer can still see, in the order they were added. */
export function evidenceOf(board: BoardState, insight: Insight): readonly Note[] {
  return insight.f.evidence.map((id) => board.note(id)).filter((note) => note !== undefined);
}

/** How strong the evidence is, in words; customers' voice and the team's never add up to one number. */
export function strength(board: BoardState, insight: Insight): string {
  const notes = evidenceOf(board, insight);
  const { theirs, open, team: ours } = board.voices(notes);
  const { customers, atLeast } = sureness(board, insight);
  const from = customers > (atLeast ? 1 : 0) ? ` from ${atLeast ? 'at least ' : ''}${people(customers)}` : '';
  const parts = [];
  if (theirs > 0) parts.push(clients(theirs) + from);
  if (open > 0) parts.push(`${open} not confirmed yet`);
  if (ours > 0) parts.push(team(ours));
  return parts.length === 0 ? 'No evidence yet' : parts.join(' · ');
}

/** Where a note comes from, for one line below its words. */
export function voiceOf(board: BoardState, note: Note): string {
  if (note.f.anon) return note.f.side === 'customer' ? 'a customer, anonymous' : 'the team, anonymous';
  const member = memberOf(board, note.f.behalf === '' ? note.by : note.f.behalf);
  const name = note.f.whose !== '' ? note.f.whose : called(member);
  const side = denied(note)
    ? 'written down by the team; they say these are not their words'
    : note.f.side === 'customer'
      ? 'customer'
      : note.f.behalf !== '' || note.f.whose !== ''
        ? 'written down by the team'
        : 'team';
  return name === '' ? side : `${name}, ${side}`;
}
