// Summaries in words, the same on the screen and in the Markdown.
import type { Asked, Dots, Summary } from '../../model/summary.ts';
import { number, s } from '../opening/words/words.ts';
import { said } from '../words/words.ts';

/** How many dots, and whose where that may be told; '' without any answer. */
export function dotsIn(dots: Dots | null): string {
  if (dots === null) return '';
  const sum = s.summary.dots(dots.sum);
  if (dots.customers === null || dots.team === null) return sum;
  return `${sum} (${s.summary.dotsApart(dots.customers, dots.team)})`;
}

/** What something rests on: customers' notes and the team's never add up to one number. */
export function backing({ customers, team }: { readonly customers: number; readonly team: number }): string {
  const parts = [
    ...(customers > 0 ? [s.summary.customers(customers)] : []),
    ...(team > 0 ? [s.summary.team(team)] : []),
  ];
  return parts.length === 0 ? s.summary.bare : parts.join(' · ');
}

/** What customers say of a wording; '' while none has. */
export function verdictsIn(of: { readonly right?: number; readonly disputed: number }, people: number): string {
  return [
    ...(of.right ? [s.summary.verdicts(of.right, people)] : []),
    ...(of.disputed > 0 ? [s.summary.disputed(of.disputed)] : []),
  ].join('; ');
}

/** What was said, by sides. */
export function saidLines({ said }: Summary): string[] {
  return [
    `${s.summary.notes(said.notes)}: ${s.summary.sides(said.customers, said.team)}`,
    ...(said.open > 0 ? [s.summary.open(said.open)] : []),
    ...(said.people > 0 ? [s.summary.people(said.people)] : []),
  ];
}

/** A middle and how many it is of; from too few only how many. */
export function middle(mid: number | null, n: number, as: (mid: string) => string = (plain) => plain): string {
  return mid === null ? s.summary.few(n) : s.summary.middle(as(number(mid)), n);
}

/** The askings for energy, each under its name: what was asked but once under that of its step. */
export function energyIn({ energy }: Summary): { readonly title: string; readonly scales: Asked['scales'] }[] {
  const { start, end } = energy;
  if (start === null) return [];
  if (end === null) return [{ title: said(start.title), scales: start.scales }];
  return [
    { title: s.summary.start, scales: start.scales },
    { title: s.summary.end, scales: end.scales },
  ];
}
