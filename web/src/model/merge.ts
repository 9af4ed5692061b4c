// The text half of giving back (recover.ts): whose characters are whose in a text that several people wrote, and the
// edit that brings one person's back. The mirror of realtime/replica/recover_text.go; both read the same vectors.
import { edit, transform, type Component, type Edit } from './text.ts';

/** An edit of a text, in the order the server committed them. */
export interface Stroke {
  readonly own: boolean;
  readonly edit: Edit;
}

/** One character and its fate. Deleted ones stay, so that what was typed beside them keeps its place. */
interface Cell {
  readonly char: string;
  readonly from: 'base' | 'own' | 'others';
  gone: 'own' | 'others' | undefined;
}

/**
 * One person's part in what became of `base`, as one edit on it. What others wrote is left out and what they deleted of
 * `base` is left in, for they give it back themselves; what they deleted of this person's words stays deleted.
 */
export function ownPart(base: string, strokes: readonly Stroke[]): Edit {
  let cells: Cell[] = Array.from(base, (char) => ({ char, from: 'base', gone: undefined }));
  for (const stroke of strokes) cells = drawn(cells, stroke);
  const parts = cells.map(({ char, from, gone }): Component => {
    if (from === 'base') return gone === 'own' ? -1 : 1;
    return from === 'own' && gone === undefined ? char : '';
  });
  return edit(...parts);
}

/** What an own part on `base` is on `now`, which came of `base` without it. All it inserts is inserted. */
export function broughtBack(base: string, part: Edit, now: string): Edit {
  return transform(part, align(base, now), 'right');
}

/**
 * The greatest product of the lengths of what differs of two texts for which {@link align} looks for what they share:
 * that takes some 10 ms.
 */
const SEARCH_LIMIT = 1_000_000;

/**
 * The edit from `a` to `b` that keeps as many characters as can be. Unlike `diff` of text.ts it is not tidied to words:
 * a character that both have is kept, so that an edit beside it keeps its place. Of several such edits it is always the
 * same one, here and in Go.
 */
export function align(a: string, b: string): Edit {
  const [from, to] = [Array.from(a), Array.from(b)];
  const most = Math.min(from.length, to.length);
  let head = 0;
  while (head < most && from[head] === to[head]) head++;
  let tail = 0;
  while (tail < most - head && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail++;
  const [was, is] = [from.slice(head, from.length - tail), to.slice(head, to.length - tail)];
  if (was.length * is.length > SEARCH_LIMIT) return edit(head, is.join(''), -was.length);
  return edit(head, ...kept(was, is));
}

/** A longest common subsequence as an edit, deleting before inserting where both would do. */
function kept(was: readonly string[], is: readonly string[]): Component[] {
  const width = is.length + 1;
  const common = new Uint32Array((was.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = was.length - 1; i >= 0; i--) {
    for (let j = is.length - 1; j >= 0; j--) {
      common[i * width + j] = was[i] === is[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const parts: Component[] = [];
  let [i, j] = [0, 0];
  while (i < was.length || j < is.length) {
    if (i < was.length && j < is.length && was[i] === is[j]) {
      parts.push(1);
      i++;
      j++;
    } else if (j === is.length || (i < was.length && at(i + 1, j) >= at(i, j + 1))) {
      parts.push(-1);
      i++;
    } else {
      parts.push(is[j++] ?? '');
    }
  }
  return parts;
}

function drawn(cells: readonly Cell[], { own, edit: strokes }: Stroke): Cell[] {
  const who = own ? 'own' : 'others';
  const out: Cell[] = [];
  let next = 0;
  for (const part of strokes) {
    if (typeof part === 'string') {
      for (const char of part) out.push({ char, from: who, gone: undefined });
      continue;
    }
    for (let n = Math.abs(part); n > 0 && next < cells.length; next++) {
      const cell = cells[next];
      if (cell === undefined) break;
      out.push(cell);
      if (cell.gone !== undefined) continue;
      if (part < 0) cell.gone = who;
      n--;
    }
  }
  return [...out, ...cells.slice(next)];
}
