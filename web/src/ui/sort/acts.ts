// What sorting does, however it is asked for: by drag, menu, key or button.
import type { Id, Note, Theme } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import type { Desk } from '../board/desk.svelte.ts';
import { announcer, toasts } from '../parts/toasts.svelte.ts';
import { following, groupsOf, type Group } from './groups.ts';
import { t } from '../words/words.ts';
import { s } from './words/words.ts';

/** The notes that can be sorted, zone by zone: those everybody sees. */
export function notesOf(board: BoardState): readonly Note[] {
  return board.zones
    .flatMap((zone) => board.notesIn(zone.id))
    .filter(({ f }) => f.state === 'revealed' || f.state === 'held');
}

/** What a theme is called: its name, else the note that stands for it, else its number. */
export function titleOf({ theme, notes }: Group, at: number): string {
  const name = theme.f.name.trim();
  if (name !== '') return name;
  const first = notes[0]?.f.text ?? '';
  return first === '' ? s.unnamed(at + 1) : s.like(short(first));
}

/** Whose notes they are, in words; the team's apart. */
export function voiced(board: BoardState, notes: readonly Note[]): string[] {
  const { theirs, customers, least, open, team } = board.voices(notes);
  const known = least ? customers > 1 : customers > 0;
  const from = known ? s.voices(theirs, customers, least ? 0 : customersOf(board), least) : s.theirs(theirs);
  return [theirs > 0 ? from : '', open > 0 ? s.open(open) : '', team > 0 ? s.team(team) : ''].filter(Boolean);
}

/** The customers there are: on a map that is made of other boards, those whose words are on it (B-79). */
function customersOf(board: BoardState): number {
  return (board.info?.f.combines.length ?? 0) > 0 ? board.voices(notesOf(board)).customers : board.customers();
}

/** The first words of a text. */
export function short(text: string, most = 48): string {
  const chars = [...text.trim().replace(/\s+/g, ' ')];
  return chars.length <= most ? chars.join('') : `${chars.slice(0, most).join('').trimEnd()}…`;
}

/** Puts notes into a theme, '' into none, and goes on: on the map with the note, elsewhere with the next that has none. */
export function group(desk: Desk, asked: readonly Id[], theme: Id): void {
  const { board } = desk;
  const ids = movable(desk, asked);
  if (ids.length === 0) return;
  const { free, groups } = groupsOf(board.themes, notesOf(board));
  const at = groups.findIndex((each) => each.theme.id === theme);
  const into = groups[at];
  const next = (desk.view === 'themes' ? following(free, ids) : undefined) ?? board.note(ids[0] ?? '');
  if (theme === '') board.ungroup(ids);
  else board.group(ids, theme);
  say(desk, into === undefined ? s.ungrouped(ids.length) : s.grouped(ids.length, titleOf(into, at)));
  desk.selected.clear();
  if (next !== undefined) desk.focus(next.id);
}

/** Makes a theme of notes and puts the cursor where its name is written. */
export function groupNew(desk: Desk, asked: readonly Id[]): Id {
  const id = desk.board.groupNew(movable(desk, asked), '');
  desk.selected.clear();
  announcer.say(s.create);
  toName(desk, id, asked.at(-1));
  return id;
}

/** Puts the cursor into a theme's name once that is drawn; where it is not, says how one comes to it. */
function toName(desk: Desk, theme: Id, note: Id | undefined): void {
  requestAnimationFrame(() => {
    const field = document.getElementById(`name-${theme}`);
    if (field !== null) return field.focus();
    toasts.show(s.create, { label: s.board, run: () => desk.look('themes') });
    if (note !== undefined) desk.focus(note);
  });
}

/** Deletes a theme. Its notes stay, and come back to it with it. */
export function removeTheme(desk: Desk, theme: Theme): void {
  desk.board.removeTheme(theme.id);
  const stands = () => desk.board.themes.every(({ id }) => id !== theme.id);
  toasts.show(s.removed, { label: t.undo, run: () => desk.board.restore([theme.id]), stands });
}

function movable(desk: Desk, ids: readonly Id[]): Id[] {
  return ids.filter((id) => {
    const note = desk.board.note(id);
    return note !== undefined && desk.board.can.move(note);
  });
}

/** A phone shows what happened, and the way back; elsewhere it is seen. */
function say(desk: Desk, text: string): void {
  if (desk.phone) toasts.show(text, { label: t.undo, run: () => desk.board.undo() });
  else announcer.say(text);
}
