import type { Zone } from '../../model/records.ts';

/**
 * How zones lie on the map: four quadrants, the canvas of seven (the last one split in three), the journey's columns and
 * rows, the plane of impact and effort, or plain rows.
 */
export type Layout = 'quadrants' | 'canvas' | 'journey' | 'plane' | 'free';

/** What of a zone says how the map lies. */
export interface Laid {
  readonly area: string;
  readonly kind?: string;
}

const quadrants = ['tl', 'tr', 'bl', 'br'];
const canvas = ['who', 'need', 'see', 'say', 'do', 'hear', 'pains', 'gains', 'other'];

/** Whether notes are put into a zone; a column only heads the cells below it. */
export function takesNotes(zone: Zone): boolean {
  return zone.f.kind !== 'column';
}

/** The zone of somebody who has chosen none: the first, for customers on the canvas what they say, not who they are. One that takes notes `now` comes before all that do not. */
export function firstZone(
  zones: readonly Zone[],
  customer: boolean,
  now: (zone: Zone) => boolean = () => true,
): Zone | undefined {
  const all = zones.filter(takesNotes);
  const open = all.some(now) ? all.filter(now) : all;
  const theirs = customer && layoutOf(zones.map((zone) => zone.f)) === 'canvas';
  return (theirs ? open.find((zone) => zone.f.area === 'say') : undefined) ?? open[0];
}

/** The layout that these zones (in any order) ask for. */
export function layoutOf(zones: readonly Laid[]): Layout {
  const has = (all: readonly string[]): boolean =>
    zones.length === all.length && all.every((area) => zones.some((zone) => zone.area === area));
  if (zones.some(({ kind }) => kind === 'column')) return 'journey';
  if (zones.some(({ kind }) => kind === 'plane')) return 'plane';
  return has(quadrants) ? 'quadrants' : has(canvas) ? 'canvas' : 'free';
}

/**
 * How many zones each row of a plain map has, the fullest rows first: no row has one zone fewer than it could, so that
 * five lie as three and two, and seven as four and three. `wide` is how many have room beside each other.
 */
export function rowsOf(count: number, wide = 4): readonly number[] {
  const most = Math.min(wide, count === 4 ? 2 : count <= 6 ? 3 : 4);
  const rows = Math.ceil(count / most);
  return Array.from({ length: rows }, (_, i) => Math.floor(count / rows) + (i < count % rows ? 1 : 0));
}

/** Of the twelve columns of a plain map, how many the nth zone takes. */
export function spanOf(nth: number, count: number, wide?: number): number {
  let before = 0;
  for (const row of rowsOf(count, wide)) {
    before += row;
    if (nth < before) return 12 / row;
  }
  return 12;
}

/** More notes than this on the board, and only those near what is seen are drawn. */
export const many = 150;
