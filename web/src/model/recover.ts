// What a rewound history lacks of one client's acknowledged mutations, and how it is given back (realtime/SPEC.md R-33).
// The mirror of realtime/replica/recover.go; both read the same vectors.
//
// A history is rewound when an older copy of it takes its place. Everybody then gives back their own: what they deleted,
// made, set and typed themselves, each thing once, so that nobody's words are doubled in whatever order people return.
import { align, broughtBack, ownPart, type Stroke } from './merge.ts';
import type { Lane, Op } from './ops.ts';
import { textKey, type TextKey } from './pending.ts';
import type { AnyRec, Fields, Id, Json } from './records.ts';
import type { Field } from './schema.ts';
import { apply, type Edit } from './text.ts';
import { fieldOf, same, sparse, textFields, textOf, valueOf } from './values.ts';

/**
 * A step of an acknowledged mutation, with what it takes to do it again. A record's texts are edits of nothing: `f` of a
 * put holds none. `over` is what others did to the text since the own edit before it; `edit` is as acknowledged.
 */
export type Step =
  | { readonly op: 'put'; readonly id: Id; readonly type: string; readonly f: Fields }
  | { readonly op: 'set'; readonly id: Id; readonly field: string; readonly was: Json; readonly now: Json }
  | { readonly op: 'text'; readonly id: Id; readonly field: string; readonly over: Edit; readonly edit: Edit }
  | { readonly op: 'del' | 'res'; readonly id: Id };

/** An acknowledged mutation. */
export interface Deed {
  readonly lane: Lane;
  readonly n: number;
  readonly steps: readonly Step[];
}

/** Deeds that a history lacks, oldest first; `bases` holds, per text in them, what the first `over` was made on. */
export interface Lacking {
  readonly deeds: readonly Deed[];
  readonly bases: Readonly<Record<TextKey, string>>;
}

/** All that a history lacks of one record. */
export interface Loss {
  readonly id: Id;
  /** '' where this client does not know it. */
  readonly type: string;
  /** It was made by this client. */
  readonly put?: Fields;
  readonly bin?: 'del' | 'res';
  /** How it was deleted last. */
  readonly as?: 'undone';
  /** Per field the values this client found, and the one it left. */
  readonly sets: Readonly<Record<string, { readonly was: readonly Json[]; readonly now: Json }>>;
  /** Per text its own part, as an edit on what the text was before it. */
  readonly texts: Readonly<Record<string, { readonly base: string; readonly edit: Edit }>>;
}

/** What to ask for, in order and one mutation each; what has to wait for somebody else; and what fits nowhere. */
export interface Plan {
  readonly asks: readonly (readonly Op[])[];
  readonly waiting: readonly Loss[];
  readonly unfit: readonly Loss[];
}

type Get = (id: Id) => AnyRec | undefined;

/**
 * The losses in lacking deeds, by record, in the order they were first touched. `last` sees the records as this client
 * last saw them; `typed` are edits of its own on the texts there that are not decided.
 */
export function lossesOf({ deeds, bases }: Lacking, last: Get, typed: ReadonlyMap<TextKey, Edit> = new Map()): Loss[] {
  const by = new Map<Id, Step[]>();
  for (const step of deeds.flatMap((deed) => deed.steps)) {
    const list = by.get(step.id);
    if (list) list.push(step);
    else by.set(step.id, [step]);
  }
  return [...by].map(([id, steps]) => lossOf(id, steps, bases, last(id), typed)).filter(matters);
}

/** How losses are given back to a board whose records are as `now` sees them: deletions first, words last. */
export function giveBack(losses: readonly Loss[], now: Get): Plan {
  const [waiting, unfit]: [Loss[], Loss[]] = [[], []];
  const [bins, steering, puts, sets, texts]: Op[][][] = [[], [], [], [], []];
  const made = new Set<Id>();
  const there = (ref: Id) => made.has(ref) || now(ref) !== undefined;
  for (const loss of losses) {
    const rec = now(loss.id);
    if (rec === undefined) {
      if (loss.put === undefined || !named(loss.type, loss.put).every(there)) {
        waiting.push(loss);
        continue;
      }
      made.add(loss.id);
      puts?.push(putting(loss, loss.put));
      continue;
    }
    if (loss.bin !== undefined && (loss.bin === 'del') !== (rec.del === true)) {
      bins?.push([{ op: loss.bin, id: loss.id }]);
    }
    const { todo, late, missed } = standing(loss, rec, there);
    if (todo !== undefined) (rec.type === 'session' ? steering : sets)?.push([todo]);
    if (late !== undefined) waiting.push(late);
    if (missed !== undefined) unfit.push(missed);
    if (loss.put !== undefined) {
      if (!holdsWords(rec, loss)) unfit.push({ ...loss, sets: {} });
      continue; // it has been given back already
    }
    for (const [field, { base, edit }] of sorted(loss.texts)) {
      const op = { op: 'text', id: loss.id, field, edit: broughtBack(base, edit, textOf(rec, field)) } as const;
      if (op.edit.length > 0) texts?.push([op]);
    }
  }
  return { asks: [bins, steering, puts, sets, texts].flatMap((list) => list ?? []), waiting, unfit };
}

/**
 * The same for a history that may hold it all and only has forgotten this client: records that are missing are made
 * again, which does no harm, and words that stand nowhere are not put anywhere by guessing.
 */
export function giveBackIfMissing(losses: readonly Loss[], now: Get): Plan {
  const missing = losses.filter((loss) => now(loss.id) === undefined && loss.put !== undefined);
  const plan = giveBack(missing, now);
  const unfit = losses.filter((loss) => {
    const rec = now(loss.id);
    return rec === undefined ? loss.put === undefined && wordsLost(loss) !== '' : !holdsWords(rec, loss);
  });
  return { asks: plan.asks, waiting: plan.waiting, unfit };
}

/** The words that would be lost if the loss were. '' if there are none. */
export function wordsLost(loss: Loss): string {
  const typed = sorted(loss.texts).flatMap(([, { edit }]) => inserted(edit));
  const lines = sorted(loss.sets).flatMap(([name, { now }]) => linesIn(fieldOf(loss.type, name), now));
  return [...typed, ...lines].join(' ').trim();
}

function lossOf(
  id: Id,
  steps: readonly Step[],
  bases: Lacking['bases'],
  last: AnyRec | undefined,
  typed: ReadonlyMap<TextKey, Edit>,
): Loss {
  let type = last?.type ?? '';
  let put: Loss['put'];
  let bin: Loss['bin'];
  const sets: Record<string, { was: Json[]; now: Json }> = {};
  const strokes = new Map<string, Stroke[]>();
  for (const step of steps) {
    switch (step.op) {
      case 'put':
        type = step.type;
        put = step.f;
        break;
      case 'set': {
        const { was } = (sets[step.field] ??= { was: [], now: null });
        sets[step.field] = { was: [...was, step.was], now: step.now };
        break;
      }
      case 'text': {
        const list = strokes.get(step.field) ?? [];
        list.push({ own: false, edit: step.over }, { own: true, edit: step.edit });
        strokes.set(step.field, list);
        break;
      }
      default:
        bin = step.op;
    }
  }
  const texts: Record<string, { base: string; edit: Edit }> = {};
  for (const [field, list] of strokes) {
    const key = textKey(id, field);
    const [first, ...rest] = list;
    const base = apply(bases[key] ?? '', first?.edit ?? []);
    const end = rest.reduce((text, { edit }) => apply(text, edit), base);
    if (last !== undefined) rest.push({ own: false, edit: align(end, textOf(last, field)) });
    const more = typed.get(key);
    if (more !== undefined) rest.push({ own: true, edit: more });
    texts[field] = { base, edit: ownPart(base, rest) };
  }
  if (put === undefined) return { id, type, ...(bin && { bin }), sets, texts };
  const asked = { ...put, ...Object.fromEntries(Object.entries(sets).map(([name, { now }]) => [name, now])) };
  if (last?.del) bin = 'del';
  const as = last?.as === 'undone' ? last.as : undefined;
  return {
    id,
    type,
    put: madeAgain(type, { ...asked, ...last?.f }),
    ...(bin && { bin }),
    ...(as && { as }),
    sets: {},
    texts,
  };
}

/** The fields that a record may be made with: no texts, and nothing that only the system or whose words they are sets. */
function madeAgain(type: string, f: Fields): Fields {
  const texts = textFields(type);
  const spoken = type === 'note' && (f['behalf'] || f['whose']);
  const kept = Object.entries(f).filter(
    ([name]) => !texts.includes(name) && !(type === 'note' && name === 'state') && !(spoken && name === 'consent'),
  );
  return sparse(type, Object.fromEntries(kept));
}

function putting({ id, type, texts, bin, as }: Loss, f: Fields): Op[] {
  const words = sorted(texts).map(([field, { edit }]) => [field, inserted(edit).join('')]);
  const put: Op = { op: 'put', rec: { id, type, f: sparse(type, { ...f, ...Object.fromEntries(words) }) } };
  return bin === 'del' ? [put, { op: 'del', id, ...(as && { as }) }] : [put];
}

/** What of the sets is to be done, what waits for a record it names, and which words a later value has replaced. */
function standing(
  loss: Loss,
  rec: AnyRec,
  there: (ref: Id) => boolean,
): { readonly todo?: Op; readonly late?: Loss; readonly missed?: Loss } {
  const f: Record<string, Json> = {};
  const was: Record<string, Json> = {};
  const [late, missed]: Record<string, Loss['sets'][string]>[] = [{}, {}];
  for (const [name, set] of sorted(loss.sets)) {
    const [field, value] = [fieldOf(rec.type, name), valueOf(rec, name)];
    if (same(value, set.now)) continue;
    if (!set.was.some((before) => same(value, before))) {
      if (missed && linesIn(field, set.now).length > 0) missed[name] = set;
    } else if (!refsIn(field, set.now).every(there)) {
      if (late) late[name] = set;
    } else {
      f[name] = set.now;
      was[name] = value;
    }
  }
  const rest = (sets: Loss['sets'] | undefined) =>
    sets !== undefined && Object.keys(sets).length > 0 ? { id: loss.id, type: rec.type, sets, texts: {} } : undefined;
  const [waits, gone] = [rest(late), rest(missed)];
  return {
    ...(Object.keys(f).length > 0 && { todo: { op: 'set', id: loss.id, f, was } as const }),
    ...(waits && { late: waits }),
    ...(gone && { missed: gone }),
  };
}

function holdsWords(rec: AnyRec, loss: Loss): boolean {
  return sorted(loss.texts).every(([field, { edit }]) => {
    const text = textOf(rec, field);
    return inserted(edit).every((words) => text.includes(words));
  });
}

function matters(loss: Loss): boolean {
  if (loss.put !== undefined || loss.bin !== undefined || Object.keys(loss.sets).length > 0) return true;
  return Object.values(loss.texts).some(({ edit }) => edit.length > 0);
}

/** The ids that the fields of a record name. */
function named(type: string, f: Fields): Id[] {
  return Object.entries(f).flatMap(([name, value]) => refsIn(fieldOf(type, name), value));
}

/** The ids that a value names. */
function refsIn(field: Field | undefined, value: Json | undefined): Id[] {
  return stringsIn(field, value, 'id');
}

/** The lines that somebody wrote in a value. */
function linesIn(field: Field | undefined, value: Json | undefined): string[] {
  return stringsIn(field, value, 'line');
}

/** What is not empty of the strings of one kind in a value. */
function stringsIn(field: Field | undefined, value: Json | undefined, kind: Field['kind']): string[] {
  if (field === undefined) return [];
  if (typeof value === 'string') return field.kind === kind && value !== '' ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each: Json) => stringsIn(field.elem, each, kind));
  if (typeof value !== 'object' || value === null) return [];
  const parts = value as Fields;
  return (field.fields ?? []).flatMap((part) => stringsIn(part, parts[part.name ?? ''], kind));
}

function inserted(edit: Edit): string[] {
  return edit.filter((part) => typeof part === 'string');
}

function sorted<T>(by: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(by).sort(([a], [b]) => (a < b ? -1 : 1));
}
