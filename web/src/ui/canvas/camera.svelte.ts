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
}

/**
 * How a board's map is looked at. Where no map is drawn (a phone shows one zone at a time, themes are lists) its acts do
 * nothing.
 */
export class Camera {
  /** null: the map fits the window and zones scroll inside. A number: zones hold all their notes and the map is panned. */
  zoom = $state<number | null>(null);
  /** Near enough to make out more than paper and words. */
  readonly close = $derived(this.zoom === null || this.zoom >= 0.5);
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

  /** Shows these notes. */
  toNotes(ids: readonly Id[]): void {
    this.stage?.toNotes(ids);
  }
}
