// What came of a question, made ready to be shown. The numbers are the server's (B-59); nothing is counted here.
import type { Id, Phase, Result } from '../../model/records.ts';

/** Rows of dots, most first; those that are level keep the order they came in. */
export function ranked(rows: readonly Result[]): readonly Result[] {
  return rows.toSorted((a, b) => b.sum - a.sum);
}

/** The options a second vote is about: those that are level, and whatever is before them, as a new round counts anew. */
export function top(rows: readonly Result[], level: readonly Id[]): readonly Id[] {
  const edge = Math.min(...rows.filter((row) => level.includes(row.item)).map((row) => row.sum));
  return ranked(rows.filter((row) => row.sum >= edge)).map((row) => row.item);
}

/** The options that share the first place, where several do. */
export function tiedFirst(rows: readonly Result[]): readonly Id[] {
  const most = Math.max(0, ...rows.map((row) => row.sum));
  const first = rows.filter((row) => row.sum === most && most > 0);
  return first.length > 1 ? first.map((row) => row.item) : [];
}

/** Whether customers' and team's dots are told apart: all rows have them or none (B-59). */
export function apart(rows: readonly Result[]): boolean {
  return rows.length > 0 && rows.every((row) => row.customers !== null && row.team !== null);
}

/** Whether a check found little energy: the first question of a phase that asks for it, at a median of 2 or less. */
export function tired(phase: Phase, rows: readonly Result[]): boolean {
  if (phase.f.ask.kind !== 'scale' || phase.f.output !== 'energy') return false;
  const mid = rows.find((row) => row.q === 0)?.mid ?? null;
  return mid !== null && mid <= 4;
}

/** Whether one more answer would tell whose it is: then a question stays closed (B-60). */
export function sealed(phase: Phase): boolean {
  const { kind } = phase.f.ask;
  return (kind === 'scale' || kind === 'curve') && phase.f.results.some((row) => row.mid !== null);
}

/** The row of one item and question, if there are answers to it. */
export function rowOf(rows: readonly Result[], item: Id, q = 0): Result | undefined {
  return rows.find((row) => row.item === item && row.q === q);
}
