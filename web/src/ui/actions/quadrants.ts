import type { Action } from '../../model/records.ts';
import { s } from './words/words.ts';

const { matrix } = s;

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
  { name: 'first', title: matrix.first, why: matrix.firstWhy, impact: 4, effort: 2 },
  { name: 'plan', title: matrix.plan, why: matrix.planWhy, impact: 4, effort: 4 },
  { name: 'fill', title: matrix.fill, why: matrix.fillWhy, impact: 2, effort: 2 },
  { name: 'leave', title: matrix.leave, why: matrix.leaveWhy, impact: 2, effort: 4 },
];

/** Where an action lies; undefined until both are said. The middle counts for it: 3 is much impact, and little effort. */
export function quadrantOf({ f }: Action): Quadrant['name'] | undefined {
  if (f.impact === 0 || f.effort === 0) return undefined;
  if (f.impact >= 3) return f.effort <= 3 ? 'first' : 'plan';
  return f.effort <= 3 ? 'fill' : 'leave';
}
