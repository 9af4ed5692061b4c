/** Whether the board's page shows what is told to its people, and how long it is kept. */
export const shown = $state({ open: false });
