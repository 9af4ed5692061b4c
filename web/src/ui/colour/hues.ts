/**
 * Hues of paper, those that are told apart best by most eyes first: blue and orange, then what lies between them. More
 * than these nobody tells apart, so that the rest stay without; words say it everywhere (in a note's foot, in the legend).
 */
export const hues = [255, 65, 165, 330, 105, 25, 205, 295, 135, 0] as const;

/** A member, as far as their colour hangs on it. */
interface Coloured {
  readonly f: { readonly hue: number };
}

/** The how-manieth a member joined, from 0: the server gives the nth the hue 137·n (boards/join.go), and 113 undoes that. */
export function nth({ f }: Coloured): number {
  return (f.hue * 113) % 360;
}

/** The colour of a member's pointer, and of whatever else has their name beside it: that of their notes. */
export function hueOf(member: Coloured | undefined): number {
  return member === undefined ? 0 : (hues[nth(member) % hues.length] ?? 0);
}
