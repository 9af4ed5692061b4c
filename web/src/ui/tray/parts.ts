/** A list in parts of at most `n`: what one change may do is bounded. */
export function parts<T>(list: readonly T[], n: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / n) }, (_, i) => list.slice(i * n, (i + 1) * n));
}
