// The records of a board as TypeScript types, worked out from the schema.
import type { schema } from './schema.ts';

/** A record id: a random UUID v4 in lower case, or "" for none. */
export type Id = string;

/** A value as canonical JSON holds it: integers only, no lone surrogates. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** The fields of a record whose type is not known in advance. */
export type Fields = { readonly [name: string]: Json };

/**
 * A record as this viewer sees it. `by` is a member's id and `at` milliseconds since 1970 UTC; both are missing
 * where the author is hidden or anonymous, and `at` while the record has not been saved. `mine` marks records of the
 * viewer's own that nobody else sees like this; `del` a deleted one the viewer may restore, and `as` a note that its author
 * has undone, which nobody else sees, or a customer has withdrawn (B-87).
 */
export interface Rec<T extends string = string, F = Fields> {
  readonly id: Id;
  readonly type: T;
  readonly by?: Id | undefined;
  readonly at?: number | undefined;
  readonly mine?: true | undefined;
  readonly del?: true | undefined;
  readonly as?: 'undone' | 'withdrawn' | undefined;
  readonly f: F;
}

/** A record of any type, known to the schema or not. */
export type AnyRec = Rec;

type Schema = typeof schema;
/** The names of the types a board knows. */
export type TypeName = Schema[number]['name'];

type Base<F> = F extends { kind: 'enum'; enum: readonly (infer E)[] }
  ? E
  : F extends { kind: 'int' }
    ? number
    : F extends { kind: 'bool' }
      ? boolean
      : F extends { kind: 'list'; elem: infer E }
        ? readonly ValueOf<E>[]
        : F extends { kind: 'object'; fields: infer M extends readonly { name: string }[] }
          ? ObjectOf<M>
          : string;
type ValueOf<F> = F extends { null: true } ? Base<F> | null : Base<F>;
type ObjectOf<M extends readonly { name: string }[]> = {
  readonly [P in M[number] as P extends { only: true } ? never : P['name']]: ValueOf<P>;
} & {
  readonly [P in M[number] as P extends { only: true } ? P['name'] : never]?: ValueOf<P>;
};

/** The fields of type T. */
export type FieldsOf<T extends TypeName> = ObjectOf<Extract<Schema[number], { name: T }>['fields']>;
/** A record of type T. */
export type RecordOf<T extends TypeName> = Rec<T, FieldsOf<T>>;

export type BoardInfo = RecordOf<'board'>;
export type Zone = RecordOf<'zone'>;
export type Phase = RecordOf<'phase'>;
export type Session = RecordOf<'session'>;
export type Persona = RecordOf<'persona'>;
export type Note = RecordOf<'note'>;
export type Reaction = RecordOf<'reaction'>;
/** What somebody says of a note with one press; `felt` alone is a customer's seconding (B-81). */
export type ReactionKind = Reaction['f']['kind'];
export type Theme = RecordOf<'theme'>;
export type Insight = RecordOf<'insight'>;
export type Action = RecordOf<'action'>;
export type Tension = RecordOf<'tension'>;
export type Hmw = RecordOf<'hmw'>;
export type Ack = RecordOf<'ack'>;
export type Member = RecordOf<'member'>;
export type Answer = RecordOf<'answer'>;
export type Ready = RecordOf<'ready'>;
export type Hand = RecordOf<'hand'>;
export type Topic = RecordOf<'topic'>;
export type Comment = RecordOf<'comment'>;
export type Verdict = RecordOf<'verdict'>;

export type NoteFields = FieldsOf<'note'>;
export type Place = NoteFields['place'];
export type NoteKind = NoteFields['kind'];
export type Consent = NoteFields['consent'];
export type Side = NoteFields['side'];
export type InsightFields = FieldsOf<'insight'>;
export type ActionFields = FieldsOf<'action'>;
export type Rules = FieldsOf<'phase'>['rules'];
export type Ask = FieldsOf<'phase'>['ask'];
/** One row of what came of a phase's question: of one item and one question. */
export type Result = FieldsOf<'phase'>['results'][number];
export type Timer = FieldsOf<'session'>['timer'];
/** What a member does in the session besides their role (METHOD §2.1). */
export type Hat = FieldsOf<'member'>['hat'];

/** What a member may be on a board. */
export type Role = 'facilitator' | 'team' | 'client' | 'viewer';
