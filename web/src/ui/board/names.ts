import type { Id, Member, Note } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { within } from '../words/within.ts';
import { place, said, t } from '../words/words.ts';

/**
 * What a member is called: their name, or the pseudonym the board gave them. What the board knows of them stands before a
 * name that looks like another's or says what its bearer is (B-102), where no cut hides it.
 */
export function called(member: Member | undefined): string {
  return within(nameOf(member));
}

/** The same as it is written, to be compared with what somebody wrote. */
export function nameOf(member: Member | undefined): string {
  if (member === undefined) return '';
  const { name, pseudonym, alike, role, side } = member.f;
  if (name === '') return pseudonym;
  if (!alike) return name;
  const badge = role === 'facilitator' ? t.name.badge.facilitator : t.name.badge[side];
  return `${badge} ${pseudonym} · ${name}`;
}

/** The member with this id. */
export function memberOf(board: Pick<BoardState, 'members'> | null, id: Id | undefined): Member | undefined {
  return board?.members.find((member) => member.id === id);
}

const shortDays = new Intl.DateTimeFormat(place, { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** Where words are from that were not said in the session, as in "Interview, 2 Nov"; '' of others. */
export function sourceOf({ f: { source } }: Note): string {
  if (source.type === 'in-session') return '';
  const date = new Date(source.date);
  const name = t.note.sources[source.type];
  return source.date === '' || Number.isNaN(date.getTime()) ? name : `${name}, ${shortDays.format(date)}`;
}

/** What of a board says whose a note is. */
type Named = Pick<BoardState, 'me' | 'isMine' | 'members' | 'phase'>;

/** Whose note it is, as its foot says it; empty where this step hides names. What was brought in says where it is from. */
export function byline(board: Named, note: Note): string {
  if (gathered(note) && sourceOf(note) === '') return within(note.f.whose); // a pseudonym of the board it is from
  if (note.by === undefined && note.f.voice === '' && sourceOf(note) !== '') {
    const team = board.me?.role === 'facilitator' || board.me?.role === 'team';
    return team && note.f.whose !== '' ? `${sourceOf(note)} · ${within(note.f.whose)}` : sourceOf(note);
  }
  if (note.f.anon) return board.isMine(note) ? `${t.note.anonymous} (${t.note.mine})` : t.note.anonymous;
  const author = board.isMine(note) ? t.board.you : called(memberOf(board, note.by)) || aliasOf(board, note);
  const whose = note.f.behalf !== '' ? called(memberOf(board, note.f.behalf)) : note.f.whose;
  return whose === '' ? author : t.note.behalf(author, whose);
}

/** What stands for a name that is not shown: the letter the note goes under (B-55), or that it is anonymous among named ones. */
function aliasOf(board: Named, note: Note): string {
  if (note.f.voice !== '') return t.note.voice(note.f.voice);
  const hides = note.by !== undefined || board.phase?.f.rules.authors === 'hidden';
  return hides || onBehalf(note) ? '' : t.note.anonymous;
}

/** Whether it comes from another board (B-79). Customers are not told of which: to them it has nobody's name. */
function gathered({ f, by }: Note): boolean {
  return f.from.board !== '' && by === undefined;
}

/** Whether somebody wrote it down for somebody else. */
export function onBehalf(note: Note): boolean {
  return note.f.behalf !== '' || (note.f.whose !== '' && !gathered(note));
}

/** Why a board is closed to this page, in the terms of the words there are for it; null while it is not. */
export function stopped(board: BoardState): 'revoked' | 'superseded' | 'bad_frame' | 'broken' | null {
  if (board.closed === null || board.closed === 'no_board') return null;
  return board.closed === 'sign_in' ? 'revoked' : board.closed;
}

/** What a zone is called, for the reader; a cell of a grid also by its column. */
export function zoneTitle(board: BoardState, id: Id): string {
  const zone = board.zones.find((each) => each.id === id);
  const column = zone && board.zones.find((each) => each.id === zone.f.column);
  return [column, zone].flatMap((each) => (each === undefined ? [] : [said(each.f.title)])).join(' · ');
}
