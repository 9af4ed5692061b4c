// Colours as a view: what a note's paper says is chosen by who looks, and stored on no note.
import { isOf } from '../../model/board.ts';
import type { Id, Note, NoteKind } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import type { Colour } from '../board/desk.svelte.ts';
import { called } from '../board/names.ts';
import { personOf } from '../pick/select.ts';
import { t } from '../words/words.ts';
import { hues } from './hues.ts';

/** One row of the legend: what a colour means. A row without a hue has none. */
export interface Meaning {
  readonly key: string;
  readonly name: string;
  readonly hue: number | null;
  readonly notes: number;
}

const kinds: readonly NoteKind[] = ['quote', 'observation', 'data', 'inference', 'assumption', 'idea', 'question'];

/** What a note is coloured by: a key, '' for none. */
export function keyOf(board: BoardState, colour: Colour, note: Note): string {
  if (colour === 'kind') return note.f.kind;
  if (colour === 'theme') return isOf(board.get(note.f.theme), 'theme') ? note.f.theme : '';
  return colour === 'person' ? (personOf(board, note)?.key ?? '') : '';
}

/** What the colours mean on this board: every key that a note has, in an order that does not hang on the notes. */
export function meanings(board: BoardState, colour: Colour): readonly Meaning[] {
  if (colour === 'side') return [];
  const notes = board.zones.flatMap(({ id }) => board.notesIn(id));
  const count = new Map<string, number>();
  const names = new Map<string, string>();
  for (const note of notes) {
    const key = keyOf(board, colour, note);
    count.set(key, (count.get(key) ?? 0) + 1);
    if (colour === 'person' && !names.has(key)) names.set(key, personOf(board, note)?.name ?? '');
  }
  const known: readonly (readonly [string, string])[] =
    colour === 'kind'
      ? kinds.map((kind) => [kind, t.kind[kind]])
      : colour === 'theme'
        ? board.themes.map((theme, i) => [theme.id, themeName(theme.f.name, i)])
        : [
            ...board.members.map((member): [Id, string] => [member.id, called(member)]),
            ...[...names].filter(([key]) => board.get(key) === undefined && key !== '').toSorted(),
          ];
  const shown = known.filter(([key]) => count.has(key));
  return shown.map(([key, name], i) => ({ key, name, hue: hues[i] ?? null, notes: count.get(key) ?? 0 }));
}

function themeName(name: string, i: number): string {
  return name.trim() || `${i + 1}`;
}
