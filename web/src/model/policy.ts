// What a viewer may do, as far as controls need to know: the reading side of boards/policy.go. The server decides.
import type { AnyRec, Id, Note, Role, Rules } from './records.ts';

/** The viewer and the rules of the running phase. */
export interface Standing {
  readonly member: Id;
  readonly role: Role;
  /** Missing before there is a running phase: then nothing is allowed. */
  readonly rules: Rules | undefined;
}

/** Whether the viewer made the record. */
export function isMine(rec: Pick<AnyRec, 'mine' | 'by'>, member: Id | undefined): boolean {
  return rec.mine === true || (member !== undefined && rec.by === member);
}

/** Write new notes. */
export function mayWrite({ role, rules }: Standing): boolean {
  return role !== 'viewer' && (rules?.write.includes(role) ?? false);
}

/** Make insights and actions, and change them. */
export function mayShape({ role, rules }: Standing): boolean {
  return (role === 'facilitator' || role === 'team') && rules?.see === 'all';
}

export function mayMove(note: Note, who: Standing): boolean {
  if (isMine(note, who.member) && note.f.state === 'private' && who.role !== 'viewer') return true;
  return who.rules?.move.includes(who.role) ?? false;
}

/** Edit a note's words: a customer's are edited by their author alone. */
export function mayEdit(note: Note, who: Standing): boolean {
  if (isMine(note, who.member)) return who.role !== 'viewer';
  if (note.f.side === 'customer' || note.f.anon) return false;
  const edit = who.rules?.edit;
  return (edit === 'all' || (edit === 'side' && who.role !== 'client')) && mayWrite(who);
}

/** Delete and restore. */
export function mayRemove(note: Note, who: Standing): boolean {
  if (isMine(note, who.member)) return who.role !== 'viewer';
  if (who.role === 'facilitator') return true;
  const team = note.f.side === 'team' && who.role === 'team' && !note.f.anon;
  return team && who.rules !== undefined && who.rules.edit !== 'own' && mayWrite(who);
}

/** Say "felt this too". */
export function maySecond(note: Note, who: Standing): boolean {
  return who.role === 'client' && who.rules?.see === 'all' && !isMine(note, who.member);
}
