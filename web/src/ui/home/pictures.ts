/** The template whose zones are filled one after the other: its picture says so. */
export const zoneByZone = 'empathy-map-round';
