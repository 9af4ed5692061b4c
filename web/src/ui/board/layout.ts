import type { Zone } from '../../model/records.ts';

/** How zones lie on the map: four quadrants, the canvas of seven (the last one split in three), or a plain grid. */
export type Layout = 'quadrants' | 'canvas' | 'free';

const quadrants = ['tl', 'tr', 'bl', 'br'];
const canvas = ['who', 'need', 'see', 'say', 'do', 'hear', 'pains', 'gains', 'other'];

/** The zone of somebody who has chosen none: the first, for customers on the canvas what they say, not who they are. */
export function firstZone(zones: readonly Zone[], customer: boolean): Zone | undefined {
  return (customer ? zones.find((zone) => zone.f.area === 'say') : undefined) ?? zones[0];
}

/** The layout that these areas (in any order) ask for. */
export function layoutOf(areas: readonly string[]): Layout {
  const has = (all: readonly string[]): boolean =>
    areas.length === all.length && all.every((area) => areas.includes(area));
  return has(quadrants) ? 'quadrants' : has(canvas) ? 'canvas' : 'free';
}
