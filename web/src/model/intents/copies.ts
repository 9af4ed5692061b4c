// Notes made again: duplicated on a board, or carried from one to another by the clipboard (boards/SPEC.md B-24). Whose
// words a note holds goes along or the note stays behind: nobody's words become somebody else's.
import { isOf, notesIn, type Records } from '../board.ts';
import { imported } from '../evidence.ts';
import type { Op } from '../ops.ts';
import { isMine } from '../policy.ts';
import type { Fields, Id, Note, NoteKind, Role } from '../records.ts';
import { clean } from '../values.ts';
import { denied } from '../voices.ts';
import { endKey, put, room } from './keys.ts';

/** A note as it is made again; ids in it mean something on its board alone. */
export interface Copied {
  readonly text: string;
  readonly kind: NoteKind;
  readonly side: Note['f']['side'];
  /** Who copied it wrote it, and as their own words. */
  readonly mine: boolean;
  readonly anon: boolean;
  /** The member whose words it holds, '' where that does not show. */
  readonly speaker: Id;
  /** What they are called where it was copied, or whose words it says they are. */
  readonly whose: string;
  /** Whose words it should be has said that they are not. */
  readonly denied: boolean;
  readonly consent: 'room' | 'paraphrase' | 'quote';
  /** What goes along on its own board. */
  readonly here: Fields;
}

/** Why a note is not made again. */
export type Left = 'voice' | 'unknown' | 'consent';

/** What is to be known of the viewer, and of where the copy is to stand. */
export interface Into {
  readonly role: Role;
  /** The board it was copied on. */
  readonly same: boolean;
}

/** Reads a note. `whose` is what its speaker is called, `consent` what may be done with it. */
export function copied(
  note: Note,
  me: Id,
  { whose, consent }: { readonly whose: string; readonly consent: Copied['consent'] },
): Copied {
  const { f } = note;
  const onBehalf = f.behalf !== '' || f.whose !== '' || (f.customer ?? '') !== '';
  const mine = isMine(note, me) && !onBehalf;
  const brought = imported(note);
  return {
    text: f.text,
    kind: f.kind,
    side: f.side,
    mine,
    anon: f.anon,
    speaker: f.behalf !== '' ? f.behalf : onBehalf || f.anon ? '' : (note.by ?? ''),
    whose,
    denied: denied(note),
    consent,
    here: {
      severity: f.severity,
      context: f.context,
      because: f.because,
      theme: f.theme,
      whose: f.behalf === '' ? f.whose : '',
      ...(mine && { emotion: f.emotion }),
      consent: mine ? f.consent : kept(note, consent),
      ...(brought && f.from.board === '' && { source: f.source, customer: f.customer ?? '' }),
    },
  };
}

/**
 * What a copy by somebody else says of itself: no more may be told of it than of the note. Only whose words they are allows
 * them to be quoted (B-25), so what they have held back, and what was brought in, is for the room.
 */
function kept({ f, by }: Note, consent: Copied['consent']): Note['f']['consent'] {
  if (f.side === 'team') return consent === 'quote' ? 'default' : consent;
  const held = f.consent === 'room' || f.consent === 'paraphrase';
  const known = f.behalf !== '' || (f.whose === '' && (f.customer ?? '') === '' && by !== undefined);
  return held || !known ? 'room' : 'default';
}

/** The fields of the copy, or why there is none. */
export function again(note: Copied, { role, same }: Into): Fields | Left {
  const kind = role === 'client' && note.kind !== 'quote' ? 'observation' : note.kind;
  const here = same ? note.here : {};
  const f = { ...here, text: clean('text', note.text), kind };
  const own = { ...f, side: role === 'client' ? 'customer' : 'team', whose: '', customer: '' };
  if (note.mine) return { ...own, anon: note.anon };
  if (role === 'client') return 'voice';
  if (note.side === 'team') {
    if (note.anon) return 'unknown';
    if (!same && note.consent === 'room') return 'consent';
    return note.consent === 'paraphrase' ? { ...own, consent: 'paraphrase' } : own;
  }
  if (note.denied) return 'voice';
  if (!same) {
    if (note.consent !== 'quote') return 'consent';
    return note.whose === '' ? 'unknown' : { ...f, side: 'customer', whose: clean('line', note.whose) };
  }
  const known = note.speaker !== '' || note.here['whose'] !== '' || (note.here['customer'] ?? '') !== '';
  return known ? { ...f, side: 'customer', behalf: note.speaker } : 'unknown';
}

/** A copy that is to be made: of a note on this board, right behind it, or at the end of a zone. */
export interface Copy {
  readonly id: Id;
  readonly f: Fields;
  readonly of?: Id;
  readonly zone: Id;
}

/** Makes the copies, as one step. */
export function addCopies(records: Records, copies: readonly Copy[]): Op[] {
  const standing = new Map<Id, { readonly id: Id; readonly order: string }[]>();
  const inZone = (zone: Id): { readonly id: Id; readonly order: string }[] => {
    const known = standing.get(zone);
    if (known !== undefined) return known;
    const list = notesIn(records, zone).map(({ id, f }) => ({ id, order: f.place.order }));
    standing.set(zone, list);
    return list;
  };
  return copies.map(({ id, f, of, zone }) => {
    const list = inZone(zone);
    const at = list.findIndex((each) => each.id === of);
    const key = at < 0 ? undefined : room(list[at]?.order ?? '', list[at + 1]?.order ?? '', 1)?.[0];
    const order = key ?? endKey(list.map((each) => each.order));
    list.splice(key === undefined ? list.length : at + 1, 0, { id, order });
    const because = Array.isArray(f['because']) ? f['because'].filter((each) => shown(records, each)) : [];
    const theme = isOf(records.get(String(f['theme'] ?? '')), 'theme') ? (f['theme'] ?? '') : '';
    return put(id, 'note', { ...f, because, theme, place: { zone, order } });
  });
}

function shown(records: Records, id: unknown): boolean {
  const rec = typeof id === 'string' ? records.get(id) : undefined;
  return isOf(rec, 'note') && rec.f.state === 'revealed' && rec.f.place.zone !== '';
}
