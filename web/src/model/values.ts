// Values of fields: equality, defaults, and cleaning what people type.
import type { AnyRec, Fields, Json } from './records.ts';
import { schema, type Field, type Kind, type Type } from './schema.ts';

const types: ReadonlyMap<string, Type> = new Map(schema.map((type): [string, Type] => [type.name, type]));
const fields: ReadonlyMap<string, ReadonlyMap<string, Field>> = new Map(
  schema.map((type: Type) => [type.name, new Map(type.fields.map((field) => [field.name ?? '', field]))]),
);
const defaults: ReadonlyMap<string, Fields> = new Map(
  schema.map((type: Type) => [
    type.name,
    Object.fromEntries(type.fields.filter((f) => f.only !== true).map((f) => [f.name ?? '', defaultOf(f)])),
  ]),
);
const texts: ReadonlyMap<string, readonly string[]> = new Map(
  schema.map((type: Type) => [type.name, type.fields.filter((f) => f.kind === 'text').map((f) => f.name ?? '')]),
);

/** The type called `name`, unless this version does not know it. */
export function typeOf(name: string): Type | undefined {
  return types.get(name);
}

/** The field of a type, unless this version does not know it. */
export function fieldOf(type: string, name: string): Field | undefined {
  return fields.get(type)?.get(name);
}

/** The names of the fields of a type that merge by character. */
export function textFields(type: string): readonly string[] {
  return texts.get(type) ?? [];
}

/** The value of a field that nobody has set. */
export function defaultOf(field: Field): Json {
  if (field.null) return null;
  switch (field.kind) {
    case 'enum':
      return field.enum?.[0] ?? '';
    case 'int':
      return Math.max(field.min ?? 0, 0);
    case 'bool':
      return false;
    case 'list':
      return [];
    case 'object':
      return Object.fromEntries((field.fields ?? []).map((part) => [part.name ?? '', defaultOf(part)]));
    default:
      return '';
  }
}

/** `f` without the fields that have their default: the form records travel and are compared in (B-3). */
export function sparse(type: string, f: Fields): Fields {
  const kept = Object.entries(f).filter(([name, value]) => {
    const field = fieldOf(type, name);
    return field === undefined || !same(value, defaultOf(field));
  });
  return Object.fromEntries(kept);
}

/** The record with every field its viewer may read, defaults filled in. */
export function full(rec: AnyRec): AnyRec {
  const missing = defaults.get(rec.type);
  return missing === undefined ? rec : { ...rec, f: { ...missing, ...rec.f } };
}

/** A field's value, or its default; null for what this version does not know. */
export function valueOf(rec: Pick<AnyRec, 'type' | 'f'>, name: string): Json {
  const value = rec.f[name];
  if (value !== undefined) return value;
  const field = fieldOf(rec.type, name);
  return field === undefined ? null : defaultOf(field);
}

/** A text field's content. */
export function textOf(rec: Pick<AnyRec, 'f'>, name: string): string {
  const value = rec.f[name];
  return typeof value === 'string' ? value : '';
}

/** Whether two values are equal through and through. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  return left.length === right.size && left.every(([name, value]) => right.has(name) && same(value, right.get(name)));
}

/**
 * What people type, without what the server refuses (boards/SPEC.md): controls, bidi overrides, halves of surrogate
 * pairs. Text keeps its line breaks, as \n; in anything else white space becomes a space.
 */
export function clean(kind: Kind, typed: string): string {
  const lines = typed.replace(/\r\n?/g, '\n');
  const s = kind === 'text' ? lines : lines.replace(/[\n\t]+/g, ' ');
  return s.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\ud800-\udfff]/gu, (c) => (c === '\n' || c === '\t' ? c : ''));
}

/** The same for a value of any field but text: every line in it is cleaned. */
export function cleanLines(value: Json): Json {
  if (typeof value === 'string') return clean('line', value);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(cleanLines);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, cleanLines(each)]));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
