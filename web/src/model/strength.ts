// What evidence weighs: boards/strength.go in TypeScript, tied to it by testdata/vectors/strength.json.
import type { Records } from './board.ts';
import { isOf } from './board.ts';
import { imported, inTray, isEvidence } from './evidence.ts';
import type { Action, Id, Insight, Note } from './records.ts';

export { imported, inTray, isEvidence };

/** How sure an insight is: computed, never typed (B-73). */
export type Level = 'assumption' | 'low' | 'medium' | 'high';

/** The levels, the least first. */
export const levels: readonly Level[] = ['assumption', 'low', 'medium', 'high'];

/** What RICE takes a level for, in percent (B-74). */
export const percent: Readonly<Record<Level, number>> = { assumption: 0, low: 50, medium: 80, high: 100 };

const mediumCustomers = 3;
const highCustomers = 5;

/** What evidence weighs. Of what this viewer cannot tell apart the numbers are lower bounds. */
export interface Weight {
  /** Notes that are evidence. */
  readonly notes: number;
  /** Independent customers behind them: companies, and people of whom none is known. */
  readonly customers: number;
  /** Who can be told apart. */
  readonly people: number;
  /** Some cannot be told apart. */
  readonly atLeast: boolean;
  /** Types of source. */
  readonly sources: number;
  /** No note is first hand. */
  readonly secondHand: boolean;
  /** There is counter-evidence that nobody has settled. */
  readonly contested: boolean;
  readonly level: Level;
}

type Find = Pick<Records, 'get'>;

interface Voice {
  readonly person?: string;
  readonly company?: string;
  /** Tells them apart from those of the same room alone. */
  readonly letter?: string;
  readonly room?: Id;
  /** Written down for somebody who has not confirmed it. */
  readonly hearsay?: boolean;
  /** What the team tells of somebody who is not here, without a source. */
  readonly told?: boolean;
}

function voiceOf(note: Note, { get }: Find): Voice {
  const { behalf, whose, voice, anon, confirmed, source } = note.f;
  const { board: room } = note.f.from;
  const company = note.f.customer ?? '';
  const elsewhere = room !== '' || whose !== '' || company !== '' || (imported(note) && voice === '');
  const told = elsewhere && behalf === '' && (source.type === 'other' || (source.type === 'in-session' && room === ''));
  const member = (id: Id) => {
    const found = get(id);
    return isOf(found, 'member') && found.del !== true ? found : undefined;
  };
  if (anon) return { told };
  if (behalf === '') {
    if (company !== '') return { told, company: fold(company), person: `of ${fold(company)}: ${fold(whose)}` };
    if (whose !== '' && room !== '') return { told, letter: fold(whose), room };
    if (whose !== '') return { told, person: `not here: ${fold(whose)}` };
    if (elsewhere) return { told };
  }
  const speaker = member(behalf || (note.by ?? ''));
  const hearsay = behalf !== '' && speaker !== undefined && speaker.f.seat !== 'none' && confirmed !== 'yes';
  if (speaker !== undefined) return { hearsay, person: speaker.id, company: fold(speaker.f.customer ?? '') };
  return behalf === '' && note.by === undefined ? { letter: voice, room: '' } : {};
}

/** Names that a person would call the same, made equal. */
function fold(name: string): string {
  const lower = [...name.normalize('NFKC')].map((c) => (/\p{Cf}/u.test(c) ? '' : ([...c.toLowerCase()][0] ?? c)));
  return lower.join('').trim().replace(/\s+/g, ' ');
}

/**
 * Weighs the evidence of insights, taken together. An action is as sure as the surest of its insights (`surest`): weak ones
 * do not add up.
 */
export function strength(find: Find, ...insights: readonly Pick<Insight, 'f' | 'del'>[]): Weight {
  const there = insights.filter(({ del }) => del !== true);
  const found = (ids: readonly Id[]): Note[] =>
    ids.map((id) => find.get(id)).filter((rec) => isOf(rec, 'note') && isEvidence(rec)) as Note[];
  const contested = there.some(({ f }) => f.settled.trim() === '' && found(f.counter).length > 0);
  const notes = found([...new Set(there.flatMap(({ f }) => f.evidence))]);
  const people = new Set<string>();
  const customers = new Set<string>();
  const letters = new Map<Id, Set<string>>();
  let [blurred, first] = [false, false];
  for (const note of notes) {
    const { person = '', company = '', letter = '', room = '', hearsay = false, told = false } = voiceOf(note, find);
    first ||= !told && !hearsay;
    if (hearsay) blurred = true;
    else if (person !== '') {
      people.add(person);
      customers.add(company === '' ? person : `company ${company}`);
    } else if (letter !== '') letters.set(room, (letters.get(room) ?? new Set()).add(letter));
    else blurred = true;
  }
  const atLeast = blurred || letters.size > 1 || (letters.size > 0 && people.size > 0);
  const most = Math.max(0, ...[...letters.values()].map(({ size }) => size));
  const bound = (n: number): number => Math.max(n, most) || (atLeast ? 1 : 0);
  const rough = {
    ...{ notes: notes.length, customers: bound(customers.size), people: bound(people.size), atLeast },
    sources: new Set(notes.map(({ f }) => f.source.type)).size,
    ...{ secondHand: notes.length > 0 && !first, contested },
  };
  return { ...rough, level: levelOf(rough) };
}

function levelOf({ notes, customers, sources, secondHand, contested }: Omit<Weight, 'level'>): Level {
  if (notes === 0) return 'assumption';
  if (customers < mediumCustomers || secondHand) return 'low';
  return customers >= highCustomers && sources >= 2 && !contested ? 'high' : 'medium';
}

/** The level of an action: that of the surest of its insights, each for itself. */
export function surest(find: Find, { f }: Pick<Action, 'f'>): Level {
  const found = f.insights.map((id) => find.get(id)).filter((rec) => isOf(rec, 'insight')) as Insight[];
  const all = found.map((insight) => levels.indexOf(strength(find, insight).level));
  return levels[Math.max(0, ...all)] ?? 'assumption';
}

/** An action's RICE score; undefined where it has none: nothing supports it, or a number is not said (B-74). */
export function rice({ f }: Pick<Action, 'f'>, level: Level): number | undefined {
  const { reach, impact, effort } = f.rice;
  const all = reach * impact * percent[level];
  return all === 0 || effort === 0 ? undefined : all / (1000 * effort);
}
