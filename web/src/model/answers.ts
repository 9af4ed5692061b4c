// What becomes of words: from a note by the insights it supports to what is done about them (METHOD §1.4).
import { allOf, byOrder, noteOrder, type Records } from './board.ts';
import { says } from './policy.ts';
import type { Action, Id, Insight, Note } from './records.ts';
import { inTray, isEvidence } from './strength.ts';

/** What words have come to. `looked`: nobody has decided yet. */
export type Became = 'done' | 'again' | 'doing' | 'no' | 'later' | 'answered' | 'looked';

/** One thing that words have led to: an insight, an action, or one through the other. */
export interface Outcome {
  readonly became: Became;
  readonly insight: Insight | undefined;
  readonly action: Action | undefined;
  /** Why not, or why later; '' where nobody has said. */
  readonly reason: string;
}

/** Whether an outcome is a decision. */
export function decides({ became }: Outcome): boolean {
  return became !== 'looked';
}

/** What a note has led to; empty while nothing rests on it. */
export function outcomesOf(records: Records, note: Note): Outcome[] {
  const counts = isEvidence(note);
  const insights = allOf(records, 'insight')
    .filter(({ f }) => counts && f.evidence.includes(note.id))
    .sort(byOrder(({ f }) => f.order));
  const actions = allOf(records, 'action').sort(byOrder(({ f }) => f.order));
  const told = new Set<Id>();
  const found = insights.flatMap((insight) => {
    const its = actions.filter(({ id, f }) => f.insights.includes(insight.id) && !told.has(id));
    for (const { id } of its) told.add(id);
    return its.length > 0 ? its.map((action) => of(action, insight)) : [bare(insight)];
  });
  const direct = actions.filter(({ id, f }) => f.notes.includes(note.id) && !told.has(id));
  return [...found, ...direct.map((action) => of(action, undefined))];
}

const became: Readonly<Record<Action['f']['status'], Became>> = {
  proposed: 'looked',
  committed: 'doing',
  in_progress: 'doing',
  done: 'done',
  verified: 'done',
  declined: 'no',
  parked: 'later',
  reopened: 'again',
};

function of(action: Action, insight: Insight | undefined): Outcome {
  return { became: became[action.f.status], insight, action, reason: action.f.reason };
}

/** An insight that nothing is done about: it may be answered all the same. */
function bare(insight: Insight): Outcome {
  const { status, reason } = insight.f;
  const said =
    status === 'declined' ? 'no' : status === 'parked' ? 'later' : status === 'answered' ? 'answered' : 'looked';
  return { became: said, insight, action: undefined, reason };
}

/** Somebody's own words that have led to the same, by name or anonymously. */
export interface Told {
  readonly notes: readonly Note[];
  readonly anon: boolean;
  readonly outcomes: readonly Outcome[];
}

/** All of a viewer's own words with what became of them: what is answered first, what waits last. */
export function told(records: Records, me: Id): Told[] {
  const groups = new Map<string, { notes: Note[]; anon: boolean; outcomes: Outcome[] }>();
  const own = allOf(records, 'note').filter((note) => !inTray(note) && note.f.text.trim() !== '' && says(note, me));
  for (const note of own.sort(noteOrder)) {
    const outcomes = note.f.state === 'revealed' ? outcomesOf(records, note) : [];
    const anon = note.f.anon && note.f.behalf === '';
    const ids = outcomes.map(({ insight, action }) => `${insight?.id}/${action?.id}`);
    const read = note.f.state === 'revealed';
    const key = [anon, read, ...ids].join(' ');
    const group = groups.get(key) ?? { notes: [], anon, outcomes };
    group.notes.push(note);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
}

function rank({ outcomes, notes }: Told): number {
  if (outcomes.some(({ became }) => became === 'done' || became === 'again')) return 0;
  if (outcomes.some(decides)) return 1;
  if (outcomes.length > 0) return 2;
  return notes[0]?.f.state === 'revealed' ? 3 : 4;
}

/** Somebody whose words are on the board, as far as this viewer is told, and whether any of them has been answered. */
export interface Contributor {
  /** A member's id; '' for somebody who is not on the board, or is shown by a letter. */
  readonly member: Id;
  /** What they go by, where they are no member. */
  readonly name: string;
  readonly notes: readonly Note[];
  readonly answered: boolean;
}

/** Who has contributed, and what nobody can be told apart by: those notes are counted, and never put to anybody. */
export interface Contributors {
  readonly people: readonly Contributor[];
  readonly anonymous: readonly Note[];
  /** Those of the anonymous notes that are not answered. */
  readonly waiting: readonly Note[];
}

/** The customers behind the notes that everybody may read. */
export function contributors(records: Records): Contributors {
  const people = new Map<string, { member: Id; name: string; notes: Note[] }>();
  const anonymous: Note[] = [];
  for (const note of allOf(records, 'note').sort(noteOrder)) {
    const { side, state, confirmed, anon, behalf, whose, customer = '', voice } = note.f;
    if (side !== 'customer' || state !== 'revealed' || inTray(note) || confirmed === 'no') continue;
    const elsewhere = whose !== '' || customer !== '';
    const member = anon || (elsewhere && behalf === '') ? '' : behalf || (note.by ?? '');
    const name = [whose, customer].filter(Boolean).join(', ') || voice;
    if (anon || (member === '' && name === '')) {
      anonymous.push(note);
      continue;
    }
    const key = member || `${note.f.from.board} ${name}`;
    const person = people.get(key) ?? { member, name: member === '' ? name : '', notes: [] };
    person.notes.push(note);
    people.set(key, person);
  }
  const answered = (note: Note): boolean => outcomesOf(records, note).some(decides);
  return {
    people: [...people.values()].map((person) => ({ ...person, answered: person.notes.some(answered) })),
    anonymous,
    waiting: anonymous.filter((note) => !answered(note)),
  };
}
