import type { Insight, Note } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { count } from '../words/count.ts';
import { called, memberOf } from '../board/names.ts';

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
  const voiced = notes.filter((note) => note.f.side === 'customer' || note.f.behalf !== '' || note.f.whose !== '');
  const who = new Set(voiced.map((note) => voice(board, note)).filter((key) => key !== ''));
  const ours = notes.length - voiced.length;
  const parts = [];
  if (voiced.length > 0) parts.push(clients(voiced.length) + (who.size > 0 ? ` from ${people(who.size)}` : ''));
  if (ours > 0) parts.push(team(ours));
  return parts.length === 0 ? 'No evidence yet' : parts.join(' · ');
}

/** Whom a note counts for: the company the facilitator named, else the person, else their letter; empty where nobody knows. */
function voice(board: BoardState, note: Note): string {
  const member = memberOf(board, note.f.behalf === '' ? note.by : note.f.behalf);
  if (member !== undefined) return member.f.customer || member.id;
  return note.f.whose || note.f.voice;
}

/** Where a note comes from, for one line below its words. */
export function voiceOf(board: BoardState, note: Note): string {
  if (note.f.anon) return note.f.side === 'customer' ? 'a customer, anonymous' : 'the team, anonymous';
  const member = memberOf(board, note.f.behalf === '' ? note.by : note.f.behalf);
  const name = note.f.whose !== '' ? note.f.whose : called(member);
  const side =
    note.f.side === 'customer'
      ? 'customer'
      : note.f.behalf !== '' || note.f.whose !== ''
        ? 'written down by the team'
        : 'team';
  return name === '' ? side : `${name}, ${side}`;
}
