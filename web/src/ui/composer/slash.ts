// Commands at the start of a line: "/says" chooses a zone, "/idea" what kind of note it is. Pure.

/** A command that somebody may mean. */
export interface Command<T> {
  /** What it is called, for the reader. */
  readonly name: string;
  /** All it answers to, folded. */
  readonly names: readonly string[];
  readonly does: T;
}

/** A line that begins like a command: where it stands, and what is typed of it. */
export interface Begun {
  readonly at: number;
  readonly typed: string;
}

/** Small letters without marks, so that "fuhlt" finds "Fühlt". */
export function plain(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s·,'’]+/g, ' ')
    .trim();
}

/**
 * The line that begins like a command: the one the caret is in before all others. A path ("/etc/hosts") and a slash with
 * words behind a space are none, and neither is what was said to stand as it is (`free`).
 */
export function begunIn(text: string, caret: number, free: ReadonlySet<string>): Begun | undefined {
  const begun: Begun[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    const typed = /^\/([\p{L}\p{M}\p{N}-]*)(?=\s|$)/u.exec(line)?.[1];
    const bare = typed === '' && (line !== '/' || caret !== at + 1);
    if (typed !== undefined && !bare && !free.has(typed)) begun.push({ at, typed });
    at += line.length + 1;
  }
  const here = text.lastIndexOf('\n', caret - 1) + 1;
  return begun.find((each) => each.at === here) ?? begun[0];
}

/** The commands that what is typed can become, those first that begin with it. */
export function matching<T>(commands: readonly Command<T>[], typed: string): readonly Command<T>[] {
  const asked = plain(typed);
  if (asked === '') return commands;
  const first = commands.filter(({ names }) => names.some((name) => name.startsWith(asked)));
  const inner = commands.filter(
    (each) => !first.includes(each) && each.names.some((name) => name.includes(` ${asked}`)),
  );
  return [...first, ...inner];
}

/** The one command that is typed in full, if no other is called so. */
export function exactly<T>(commands: readonly Command<T>[], typed: string): Command<T> | undefined {
  const asked = plain(typed);
  const all = commands.filter(({ names }) => asked !== '' && names.some((name) => name.replaceAll(' ', '-') === asked));
  return all.length === 1 ? all[0] : undefined;
}

/** The text without the command, and the space behind it. */
export function without(text: string, { at, typed }: Begun): string {
  const end = at + 1 + typed.length;
  return text.slice(0, at) + text.slice(text[end] === ' ' ? end + 1 : end);
}
