import type { Id } from '../../model/records.ts';

/** The least and the most a map is zoomed. */
export const least = 0.1;
export const most = 2;

/** A point of the window, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What moves the map that is drawn; the map gives it while it is there. */
export interface Stage {
  fit(): void;
  home(): void;
  to(zoom: number, at?: Point): void;
  toZone(id: Id): void;
  toNotes(ids: readonly Id[]): void;
  part(zone: Id): Part | null;
  toPart(zone: Id, part: Part): void;
}

/** What the window shows, as others are told it: its middle in the 10000th of a zone's box, its size in px of the world. */
export type Part = readonly [x: number, y: number, w: number, h: number];

/**
 * How a board's map is looked at. Where no map is drawn (a phone shows one zone at a time, themes are lists) its acts do
 * nothing.
 */
export class Camera {
  /** null: the map fits the window and zones scroll inside. A number: zones hold all their notes and the map is panned. */
  zoom = $state<number | null>(null);
  /** Near enough to make out more than paper and words. */
  readonly close = $derived(this.zoom === null || this.zoom >= 0.5);
  /** So far away that there are only papers, and what the zones are called. */
  readonly far = $derived(this.zoom !== null && this.zoom < 0.3);
  stage = $state.raw<Stage | null>(null);

  /** Shows the whole map. */
  fit(): void {
    this.stage?.fit();
  }

  /** Goes back to the map that fits the window. */
  home(): void {
    this.stage?.home();
  }

  /** Zooms; the point `at` of the window, its middle where none is said, stays where it is. */
  to(zoom: number, at?: Point): void {
    this.stage?.to(zoom, at);
  }

  /** Shows one zone, as large as it fits. */
  toZone(id: Id): void {
    this.stage?.toZone(id);
  }

  /** What the window shows, as seen from a zone; null where the zones fill it. */
  part(zone: Id): Part | null {
    return this.stage?.part(zone) ?? null;
  }

  /** Shows about the same. */
  toPart(zone: Id, part: Part): void {
    this.stage?.toPart(zone, part);
  }

  /** Shows these notes. */
  toNotes(ids: readonly Id[]): void {
    this.stage?.toNotes(ids);
  }
}
