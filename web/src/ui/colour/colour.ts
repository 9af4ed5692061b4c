// Colours as a view: what a note's paper says is chosen by who looks, and stored on no note.
import { isOf } from '../../model/board.ts';
import type { Note, NoteKind } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import type { Colour } from '../board/desk.svelte.ts';
import { called } from '../board/names.ts';
import { personOf } from '../pick/select.ts';
import { t } from '../words/words.ts';
import { hues, nth } from './hues.ts';

/** One row of the legend: what a colour means. */
export interface Meaning {
  readonly key: string;
  readonly name: string;
  readonly hue: number | null;
  /** What stands on the notes of a row without a hue; '' where their words say it. */
  readonly mark: string;
  readonly notes: number;
}

const kinds: readonly NoteKind[] = ['quote', 'observation', 'data', 'inference', 'assumption', 'idea', 'question'];

/** What a note is coloured by: a key, '' for none. */
export function keyOf(board: BoardState, colour: Colour, note: Note): string {
  if (colour === 'kind') return note.f.kind;
  if (colour === 'theme') return isOf(board.get(note.f.theme), 'theme') ? note.f.theme : '';
  return colour === 'person' ? (personOf(board, note)?.key ?? '') : '';
}

/**
 * What the colours mean on this board: every key that a note has. A colour hangs on the order in which people joined, or on
 * that of themes and kinds, never on who wrote how much: it stays while notes come and go, and is the same for everybody.
 */
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
  const known =
    colour === 'kind'
      ? kinds.map((kind, i): Known => ({ key: kind, name: t.kind[kind], at: i }))
      : colour === 'theme'
        ? board.themes.map((theme, at): Known => ({ key: theme.id, name: themeName(theme.f.name, at), at }))
        : [...joined(board), ...strangers(board, names)];
  const taken = new Set<number>();
  return known
    .filter(({ key }) => count.has(key))
    .map(({ key, name, at }): Meaning => {
      const hue = taken.has(at) ? null : (hues[at] ?? null);
      taken.add(at);
      const mark = hue === null && colour === 'person' ? initials(name) : '';
      return { key, name, hue, mark, notes: count.get(key) ?? 0 };
    });
}

/** What a colour can mean, and the place of its hue. */
interface Known {
  readonly key: string;
  readonly name: string;
  readonly at: number;
}

function joined(board: BoardState): readonly Known[] {
  const all = board.members.map((member): Known => ({ key: member.id, name: called(member), at: nth(member) }));
  return all.toSorted((a, b) => a.at - b.at);
}

/** Those who are no members here: letters that notes go under (B-55), in their order, and names of other boards, without a hue. */
function strangers(board: BoardState, names: ReadonlyMap<string, string>): readonly Known[] {
  return [...names]
    .filter(([key]) => board.get(key) === undefined && key !== '')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, name]) => ({ key, name, at: key.startsWith('under ') ? letterOf(key.slice(6)) : Infinity }));
}

function letterOf(voice: string): number {
  const at = voice.length === 1 ? voice.charCodeAt(0) - 65 : -1;
  return at < 0 ? Infinity : at;
}

/** Two letters for a name. */
export function initials(name: string): string {
  const [first = '', second = ''] = name.trim().split(/\s+/u);
  const [a = '', b = ''] = first;
  return (a + ([...second][0] ?? b)).toLocaleUpperCase();
}

/** How notes are coloured in a picture; null where their paper says the side. */
export interface Look {
  readonly of: (note: Note) => Meaning | undefined;
  readonly legend: readonly Meaning[];
}

/** The look of the screen. */
export function lookOf(board: BoardState, colour: Colour): Look | null {
  if (colour === 'side') return null;
  const legend = meanings(board, colour);
  const by = new Map(legend.map((row) => [row.key, row]));
  return { legend, of: (note) => by.get(keyOf(board, colour, note)) };
}

function themeName(name: string, i: number): string {
  return name.trim() || `${i + 1}`;
}
