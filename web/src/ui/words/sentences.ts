/** Two sentences after each other, with a full stop between them unless the first ends by itself. */
export function sentences(first: string, then: string): string {
  return /[.!?…。！？]["”“»’)]?\s*$/u.test(first) ? `${first.trimEnd()} ${then}` : `${first}. ${then}`;
}
