/** The height of a row of the zone's grid and the space below a note, in px; Zone.svelte has the same row. */
const row = 4;
const space = 12;

/** Gives a place the rows a note of this height (px) takes. */
export function span(place: HTMLElement, height: number): void {
  place.style.gridRowEnd = `span ${Math.ceil((height + space) / row)}`;
}

/**
 * An attachment for a note's place in its zone: it takes as many rows as it is high, so that short and tall notes pack
 * without holes and never overlap.
 */
export function packed(place: HTMLElement): () => void {
  const observer = new ResizeObserver(([entry]) => {
    const height = entry?.borderBoxSize[0]?.blockSize ?? 0;
    span(place, height);
  });
  const note = place.firstElementChild;
  if (note !== null) observer.observe(note);
  return () => observer.disconnect();
}
