/** The languages the screens speak. */
export const langs = ['en', 'de', 'es', 'fr'] as const;

/** A language the screens speak. */
export type Lang = (typeof langs)[number];

/** The first of `wanted` (language tags, best first) that the screens speak, or English. */
export function pick(wanted: readonly string[]): Lang {
  for (const tag of wanted) {
    const lang = langs.find((each) => each === tag.toLowerCase().split('-')[0]);
    if (lang !== undefined) return lang;
  }
  return 'en';
}
