/** How many visible characters a person's name may have: boards/name.go, which the server goes by. */
export const longestName = 40;

/** Marks that may stand on one character. */
const marks = 3;

/** A name as the server takes it: compatibility forms folded, white space collapsed. */
export function tidyName(given: string): string {
  return given.normalize('NFKC').replace(/\s+/g, ' ').trim();
}

/** What keeps the server from taking a name (see {@link tidyName}): too long, or signs it does not take in one. */
export function nameProblem(given: string): 'long' | 'odd' | null {
  const chars = [...tidyName(given)];
  let visible = 0;
  let stacked = 0;
  for (const [i, char] of chars.entries()) {
    if (char === '\u200d' || char === '\ufe0f') {
      // Joiners, inside emoji alone.
      const before = chars[i - 1];
      if (before === undefined || !/[\p{So}\p{Sk}\ufe0f]/u.test(before)) return 'odd';
    } else if (/[\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}\u2800\ufffd]/u.test(char)) return 'odd';
    else if (/\p{M}/u.test(char)) {
      if (++stacked > marks) return 'odd';
    } else if (char !== ' ') {
      visible++;
      stacked = 0;
    }
  }
  if (chars.length > 0 && visible === 0) return 'odd';
  return visible > longestName ? 'long' : null;
}
