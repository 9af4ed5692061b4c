// The plane of impact and effort: a grid of five by five, impact upwards and effort to the right. Position and score are
// the same thing said twice. Where only one of them is asked (B-57, `split`), the other way has one cell only.
import type { Note, Result } from '../../model/records.ts';

export type Score = Note['f']['score'];

/** Which ways notes are placed: both, or up and down alone, or sideways alone. */
export type Ways = 'both' | 'impact' | 'effort';

/** The question of a phase that asks to place: its q (B-57). */
export const questions = { impact: 0, effort: 1 } as const;

/** The least and the greatest of a score. */
export const least = 1;
export const most = 5;
const steps = most - least + 1;

/** The four corners of the plane. */
export type Quadrant = 'wins' | 'bets' | 'fills' | 'pit';

/** Whether everything that is asked for is said. */
export function placed(score: Score, ways: Ways): boolean {
  return (ways === 'effort' || score.impact > 0) && (ways === 'impact' || score.effort > 0);
}

/** The score at a point of a plane of this size; a way that is not asked for stays 0. Beside the plane counts as its rim. */
export function scoreAt(x: number, y: number, width: number, height: number, ways: Ways): Score {
  const cell = (at: number, size: number): number => Math.max(0, Math.min(steps - 1, Math.floor((at / size) * steps)));
  return {
    impact: ways === 'effort' ? 0 : most - cell(y, height),
    effort: ways === 'impact' ? 0 : least + cell(x, width),
  };
}

/** The middle of a score's cell in a plane of this size. Medians lie between cells: a score need not be whole. */
export function spotOf(score: Score, width: number, height: number, ways: Ways): { x: number; y: number } {
  return {
    x: ways === 'impact' ? width / 2 : ((score.effort - least + 0.5) / steps) * width,
    y: ways === 'effort' ? height / 2 : ((most - score.impact + 0.5) / steps) * height,
  };
}

/** Every cell of the plane as rows from the top, each with its score. */
export function cells(ways: Ways): readonly Score[] {
  const down = ways === 'effort' ? [0] : [5, 4, 3, 2, 1];
  const across = ways === 'impact' ? [0] : [1, 2, 3, 4, 5];
  return down.flatMap((impact) => across.map((effort) => ({ impact, effort })));
}

/** The score after an arrow key: one cell on, or the middle for what lies nowhere yet; undefined for other keys. */
export function stepped(score: Score, key: string, ways: Ways): Score | undefined {
  const [dx, dy] = arrows[key] ?? [0, 0];
  if (dx === 0 && dy === 0) return undefined;
  if (!placed(score, ways)) {
    return {
      impact: ways === 'effort' ? 0 : score.impact || 3,
      effort: ways === 'impact' ? 0 : score.effort || 3,
    };
  }
  const move = (value: number, by: number): number => Math.max(least, Math.min(most, value + by));
  return {
    impact: ways === 'effort' ? 0 : move(score.impact, dy),
    effort: ways === 'impact' ? 0 : move(score.effort, dx),
  };
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The corner a score lies in; undefined on the lines between, and while it lies nowhere. */
export function quadrantOf({ impact, effort }: Score): Quadrant | undefined {
  const between = (least + most) / 2;
  if (impact === 0 || effort === 0 || impact === between || effort === between) return undefined;
  if (impact > between) return effort < between ? 'wins' : 'bets';
  return effort < between ? 'fills' : 'pit';
}

/** How the answers of one way lie; without figures where too few answered (B-59). */
export interface Range {
  readonly n: number;
  readonly felt?: { readonly mid: number; readonly low: number; readonly high: number };
}

/** What came of the placing of one note; undefined ways were not answered at all. */
export interface Spread {
  readonly impact?: Range;
  readonly effort?: Range;
}

export function spreadOf(note: string, results: readonly Result[]): Spread {
  const range = (q: number): Range | undefined => {
    const row = results.find((each) => each.item === note && each.q === q);
    if (row === undefined) return undefined;
    const { n, mid, low, high } = row;
    return mid === null || low === null || high === null ? { n } : { n, felt: { mid: mid / 2, low, high } };
  };
  const [impact, effort] = [range(questions.impact), range(questions.effort)];
  return { ...(impact && { impact }), ...(effort && { effort }) };
}

/** The score the medians come nearest to; 0 where there is none. Halves go up: what helps more, and what costs more. */
export function nearest({ impact, effort }: Spread): Score {
  return { impact: Math.round(impact?.felt?.mid ?? 0), effort: Math.round(effort?.felt?.mid ?? 0) };
}

/** How far apart the answers lie: the most one could disagree on is 4 and 4. */
export function apart({ impact, effort }: Spread): number {
  const width = (range: Range | undefined): number => (range?.felt ? range.felt.high - range.felt.low : 0);
  return width(impact) + width(effort);
}
