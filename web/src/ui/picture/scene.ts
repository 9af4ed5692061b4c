// A picture as a list of what is drawn. Everything that shows a picture (a file, a canvas, a page) draws this list, so
// that all of them look the same, and none of them knows what a board is.

/** A rectangle. */
export interface Box {
  readonly is: 'box';
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly r: number;
  readonly fill?: string;
  readonly stroke?: string;
  readonly thick?: number;
  readonly dash?: readonly [dash: number, gap: number];
}

/** A line drawn from `x`, `y`; `d` is an SVG path of absolute and relative commands. */
export interface Path {
  readonly is: 'path';
  readonly x: number;
  readonly y: number;
  readonly d: string;
  readonly fill?: string;
  readonly stroke?: string;
  readonly thick?: number;
}

/** One line of text. `x` is where it starts in its own direction, `y` its baseline. */
export interface Words {
  readonly is: 'words';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly weight: 400 | 600;
  readonly fill: string;
  readonly width: number;
  readonly rtl: boolean;
}

export type Mark = Box | Path | Words;

/** What belongs together and has a name. */
export interface Group {
  readonly is: 'head' | 'zone' | 'note';
  /** What it is called; a note by its whole text. */
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly marks: readonly Mark[];
}

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly paper: string;
  readonly groups: readonly Group[];
}

/** The colours of a picture, as #rrggbb. */
export interface Palette {
  readonly felt: string;
  readonly zone: string;
  readonly panel: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly thread: string;
  readonly customer: { readonly paper: string; readonly edge: string };
  readonly team: { readonly paper: string; readonly edge: string };
}

/** The width of a text in px. */
export type Measure = (text: string, size: number, weight: 400 | 600) => number;

/** The same group somewhere else. */
export function moved(group: Group, dx: number, dy: number): Group {
  const marks = group.marks.map((mark) => ({ ...mark, x: mark.x + dx, y: mark.y + dy }));
  return { ...group, x: group.x + dx, y: group.y + dy, marks };
}
