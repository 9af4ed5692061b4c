/**
 * Hues of paper, those that are told apart best by most eyes first: blue and orange, then what lies between them. More
 * than these nobody tells apart, so that the rest stay without; words say it everywhere (in a note's foot, in the legend).
 */
export const hues = [255, 65, 165, 330, 105, 25, 205, 295, 135, 0] as const;
