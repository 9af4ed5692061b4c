import type { Action } from '../../model/records.ts';

/** A quarter of the matrix, and where something lies that is put there. */
export interface Quadrant {
  readonly name: 'first' | 'plan' | 'fill' | 'leave';
  readonly title: string;
  readonly why: string;
  readonly impact: number;
  readonly effort: number;
}

/** From the top left, as they are read. */
export const quadrants: readonly Quadrant[] = [
  { name: 'first', title: 'Do first', why: 'much impact, little effort', impact: 4, effort: 2 },
  { name: 'plan', title: 'Plan', why: 'much impact, much effort', impact: 4, effort: 4 },
  { name: 'fill', title: 'Fit in', why: 'little impact, little effort', impact: 2, effort: 2 },
  { name: 'leave', title: 'Leave', why: 'little impact, much effort', impact: 2, effort: 4 },
];

/** Where an action lies; undefined until both are said. The middle counts for it: 3 is much impact, and little effort. */
export function quadrantOf({ f }: Action): Quadrant['name'] | undefined {
  if (f.impact === 0 || f.effort === 0) return undefined;
  if (f.impact >= 3) return f.effort <= 3 ? 'first' : 'plan';
  return f.effort <= 3 ? 'fill' : 'leave';
}
