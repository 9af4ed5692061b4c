import type { BoardState } from '../../state/board.svelte.ts';
import { called, memberOf } from '../board/names.ts';
import { t } from '../words/words.ts';

/** What decides who will read a note that is being written, and what of its author shows (B-53 … B-56). */
export interface Facts {
  /** Nothing now takes the note: it waits, its author alone reads it. */
  readonly waits: boolean;
  readonly see: 'own' | 'all';
  readonly authors: 'named' | 'pseudonym' | 'hidden';
  readonly anon: boolean;
  /** Facilitators read it before everybody else does. */
  readonly held: boolean;
  /** The writer is a facilitator: nothing has to be said of what facilitators can tell. */
  readonly host: boolean;
  /** The writer's name or pseudonym, and the letter their notes go under; empty while they are not known. */
  readonly as: string;
  readonly letter: string;
  /** Whose words a scribe says it is; empty where people speak for themselves. */
  readonly whose: string;
}

/** The lines under the field: what is promised, and how far a promise of no name can go. True, or empty. */
export interface Truth {
  readonly line: string;
  readonly caveat: string;
}

/** The truth about a note of the composer; see {@link Facts}. Without a word of whose step it is, nothing. */
export function truth(board: BoardState, facts: Pick<Facts, 'anon' | 'whose' | 'waits'>): Truth {
  const rules = board.phase?.f.rules;
  if (rules === undefined || board.me === null) return { line: '', caveat: '' };
  const me = memberOf(board, board.me.member);
  return told({
    ...facts,
    see: rules.see,
    authors: rules.authors,
    held: board.info?.f.approve === true && board.me.role === 'client',
    host: board.me.role === 'facilitator',
    as: called(me),
    letter: me?.f.voice ?? '',
  });
}

/** Says the facts. */
export function told(facts: Facts): Truth {
  const { who } = t.truth;
  const { waits, see, held } = facts;
  const later = waits || see === 'own';
  const readers = waits
    ? held
      ? who.waitsHeld
      : who.waits
    : see === 'own'
      ? held
        ? who.privateHeld
        : who.private
      : held
        ? who.held
        : who.all;
  const line = [readers, author(facts, later)].filter(Boolean).join(' ');
  return { line, caveat: caveat(facts) };
}

/** How far a promise of no name goes; empty where a name is shown. */
function caveat({ anon, authors, letter, host }: Facts): string {
  if (anon) return t.composer.anonHint;
  if (authors === 'named') return '';
  const key = authors === 'pseudonym' && letter !== '' && !host ? `${t.truth.key} ` : '';
  return key + t.truth.caveat;
}

/** What of the author shows: as much as this step promises, and later at most as much (B-55). */
function author({ anon, authors, as, letter, whose }: Facts, later: boolean): string {
  const { shows, maybe } = t.truth;
  const say = later ? maybe : shows;
  if (anon) return say.anon;
  if (authors === 'named') return as === '' ? '' : say.named(whose === '' ? as : t.note.behalf(as, whose));
  if (authors === 'pseudonym' && letter !== '') {
    return whose === '' ? say.letter(letter) : `${say.letter(letter)} ${say.whose(whose)}`;
  }
  return whose === '' ? say.hidden : say.instead(whose);
}
