// What came of a session, worked out from what a viewer sees: what they cannot see cannot leak, and nobody adds
// customers' voice and the team's to one number.
import { allOf, byOrder, isOf, noteOrder, type Records } from './board.ts';
import type { Action, Id, Insight, Member, Note, Phase, RecordOf, Result, Side, Zone } from './records.ts';

/** The parts of a summary, by name. */
export type Part =
  | 'journey'
  | 'matrix'
  | 'checklist'
  | 'triage'
  | 'shortlist'
  | 'energy'
  | 'commitments'
  | 'fixed'
  | 'declined'
  | 'parked'
  | 'insights'
  | 'themes'
  | 'questions'
  | 'said';

type Output = RecordOf<'board'>['f']['output'];

/** How many dots something got; the sides are null where too few answered on one of them (B-59). */
export interface Dots {
  readonly sum: number;
  readonly customers: number | null;
  readonly team: number | null;
}

/** Somebody's words. */
export interface Line {
  readonly id: Id;
  readonly text: string;
  readonly side: Side;
  /** They may leave the room word for word (E-2). */
  readonly leaves: boolean;
  readonly dots: Dots | null;
  readonly severity: number | null;
}

export interface ThemeLine {
  readonly id: Id;
  readonly name: string;
  readonly customers: number;
  readonly team: number;
  readonly dots: Dots | null;
  /** As of an insight: customers who said “Not what we meant”, and why. */
  readonly disputed: number;
  readonly whys: readonly string[];
}

export interface InsightLine {
  readonly id: Id;
  readonly statement: string;
  readonly status: Insight['f']['status'];
  /** Of its evidence, as far as this viewer sees it. */
  readonly customers: number;
  readonly team: number;
  readonly dots: Dots | null;
  /** Customers who said that it is right, and that it is not. */
  readonly right: number;
  readonly disputed: number;
  /** What those who dispute it mean instead, where they said so. */
  readonly whys: readonly string[];
}

export interface ActionLine {
  readonly id: Id;
  readonly title: string;
  /** What the owner is called; '' if nobody has taken it. */
  readonly owner: string;
  /** "2006-01-02", or ''. */
  readonly due: string;
  readonly status: Action['f']['status'];
}

/** Something that was said no or not now to. */
export interface Answered {
  readonly id: Id;
  readonly title: string;
  readonly reason: string;
}

/** A column of a journey: `mid` is the middle of −2 … 2, null from too few. */
export interface Stop {
  readonly id: Id;
  readonly title: string;
  readonly n: number;
  readonly mid: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export type Quadrant = 'wins' | 'bets' | 'fills' | 'pits';

/** A question that was asked on a scale of 1–5; without `mid` and `dist` from too few. */
export interface Scale {
  readonly question: string;
  readonly n: number;
  readonly mid: number | null;
  readonly dist: readonly number[];
}

/** One asking of the questions of a scale. */
export interface Asked {
  readonly phase: Id;
  readonly title: string;
  readonly scales: readonly Scale[];
}

export interface Summary {
  readonly title: string;
  readonly goal: string;
  readonly output: Output;
  readonly rehearsal: boolean;
  /** The running step hides notes: nothing is counted of them. */
  readonly hidden: boolean;
  readonly said: {
    readonly notes: number;
    readonly customers: number;
    readonly team: number;
    /** Written down for somebody who has not confirmed it yet. */
    readonly open: number;
    /** How many customers take part. */
    readonly people: number;
  };
  readonly themes: readonly ThemeLine[];
  readonly insights: readonly InsightLine[];
  readonly commitments: readonly ActionLine[];
  /** Notes among the commitments: said there, and not yet an action. */
  readonly meant: readonly Line[];
  readonly fixed: readonly ActionLine[];
  readonly declined: readonly Answered[];
  readonly parked: readonly Answered[];
  readonly questions: readonly Line[];
  readonly journey: readonly Stop[];
  /** The lowest of the journey: where several are equally low, all of them. */
  readonly moment: readonly Stop[];
  readonly matrix: Readonly<Record<Quadrant, readonly Line[]>>;
  readonly energy: { readonly start: Asked | null; readonly end: Asked | null };
  readonly checklist: readonly { readonly title: string; readonly lines: readonly Line[] }[];
  readonly triage: readonly { readonly title: string; readonly lines: readonly Line[] }[];
  readonly shortlist: readonly Line[];
  /** The parts to show, what the session promised first; the promised one also if it is empty. */
  readonly parts: readonly Part[];
  readonly promised: Part;
}

const promises: Readonly<Record<Output, Part>> = {
  insights: 'insights',
  journey: 'journey',
  commitments: 'commitments',
  triage: 'triage',
  checklist: 'checklist',
  followups: 'commitments',
  relief: 'commitments',
  shortlist: 'shortlist',
  matrix: 'matrix',
  changes: 'commitments',
};

/** The parts that only a session which promises them has. */
const apart: readonly Part[] = ['checklist', 'triage'];

const order: readonly Part[] = [
  'commitments',
  'fixed',
  'declined',
  'parked',
  'insights',
  'themes',
  'journey',
  'matrix',
  'shortlist',
  'checklist',
  'triage',
  'energy',
  'questions',
  'said',
];

/** What came of the session, as far as the viewer of `records` sees it. */
export function summarise(records: Records): Summary {
  const board = allOf(records, 'board')[0]?.f;
  const sums = dotsIn(records);
  const phases = inOrder(allOf(records, 'phase'));
  const session = allOf(records, 'session')[0];
  const hidden = phases.find((phase) => phase.id === session?.f.phase)?.f.rules.see === 'own';
  const output = board?.output ?? 'insights';
  const notes = hidden ? [] : allOf(records, 'note').filter((note) => note.f.state === 'revealed');
  const zones = inOrder(allOf(records, 'zone'));
  const line = (note: Note): Line => ({
    id: note.id,
    text: note.f.text,
    side: sideOf(records, note) === 'customer' ? 'customer' : 'team',
    leaves: output !== 'relief' && consentOf(records, note) === 'quote',
    dots: sums(note.id),
    severity: note.f.severity,
  });
  const inZone = (zone: Zone): Line[] =>
    notes
      .filter((note) => note.f.place.zone === zone.id)
      .sort(noteOrder)
      .map(line);
  const themes = themesOf(records, notes, sums);
  const actions = inOrder(allOf(records, 'action'));
  const journey = journeyOf(phases, zones);
  const filled = zones
    .map((zone) => ({ title: zone.f.title, lines: inZone(zone) }))
    .filter(({ lines }) => lines.length);

  const found = {
    title: board?.title ?? '',
    goal: board?.goal ?? '',
    output,
    rehearsal: board?.rehearsal ?? false,
    hidden,
    said: saidIn(records, notes),
    themes,
    insights: inOrder(allOf(records, 'insight'))
      .filter((insight) => insight.f.statement.trim() !== '' && !no(insight.f.status))
      .map((insight) => insightLine(records, insight, notes, sums)),
    commitments: actions.filter((action) => !action.f.spot && promisedBy(action)).map((a) => actionLine(records, a)),
    meant: notes
      .filter((note) => areaOf(records, note) === 'commit')
      .sort(noteOrder)
      .map(line),
    fixed: actions.filter((action) => action.f.spot).map((action) => actionLine(records, action)),
    declined: answered(records, actions, 'declined'),
    parked: answered(records, actions, 'parked'),
    questions: notes.filter((note) => note.f.kind === 'question' || areaOf(records, note) === 'questions').map(line),
    journey,
    moment: lowest(journey),
    matrix: matrixOf(notes, line),
    energy: energyOf(phases),
    checklist: output === 'checklist' ? filled : [],
    triage:
      output === 'triage'
        ? filled.map(({ title, lines }) => ({
            title,
            lines: lines.toSorted((a, b) => (b.severity ?? 0) - (a.severity ?? 0)),
          }))
        : [],
    shortlist: shortlistOf(records, notes, line),
  };
  const promised = promises[output];
  const parts = [promised, ...order.filter((part) => part !== promised && !apart.includes(part))].filter(
    (part) => part === promised || !empty(found, part),
  );
  return { ...found, promised, parts };
}

/** Whether a part has nothing to show. */
export function empty(of: Omit<Summary, 'parts' | 'promised'>, part: Part): boolean {
  switch (part) {
    case 'said':
      return of.said.notes === 0;
    case 'matrix':
      return Object.values(of.matrix).every((lines) => lines.length === 0);
    case 'energy':
      return of.energy.start === null;
    case 'commitments':
      return of.commitments.length + of.meant.length === 0;
    default:
      return of[part].length === 0;
  }
}

/** How many notes of a summary may not leave the room word for word (E-5). */
export function leftOut(summary: Summary): number {
  const { meant, questions, shortlist, checklist, triage, matrix } = summary;
  const grouped = [...checklist, ...triage].flatMap((each) => each.lines);
  const all = [...meant, ...questions, ...shortlist, ...grouped, ...Object.values(matrix).flat()];
  return new Set(all.filter(({ leaves }) => !leaves).map(({ id }) => id)).size;
}

/** What may be done with somebody's words outside of the room, by E-2: what is not known is "only here". */
export function consentOf(records: Records, note: Note): 'room' | 'paraphrase' | 'quote' {
  if (note.f.consent !== 'default') return note.f.consent;
  const { anon, behalf, whose, customer, from, side, source } = note.f;
  if (anon) return 'room';
  if (behalf !== '') return memberOf(records, behalf)?.f.consent ?? 'room';
  if (whose !== '' || (customer ?? '') !== '' || from.board !== '') return 'room';
  const author = memberOf(records, note.by ?? '')?.f;
  // Who wrote down or brought in what somebody else has said allows nothing for them.
  const own = side !== 'customer' || (source.type === 'in-session' && author?.side === 'customer');
  return own ? (author?.consent ?? 'room') : 'room';
}

/** Whose voice a note is; null where a person with a device has not confirmed what was written down for them (B-53). */
export function sideOf(records: Records, note: Note): Side | null {
  if (note.f.side === 'team' || note.f.behalf === '') return note.f.side;
  if (note.f.confirmed === 'yes' || memberOf(records, note.f.behalf)?.f.seat === 'none') return 'customer';
  return note.f.confirmed === 'no' ? 'team' : null;
}

/** Dots by what they were given to: of the last question that asked for it and is closed. */
export function dotsIn(records: Records): (id: Id) => Dots | null {
  const found = new Map<Id, Dots>();
  for (const phase of inOrder(allOf(records, 'phase'))) {
    if (phase.f.ask.kind !== 'dots' || !phase.f.closed) continue;
    for (const id of phase.f.among) found.set(id, { sum: 0, customers: null, team: null });
    for (const { item, sum, customers, team } of phase.f.results) found.set(item, { sum, customers, team });
  }
  return (id) => found.get(id) ?? null;
}

function saidIn(records: Records, notes: readonly Note[]): Summary['said'] {
  const sides = notes.map((note) => sideOf(records, note));
  const people = allOf(records, 'member').filter((each) => each.f.side === 'customer' && each.f.role !== 'none');
  const of = (side: Side | null): number => sides.filter((each) => each === side).length;
  return { notes: notes.length, customers: of('customer'), team: of('team'), open: of(null), people: people.length };
}

function themesOf(records: Records, notes: readonly Note[], sums: (id: Id) => Dots | null): ThemeLine[] {
  const lines = inOrder(allOf(records, 'theme')).map((theme): ThemeLine => {
    const within = notes.filter((note) => note.f.theme === theme.id);
    const of = (side: Side): number => within.filter((note) => sideOf(records, note) === side).length;
    return {
      id: theme.id,
      name: theme.f.name,
      customers: of('customer'),
      team: of('team'),
      dots: sums(theme.id),
      ...disputesOf(records, theme.id),
    };
  });
  return lines
    .filter(({ customers, team, dots, disputed }) => customers + team + disputed > 0 || dots !== null)
    .toSorted((a, b) => (b.dots?.sum ?? 0) - (a.dots?.sum ?? 0));
}

function insightLine(
  records: Records,
  insight: Insight,
  notes: readonly Note[],
  sums: (id: Id) => Dots | null,
): InsightLine {
  const evidence = notes.filter((note) => insight.f.evidence.includes(note.id));
  const verdicts = allOf(records, 'verdict').filter((verdict) => verdict.f.on === insight.id);
  return {
    id: insight.id,
    statement: insight.f.statement,
    status: insight.f.status,
    customers: evidence.filter((note) => sideOf(records, note) === 'customer').length,
    team: evidence.filter((note) => sideOf(records, note) === 'team').length,
    dots: sums(insight.id),
    right: verdicts.filter((verdict) => verdict.f.says === 'right').length,
    ...disputesOf(records, insight.id),
  };
}

/** How many say of a wording that it is not what they meant, and why. */
function disputesOf(records: Records, on: Id): { disputed: number; whys: string[] } {
  const all = allOf(records, 'verdict').filter(({ f }) => f.on === on && f.says === 'dispute');
  return { disputed: all.length, whys: all.map(({ f }) => f.why.trim()).filter((why) => why !== '') };
}

function actionLine(records: Records, { id, f }: Action): ActionLine {
  const owner = memberOf(records, f.owner);
  return { id, title: f.title, owner: owner ? owner.f.name || owner.f.pseudonym : '', due: f.due, status: f.status };
}

function no(status: string): boolean {
  return status === 'declined' || status === 'parked';
}

/** Something the team is going to do, as far as it is worded. */
function promisedBy(action: Action): boolean {
  return !no(action.f.status) && action.f.title.trim() !== '';
}

/** Actions and insights with a certain "no"; an insight takes the reason of the action that answers it. */
function answered(records: Records, actions: readonly Action[], status: 'declined' | 'parked'): Answered[] {
  const said = actions.filter((action) => action.f.status === status && !action.f.spot);
  const insights = inOrder(allOf(records, 'insight')).filter(
    (insight) => insight.f.status === status && !said.some((action) => action.f.insights.includes(insight.id)),
  );
  return [
    ...said.map(({ id, f }) => {
      const about = f.insights.map((each) => records.get(each)).find((rec) => isOf(rec, 'insight'));
      return { id, title: f.title || (about?.f.statement ?? ''), reason: f.reason };
    }),
    ...insights.map(({ id, f }) => ({ id, title: f.statement, reason: '' })),
  ];
}

function journeyOf(phases: readonly Phase[], zones: readonly Zone[]): Stop[] {
  const phase = phases.findLast(({ f }) => f.ask.kind === 'curve' && f.closed);
  if (phase === undefined) return [];
  const columns = zones.filter((zone) => zone.f.kind === 'column');
  const asked = columns.length > 0 ? columns : zones.filter((zone) => rowOf(phase, zone.id) !== undefined);
  return asked.map((zone) => {
    const row = rowOf(phase, zone.id);
    return {
      id: zone.id,
      title: zone.f.title,
      n: row?.n ?? 0,
      mid: half(row?.mid),
      low: row?.low ?? null,
      high: row?.high ?? null,
    };
  });
}

function lowest(stops: readonly Stop[]): Stop[] {
  const least = Math.min(...stops.flatMap(({ mid }) => (mid === null ? [] : [mid])));
  return stops.filter(({ mid }) => mid === least);
}

/** Notes that have both numbers settled: more than the middle is high. */
function matrixOf(notes: readonly Note[], line: (note: Note) => Line): Summary['matrix'] {
  const placed = notes.filter(({ f }) => f.score.impact > 0 && f.score.effort > 0).sort(noteOrder);
  const of = (impact: boolean, effort: boolean): Line[] =>
    placed.filter(({ f }) => f.score.impact > 3 === impact && f.score.effort > 3 === effort).map(line);
  return { wins: of(true, false), bets: of(true, true), fills: of(false, false), pits: of(false, true) };
}

function energyOf(phases: readonly Phase[]): Summary['energy'] {
  const asked = phases
    .filter(({ f }) => f.ask.kind === 'scale' && f.closed && f.results.length > 0)
    .map(({ id, f }): Asked => {
      const scales = f.results.map(({ q, n, mid, dist }) => ({
        question: f.questions[q] ?? '',
        n,
        mid: half(mid),
        dist,
      }));
      return { phase: id, title: f.title, scales };
    });
  return { start: asked[0] ?? null, end: asked.length > 1 ? (asked.at(-1) ?? null) : null };
}

/** What was put on the shortlist, then other notes that got dots: the most first. */
function shortlistOf(records: Records, notes: readonly Note[], line: (note: Note) => Line): Line[] {
  const on = (note: Note): boolean => areaOf(records, note) === 'shortlist';
  const ranked = (some: readonly Note[]): Line[] =>
    some
      .toSorted(noteOrder)
      .map(line)
      .toSorted((a, b) => (b.dots?.sum ?? 0) - (a.dots?.sum ?? 0));
  return [...ranked(notes.filter(on)), ...ranked(notes.filter((note) => !on(note))).filter(dotted)];
}

function dotted({ dots }: Line): boolean {
  return dots !== null && dots.sum > 0;
}

function areaOf(records: Records, note: Note): string {
  const zone = records.get(note.f.place.zone);
  return isOf(zone, 'zone') ? zone.f.area : '';
}

function memberOf(records: Records, id: Id): Member | undefined {
  const rec = records.get(id);
  return isOf(rec, 'member') ? rec : undefined;
}

function rowOf(phase: Phase, item: Id): Result | undefined {
  return phase.f.results.find((row) => row.item === item && row.q === 0);
}

/** Medians travel doubled. */
function half(mid: number | null | undefined): number | null {
  return mid == null ? null : mid / 2;
}

function inOrder<R extends { readonly id: Id; readonly f: { readonly order: string } }>(all: R[]): R[] {
  return all.sort(byOrder((rec) => rec.f.order));
}
