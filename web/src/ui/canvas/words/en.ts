/** The words of the map's zoom. English is the shape the others are checked against. */
export const en = {
  zoom: 'Zoom',
  nearer: 'Zoom in',
  further: 'Zoom out',
  home: 'Zones fill the window',
  all: 'All notes',
  selection: 'Selection',
  map: 'Map: arrow keys scroll',
  selected: (n: number): string => `${n} selected`,
};

export type CanvasWords = typeof en;
