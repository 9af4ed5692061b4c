/** The height of a row of the zone's grid and the space below a note, in px; Zone.svelte has the same row. */
const row = 4;
const space = 12;

/**
 * An attachment for a note's place in its zone: it takes as many rows as it is high, so that short and tall notes pack
 * without holes and never overlap.
 */
export function packed(place: HTMLElement): () => void {
  const observer = new ResizeObserver(([entry]) => {
    const height = entry?.borderBoxSize[0]?.blockSize ?? 0;
    place.style.gridRowEnd = `span ${Math.ceil((height + space) / row)}`;
  });
  const note = place.firstElementChild;
  if (note !== null) observer.observe(note);
  return () => observer.disconnect();
}
