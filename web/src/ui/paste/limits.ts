/** What is looked at of one paste or file, in UTF-16 units, as much as the server takes of a file in bytes. */
export const mostText = 2 * 1024 * 1024;

/** How many notes somebody brings in at once: the team as many as the server's tray takes, a customer a long list. */
export function mostNotes(team: boolean): number {
  return team ? 2000 : 200;
}

/** How long a person's name may be, in code points (schema: note.whose). */
export const mostName = 80;

/** How many notes a board has room for (schema: note). */
export const mostOnBoard = 5000;
