/** How a person's dots stand with one option. */
export interface Standing {
  /** Dots of theirs on this option. */
  readonly here: number;
  /** Dots they have left. */
  readonly left: number;
  /** At most so many on one; 0 is any number. */
  readonly limit: number;
}

/** Why no further dot goes there, or null where one does (B-58). */
export function hindrance({ here, left, limit }: Standing): 'limit' | 'spent' | null {
  if (limit > 0 && here >= limit) return 'limit';
  return left <= 0 ? 'spent' : null;
}
