// How sure an insight is, in words. What it weighs is computed by model/strength.ts alone.
import type { Action, AnyRec, Id, Insight } from '../../model/records.ts';
import { rice as riceOf, strength, surest as surestOf, type Level, type Weight } from '../../model/strength.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { s } from './words/words.ts';

export { percent, type Level } from '../../model/strength.ts';

export const levelNames: Readonly<Record<Level, string>> = s.levels;

/** "4 customers", "at least 4 customers" */
export function people(n: number, atLeast: boolean): string {
  return atLeast ? s.sure.least(s.sure.people(n)) : s.sure.people(n);
}

/** What the evidence of an insight weighs, of what this viewer sees. */
export function sureness(board: BoardState, insight: Insight): Weight {
  return strength(finding(board), insight);
}

/** The level of an action: that of the surest of its insights. */
export function surest(board: BoardState, action: Action): Level {
  return surestOf(finding(board), action);
}

function finding(board: BoardState): { readonly get: (id: Id) => AnyRec | undefined } {
  return { get: (id) => board.get(id) };
}

/** How sure, and why: "Medium · 4 customers, 1 kind of source". */
export function sureIn(weight: Weight): string {
  const { level, notes, customers, atLeast, sources, secondHand, contested } = weight;
  if (notes === 0) return s.sure.none;
  const parts = [people(customers, atLeast), s.sure.kinds(sources)];
  if (secondHand) parts.push(s.sure.secondHand);
  if (contested) parts.push(s.sure.contested);
  return `${levelNames[level]} · ${parts.join(', ')}`;
}

/** What an action's score is, or null where it has none (B-74). */
export function score(board: BoardState, action: Action): number | null {
  return riceOf(action, surest(board, action)) ?? null;
}
