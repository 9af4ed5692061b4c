import { de } from './de.ts';
import { en, type Words } from './en.ts';
import { es } from './es.ts';

/** The dictionaries by language. */
export const dictionaries = { en, de, es } as const satisfies Readonly<Record<string, Words>>;

/** A language the screens speak. */
export type Lang = keyof typeof dictionaries;

/** The first of `wanted` (language tags, best first) that the screens speak, or English. */
export function pick(wanted: readonly string[]): Lang {
  for (const tag of wanted) {
    const lang = tag.toLowerCase().split('-')[0];
    if (lang !== undefined && Object.hasOwn(dictionaries, lang)) return lang as Lang;
  }
  return 'en';
}
