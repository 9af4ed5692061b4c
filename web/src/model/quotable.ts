// Which of somebody's words would be quoted: those that something rests on.
import { allOf, noteOrder, type Records } from './board.ts';
import type { Id, Note } from './records.ts';
import { consentOf, dotsIn } from './summary.ts';

/** Something that rests on a note. */
export interface Behind {
  readonly kind: 'insight' | 'action' | 'theme';
  readonly name: string;
}

/** A person's own words that came to count. */
export interface Quotable {
  readonly note: Note;
  readonly behind: Behind;
  /** What may be done with it now. */
  readonly consent: 'room' | 'paraphrase' | 'quote';
  /** Its author has said so of this very note. */
  readonly decided: boolean;
}

/**
 * The words of `me` that would be quoted: revealed notes that are evidence of an insight, or belong to an action or to a
 * theme that got dots. What somebody wrote down for `me` is theirs once confirmed (B-53); what they wrote down for others
 * is not.
 */
export function quotable(records: Records, me: Id): Quotable[] {
  const behind = found(records);
  return allOf(records, 'note')
    .filter((note) => note.f.state === 'revealed' && isOf(note, me))
    .sort(noteOrder)
    .flatMap((note) => {
      const first = behind(note);
      if (first === undefined) return [];
      const consent = consentOf(records, note);
      return [{ note, behind: first, consent, decided: note.f.consent !== 'default' }];
    });
}

/** What others wrote down as the words of `me`, those that wait for a word first. */
export function onBehalfOf(records: Records, me: Id): Note[] {
  const all = allOf(records, 'note').filter((note) => note.f.behalf === me && note.f.state === 'revealed');
  const open = (note: Note): number => (note.f.confirmed === 'open' ? 0 : 1);
  return all.sort((a, b) => open(a) - open(b) || noteOrder(a, b));
}

function isOf(note: Note, me: Id): boolean {
  if (note.f.behalf !== '') return note.f.behalf === me && note.f.confirmed === 'yes';
  return note.f.whose === '' && (note.mine === true || note.by === me);
}

function found(records: Records): (note: Note) => Behind | undefined {
  const insights = allOf(records, 'insight').filter(({ f }) => f.statement.trim() !== '');
  const actions = allOf(records, 'action').filter(({ f }) => f.title.trim() !== '');
  const themes = allOf(records, 'theme');
  const dots = dotsIn(records);
  return ({ id, f: { theme: of } }) => {
    const insight = insights.find(({ f }) => f.evidence.includes(id) || f.counter.includes(id));
    if (insight) return { kind: 'insight', name: insight.f.statement };
    const action = actions.find(({ f }) => f.notes.includes(id));
    if (action) return { kind: 'action', name: action.f.title };
    const theme = themes.find((each) => each.id === of);
    if (theme && (dots(theme.id)?.sum ?? 0) > 0) return { kind: 'theme', name: theme.f.name };
    return undefined;
  };
}
