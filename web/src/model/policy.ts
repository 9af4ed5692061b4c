// What a viewer may do, as far as controls need to know: the reading side of boards/policy.go. The server decides.
import { isOf, type Records } from './board.ts';
import { isErased } from './erased.ts';
import { imported, inTray, isEvidence } from './evidence.ts';
import type { Action, AnyRec, Id, Insight, Member, Note, Phase, Role, Rules, Session, Side, Zone } from './records.ts';

/** The viewer, and the session they are in. */
export interface Standing {
  readonly member: Id;
  readonly role: Role;
  /** The running phase. Missing before there is one: then nothing is allowed. */
  readonly phase: Phase | undefined;
  readonly session?: Session | undefined;
}

/** Whether the viewer made the record. */
export function isMine(rec: Pick<AnyRec, 'mine' | 'by'>, member: Id | undefined): boolean {
  return rec.mine === true || (member !== undefined && rec.by === member);
}

/** Whose voice a role has. */
export function sideOf(role: Role): Side {
  return role === 'client' ? 'customer' : 'team';
}

/** Run the session: whoever has the baton, or while nobody has it every facilitator (B-50). */
export function drives({ member, role, session }: Standing): boolean {
  const baton = session?.f.baton ?? '';
  return baton === '' ? role === 'facilitator' : baton === member && role !== 'viewer';
}

/** Take the baton from whoever has it: a facilitator takes it back, the stand-in takes it over (B-52). */
export function mayTake(who: Standing): boolean {
  if (drives(who) || who.session === undefined || who.role === 'viewer') return false;
  return who.role === 'facilitator' || who.session.f.standin === who.member;
}

/** Be given the baton. */
export function mayHold({ f }: Member): boolean {
  return f.role !== 'viewer' && f.role !== 'none' && f.seat !== 'none';
}

/** Set these fields of the agenda's phases, or add one like those there (B-50). */
export function mayPlan(who: Standing, fields: readonly string[] = []): boolean {
  return who.role === 'facilitator' || (drives(who) && fields.every((name) => driven.has(name)));
}

const driven: ReadonlySet<string> = new Set([
  ...['order', 'title', 'prompt', 'minutes'],
  ...['closed', 'round', 'among', 'budget'],
]);

/** Write notes at all. Where it is not the moment, they wait (B-54). */
export function mayWrite({ role, phase }: Standing): boolean {
  return role !== 'viewer' && phase !== undefined;
}

/** Write notes that do not wait, in any zone. */
export function mayWriteNow({ role, phase }: Standing): boolean {
  return role !== 'viewer' && (phase?.f.rules.write.includes(role) ?? false);
}

/** Write what customers say, and nothing else (B-53). */
export function listens({ role, phase }: Standing): boolean {
  if (role === 'viewer' || phase === undefined) return false;
  return phase.f.listen.includes(role) && !phase.f.rules.write.includes(role);
}

/** A note that somebody may write. */
export interface Draft {
  readonly zone: Id;
  /** Somebody else's words. */
  readonly behalf: boolean;
}

/** The state a new note would have (B-22, B-54, B-56); `approve` says that the facilitator lets customers' notes in. */
export function stateOf(note: Draft, who: Standing, approve = false): Note['f']['state'] {
  const { phase, session, role } = who;
  const open = phase !== undefined && (phase.f.zones.length === 0 || phase.f.zones.includes(note.zone));
  const early = role === 'client' && session !== undefined && session.f.state !== 'running';
  const may = mayWriteNow(who) || (note.behalf && listens(who));
  if (!open || early || !may) return 'waiting';
  if (phase.f.rules.see === 'own') return 'private';
  return approve && role === 'client' ? 'held' : 'revealed';
}

/** Whether notes can be put into a zone at all: the head of a column takes none. */
export function takes(zone: Zone | undefined): boolean {
  return zone?.f.kind !== 'column';
}

/** Make insights and actions, and change them. */
export function mayShape({ role, phase }: Standing): boolean {
  return (role === 'facilitator' || role === 'team') && phase?.f.rules.see === 'all';
}

/** Make groups of notes, name them and take them apart. */
export function mayGroup({ role, phase }: Standing): boolean {
  return phase?.f.rules.move.includes(role) ?? false;
}

/** Comment on what everybody sees. */
export function mayComment({ role, phase }: Standing): boolean {
  return phase?.f.rules.see === 'all' && phase.f.comment.includes(role);
}

/** Say of a theme's name or an insight's wording that it is right, or dispute it (B-65). */
export function mayVerdict({ role, phase }: Standing): boolean {
  return role === 'client' && phase?.f.rules.see === 'all';
}

/** Answer the running phase's question: oneself, or for a member without a device (B-57, B-66). */
export function mayAnswer({ role, phase }: Standing, behalf?: Member): boolean {
  if (phase === undefined || phase.f.ask.kind === 'none' || phase.f.closed || role === 'viewer') return false;
  const { roles } = phase.f.ask;
  if (behalf === undefined) return roles.includes(role);
  if (behalf.f.seat !== 'none' || behalf.f.role === 'none' || role === 'client') return false;
  return roles.includes(behalf.f.role);
}

/** Set point q of a place: where the phase splits it, impact (0) is the customers' to say and effort (1) the team's. */
export function mayPlace(side: Side, q: number, { f }: Phase): boolean {
  return f.ask.kind !== 'place' || !f.ask.split || (q === 0) === (side === 'customer');
}

/** Confirm or deny what was written down as one's own words (B-53). */
export function mayConfirm(note: Note, who: Standing): boolean {
  return !isErased(note) && note.f.behalf !== '' && note.f.behalf === who.member && who.role !== 'viewer';
}

export function mayMove(note: Note, who: Standing): boolean {
  if (isErased(note)) return false;
  if (isMine(note, who.member) && note.f.state !== 'revealed' && who.role !== 'viewer') return true;
  if (inTray(note)) return isTeam(who);
  return who.phase?.f.rules.move.includes(who.role) ?? false;
}

/** Edit a note's words: a customer's are edited by their author alone. */
export function mayEdit(note: Note, who: Standing): boolean {
  if (isErased(note)) return false;
  if (isMine(note, who.member)) return who.role !== 'viewer';
  if (note.f.side === 'customer' || note.f.anon) return false;
  const edit = rulesOf(who)?.edit;
  return (edit === 'all' || (edit === 'side' && who.role !== 'client')) && mayWriteNow(who);
}

/** Say how bad a report is: who may edit it, and the team where it may move notes. */
export function mayWeigh(note: Note, who: Standing): boolean {
  return mayEdit(note, who) || ((who.role === 'team' || who.role === 'facilitator') && mayMove(note, who));
}

/** Keep words that were brought in: their kind, whose they are, what may be done with them (B-80). */
export function mayKeep(note: Note, who: Standing): boolean {
  return isTeam(who) && note.by === undefined && imported(note) && !isErased(note);
}

/** Put a note back into the tray that was brought in from elsewhere (B-80). */
export function mayTray(note: Note, who: Standing): boolean {
  return isTeam(who) && !inTray(note) && imported(note) && mayMove(note, who);
}

/** Delete and restore; what its author has withdrawn, they alone (B-87). */
export function mayRemove(note: Note, who: Standing): boolean {
  if (isErased(note)) return false;
  if (mayKeep(note, who)) return true;
  if (isMine(note, who.member)) return who.role !== 'viewer';
  if (note.as === 'withdrawn') return false;
  if (who.role === 'facilitator') return true;
  const team = note.f.side === 'team' && who.role === 'team' && !note.f.anon;
  const rules = rulesOf(who);
  return team && rules !== undefined && rules.edit !== 'own' && mayWriteNow(who);
}

/** Say "felt this too". */
export function maySecond(note: Note, who: Standing): boolean {
  const own = isMine(note, who.member) || note.f.behalf === who.member;
  return who.role === 'client' && rulesOf(who)?.see === 'all' && !own && !isErased(note);
}

/** Say something of a note with one press, besides that: everybody but viewers, of what everybody sees (B-81). */
export function mayReact(note: Note, who: Standing): boolean {
  return who.role !== 'viewer' && rulesOf(who)?.see === 'all' && note.f.state === 'revealed' && !inTray(note);
}

/** Whether a status needs a reason with it: the people who asked will read it (B-71). */
export function needsReason(status: Insight['f']['status'] | Action['f']['status']): boolean {
  return status === 'declined' || status === 'parked';
}

/** Whether an insight may have this status only where a customer's words support it (B-71). */
export function needsEvidence(status: Insight['f']['status']): boolean {
  return status === 'accepted' || status === 'actioned' || status === 'answered';
}

/** The people an action rests on are asked whether it helped: it is done, or their word opened it again (B-76). */
export function asksBack({ f }: Pick<Action, 'f'>): boolean {
  const last = f.log.at(-1);
  const byThem = f.status === 'reopened' && last?.status === 'reopened' && last.by === '';
  return f.status === 'done' || f.status === 'verified' || byThem;
}

/** Those of the viewer's own words that an action rests on. */
export function ownWords(records: Records, { f }: Pick<Action, 'f'>, me: Id): Note[] {
  const insights = f.insights.map((id) => records.get(id)).filter((rec) => isOf(rec, 'insight')) as Insight[];
  const evidence = insights.filter(({ del }) => del !== true).flatMap((insight) => insight.f.evidence);
  const noteOf = (id: Id): Note | undefined => {
    const rec = records.get(id);
    return isOf(rec, 'note') && rec.del !== true && !inTray(rec) ? rec : undefined;
  };
  const from = [...evidence.filter((id) => isEvidenceOf(noteOf(id))), ...f.notes];
  const notes = [...new Set(from)].map(noteOf).filter((note) => note !== undefined);
  return notes.filter((note) => says(note, me));
}

function isEvidenceOf(note: Note | undefined): boolean {
  return note !== undefined && isEvidence(note);
}

/** Whether a note holds the viewer's own words, which they have not denied. */
export function says(note: Note, me: Id): boolean {
  const { behalf, whose, customer = '', from, confirmed } = note.f;
  if (behalf !== '') return behalf === me && confirmed !== 'no';
  return whose === '' && customer === '' && from.note === '' && isMine(note, me);
}

/** A lane to say in whether an action helped: true is the anonymous one. */
export type Lane = boolean;

/**
 * The lanes in which the viewer may say whether an action helped (B-76): anonymously for words of theirs that are anonymous,
 * else by name. The two never meet, so that none tells who the other is.
 */
export function mayAck(records: Records, action: Action, who: Standing): readonly Lane[] {
  if (who.role === 'viewer' || rulesOf(who)?.see !== 'all' || action.del === true || !asksBack(action)) return [];
  const lanes = ownWords(records, action, who.member).map(({ f }) => f.anon && f.behalf === '');
  return [false, true].filter((lane) => lanes.includes(lane));
}

function isTeam({ role }: Standing): boolean {
  return role === 'team' || role === 'facilitator';
}

function rulesOf({ phase }: Standing): Rules | undefined {
  return phase?.f.rules;
}
