import { orders } from '../../model/intents/keys.ts';
import type { Id, Note, Phase, Theme } from '../../model/records.ts';
import { nearest, stems } from '../backing/rank.ts';

/** A theme and what lies in it. */
export interface Group {
  readonly theme: Theme;
  readonly notes: readonly Note[];
}

/** The notes of a board by theme. What names a theme that is gone is in none. */
export function groupsOf(
  themes: readonly Theme[],
  notes: readonly Note[],
): { readonly free: readonly Note[]; readonly groups: readonly Group[] } {
  const lists = new Map<Id, Note[]>(themes.map((theme) => [theme.id, []]));
  const free: Note[] = [];
  for (const note of notes) (lists.get(note.f.theme) ?? free).push(note);
  return { free, groups: themes.map((theme) => ({ theme, notes: lists.get(theme.id) ?? [] })) };
}

/** The text of a theme as words are compared: its name and its notes. */
function wordsOf({ theme, notes }: Group): string {
  return [theme.f.name, ...notes.map((note) => note.f.text)].join(' ');
}

/**
 * At most `most` of the items that share a telling word with `text`, those that share most first. A short word, or one
 * that more than a third of them have, tells nothing.
 */
export function likely<T>(text: string, items: readonly T[], textOf: (item: T) => string, most: number): T[] {
  const asked = [...stems(text)].filter((stem) => stem.length > 3);
  const words = new Map(items.map((item) => [item, stems(textOf(item))]));
  const often = (stem: string): number => items.filter((item) => words.get(item)?.has(stem)).length;
  const telling = asked.filter((stem) => often(stem) <= Math.max(1, items.length / 3));
  const near = items.filter((item) => telling.some((stem) => words.get(item)?.has(stem)));
  return nearest(text, near, textOf).slice(0, most);
}

/** What a note may go with: the two likeliest themes, all others in their order, and the nearest notes without one. */
export function offers(
  note: Note,
  groups: readonly Group[],
  free: readonly Note[],
): { readonly groups: readonly Group[]; readonly notes: readonly Note[] } {
  const others = groups.filter(({ theme }) => theme.id !== note.f.theme);
  const first = likely(note.f.text, others, wordsOf, 2);
  const rest = others.filter((group) => !first.includes(group));
  const alone = free.filter((each) => each.id !== note.id);
  return { groups: [...first, ...rest], notes: likely(note.f.text, alone, (each) => each.f.text, 3) };
}

/** The note that comes after `ids` in a list, or before them at its end: where the eye goes once they are gone. */
export function following(list: readonly Note[], ids: readonly Id[]): Note | undefined {
  const at = list.findIndex((note) => ids.includes(note.id));
  if (at < 0) return undefined;
  const stays = (note: Note): boolean => !ids.includes(note.id);
  return list.slice(at).find(stays) ?? list.slice(0, at).findLast(stays);
}

/** The order keys that put theme `at` one place earlier (-1) or later (1); none at the end of the row. */
export function shifted(themes: readonly Theme[], at: number, by: -1 | 1): ReadonlyMap<Id, string> {
  const theme = themes[at];
  if (theme === undefined || themes[at + by] === undefined) return new Map();
  return orders(themes, theme.id, themes[by < 0 ? at - 1 : at + 2]?.id ?? null);
}

/** The dots each theme got, by the latest step that has results of a vote on themes; empty without one. */
export function dotsOf(phases: readonly Phase[]): ReadonlyMap<Id, number> {
  const voted = phases.findLast(({ f }) => f.ask.kind === 'dots' && f.ask.of === 'theme' && f.results.length > 0);
  return new Map(voted?.f.results.map((row) => [row.item, row.sum]));
}

/** The groups with most dots first; those with as many stay in their order. */
export function byDots(groups: readonly Group[], dots: ReadonlyMap<Id, number>): Group[] {
  return groups.toSorted((a, b) => (dots.get(b.theme.id) ?? 0) - (dots.get(a.theme.id) ?? 0));
}

/** What is said of a theme or an insight (B-65). */
export interface Said {
  readonly right: number;
  readonly dispute: number;
  readonly whys: readonly string[];
}

export function saidOf(
  verdicts: readonly { readonly f: { readonly says: 'right' | 'dispute'; readonly why: string } }[],
): Said {
  const disputes = verdicts.filter(({ f }) => f.says === 'dispute');
  return {
    right: verdicts.length - disputes.length,
    dispute: disputes.length,
    whys: disputes.map(({ f }) => f.why).filter((why) => why !== ''),
  };
}
