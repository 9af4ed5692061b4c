import { plain } from '../backing/rank.ts';

/** Somebody who can be called on, under the name they have here. */
export interface Callable {
  readonly id: string;
  readonly name: string;
}

/** What somebody has begun to write after "@", and where it begins; null where the caret is elsewhere. */
export function begun(text: string, caret: number): { readonly at: number; readonly query: string } | null {
  const found = /(?:^|[\s(])@([^@\n]{0,40})$/u.exec(text.slice(0, caret));
  return found === null ? null : { at: caret - (found[1] ?? '').length - 1, query: found[1] ?? '' };
}

/** Those whose name has a word that begins like the query, those whose first word does first. */
export function matching<T extends Callable>(people: readonly T[], query: string): readonly T[] {
  const asked = plain(query).trim();
  if (query.startsWith(' ')) return [];
  const rank = (name: string): number => {
    const whole = plain(name);
    if (whole.startsWith(asked)) return 0;
    return whole.split(/\s+/).some((word) => word.startsWith(asked)) ? 1 : 2;
  };
  const ranked = people.map((person) => [rank(person.name), person] as const).filter(([at]) => at < 2);
  return ranked.toSorted(([a], [b]) => a - b).map(([, person]) => person);
}

/** Puts a name where the query stands; says where the caret goes. */
export function inserted(
  text: string,
  at: number,
  caret: number,
  name: string,
): readonly [text: string, caret: number] {
  const words = `@${name} `;
  return [text.slice(0, at) + words + text.slice(caret).replace(/^ /, ''), at + words.length];
}

/** Those of the chosen people whose name still stands in the text. */
export function called(text: string, chosen: readonly Callable[]): string[] {
  return [...new Set(chosen.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id))];
}

/** A text cut into what names somebody and what does not. */
export function parts(
  text: string,
  names: readonly string[],
): readonly { readonly text: string; readonly name: boolean }[] {
  const all = names.filter(Boolean).toSorted((a, b) => b.length - a.length);
  if (all.length === 0) return [{ text, name: false }];
  const any = new RegExp(`(@(?:${all.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')}))`, 'u');
  return text.split(any).flatMap((part, i) => (part === '' ? [] : [{ text: part, name: i % 2 === 1 }]));
}
