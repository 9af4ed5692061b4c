// Whose words notes are, as far as this viewer may know.
import type { Id, Member, Note, Side } from './records.ts';

type Find = (id: Id) => Member | undefined;

/** Whose notes they are. The team's are counted apart: the two never add up to one number. */
export interface Voices {
  /** Notes in a customer's voice. */
  readonly theirs: number;
  /** From how many customers they are; 0 where nobody can be told from anybody. */
  readonly customers: number;
  /** There may be more customers behind them than can be told apart. */
  readonly least: boolean;
  /** Written down for customers who have not said yet whether these are their words (B-53). */
  readonly open: number;
  readonly team: number;
}

/** Whether those whose words it should be have said that it is not (B-53). */
export function denied({ f }: Note): boolean {
  return f.confirmed === 'no';
}

/** On whose side a note is shown: what they deny is the team's. */
export function shownSide(note: Note): Side {
  return denied(note) ? 'team' : note.f.side;
}

/** Whose voice a note is; null where a person with a device has not confirmed what was written down for them (B-53). */
export function voiceOf(note: Note, find: Find): Side | null {
  if (note.f.side === 'team' || denied(note)) return 'team';
  if (note.f.behalf === '' || note.f.confirmed === 'yes') return 'customer';
  return find(note.f.behalf)?.f.seat === 'none' ? 'customer' : null;
}

/**
 * Counts notes by whose they are. A person, or the company that the facilitator named for them, counts once. A letter may
 * be the letter of somebody who is named elsewhere, and a note without a sign of its author may be anybody's.
 */
export function voicesOf(notes: readonly Note[], find: Find, me: Id = ''): Voices {
  const voices = notes.map((note) => voiceOf(note, find));
  const theirs = notes.filter((_, at) => voices[at] === 'customer');
  const signs = theirs.map((note) => signOf(note, find, me));
  const names = new Map(signs.flatMap(({ name, letter }) => (name && letter ? [[letter, name] as const] : [])));
  const named = new Set(signs.map(({ name, letter }) => name || (names.get(letter) ?? '')).filter(Boolean));
  const letters = new Set(signs.map(({ name, letter }) => (name ? '' : letter)).filter((l) => l && !names.has(l)));
  // Who goes under a letter on one board may go under another on the next.
  const rooms = new Map<string, number>();
  for (const letter of letters) rooms.set(roomOf(letter), (rooms.get(roomOf(letter)) ?? 0) + 1);
  const lettered = Math.max(0, ...rooms.values());
  // Whose letter is known is none of the other letters.
  const known = new Set(names.values()).size;
  const free = named.size - known;
  const of = (side: Side | null): number => voices.filter((each) => each === side).length;
  return {
    theirs: theirs.length,
    customers: known + Math.max(free, lettered),
    least: (free > 0 && lettered > 0) || rooms.size > 1 || signs.some(({ name, letter }) => !name && !letter),
    open: of(null),
    team: of('team'),
  };
}

/** The board that a letter is of: '' is this one. */
function roomOf(letter: string): string {
  return letter.includes('/') ? letter.slice(0, letter.indexOf('/')) : '';
}

/** What people call the same company. */
function company(name: string): string {
  return `company ${name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()}`;
}

/** What a note shows of whom it counts for: their name or company, their letter, both or nothing. */
function signOf({ f, by, mine }: Note, find: Find, me: Id): { readonly name: string; readonly letter: string } {
  if (f.behalf === '' && (f.customer ?? '') !== '') return { name: company(f.customer ?? ''), letter: '' };
  if (f.behalf === '' && f.whose !== '') {
    if (f.from.board !== '') return { name: '', letter: `${f.from.board}/${f.whose}` }; // gathered: a pseudonym of that board (B-79)
    return { name: `whose ${f.whose}`, letter: '' };
  }
  if (f.anon && f.behalf === '') return { name: '', letter: '' };
  const id = f.behalf || (by ?? (mine === true ? me : ''));
  const from = id === '' ? '' : (find(id)?.f.customer ?? '');
  const name = from === '' ? id : company(from);
  return { name, letter: f.behalf === '' ? f.voice : '' };
}
