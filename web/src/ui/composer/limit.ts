/** How long a note may be, in code points. The server says the same at /api/v1/limits. */
export const longest = 5000;

/** Whether a note of this text would be taken. */
export function fits(text: string): boolean {
  return text.length <= longest || [...text].length <= longest;
}
