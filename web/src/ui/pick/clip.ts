// Notes on the clipboard: as text for any program, and as they are for another board.
import type { Copied } from '../../model/intents/copies.ts';
import type { Fields, Id } from '../../model/records.ts';
import { schema } from '../../model/schema.ts';

/** The type of our own data. */
export const mime = 'application/x-feltboard-notes+json';

/** As many notes as one paste brings. */
export const most = 500;

/** What is copied: notes, and the board they are from. */
export interface Clip {
  readonly v: 1;
  readonly board: Id;
  readonly notes: readonly Copied[];
}

/** One note per line. */
export function textOf(notes: readonly { readonly text: string }[]): string {
  return notes.map(({ text }) => text.trim().replace(/\s*\n\s*/g, ' ')).join('\n');
}

/** The same as a list. */
export function htmlOf(notes: readonly { readonly text: string }[]): string {
  const item = ({ text }: { readonly text: string }): string =>
    `<li>${escaped(text.trim()).replace(/\n/g, '<br>')}</li>`;
  return `<meta charset="utf-8"><ul>${notes.map(item).join('')}</ul>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}

const kinds = schema.find(({ name }) => name === 'note')?.fields.find(({ name }) => name === 'kind');

/**
 * Reads our own data. Any page can have written it: what is not as we write it is no clip, and what comes of it is no more
 * than this person could type, which the server decides.
 */
export function clipOf(json: string): Clip | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  if (!isObject(value) || value['v'] !== 1 || typeof value['board'] !== 'string' || !Array.isArray(value['notes']))
    return null;
  const notes = value['notes'].slice(0, most).map(noteOf);
  return notes.length === 0 || notes.includes(null) ? null : { v: 1, board: value['board'], notes: notes as Copied[] };
}

function noteOf(value: unknown): Copied | null {
  if (!isObject(value)) return null;
  const { text, kind, side, mine, anon, speaker, whose, denied, consent, here } = value;
  const words = [text, speaker, whose].every((each) => typeof each === 'string');
  const truths = [mine, anon, denied].every((each) => typeof each === 'boolean');
  const known = kinds?.kind === 'enum' && (kinds.enum as readonly unknown[]).includes(kind);
  const sided = side === 'customer' || side === 'team';
  const may = consent === 'room' || consent === 'paraphrase' || consent === 'quote';
  if (!words || !truths || !known || !sided || !may || !isObject(here)) return null;
  const cut = [...(text as string)].slice(0, 5000).join('');
  return { ...(value as unknown as Copied), text: cut, here: pickOf(here) };
}

/** The fields a copy may have besides its words. */
const along = ['severity', 'context', 'because', 'theme', 'whose', 'emotion', 'consent', 'source', 'customer'];

function pickOf(here: Readonly<Record<string, unknown>>): Fields {
  return Object.fromEntries(Object.entries(here).filter(([name]) => along.includes(name))) as Fields;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
