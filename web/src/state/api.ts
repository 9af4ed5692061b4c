// The HTTP API, typed.
import type { Action, Consent, Id, Role, Side } from '../model/records.ts';
import { heard } from './person.ts';

/** The roles that links are made for. */
export type LinkRole = Exclude<Role, 'facilitator'>;

/** A refusal of the server. `message` tells a person what to do next; `code` is from a closed list. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  /** What is wrong in what was sent; '' where no part of it is. */
  readonly field: string;
  /** In how many seconds to try again; 0 where that is not said. */
  readonly wait: number;

  constructor(status: number, code: string, message: string, field = '', wait = 0) {
    super(message);
    this.status = status;
    this.code = code;
    this.field = field;
    this.wait = wait;
  }
}

/** Whose browser this is, and how the server can be reached. */
export interface Session {
  /** Who is signed in is an owner of the workspace. */
  readonly owner: boolean;
  /** Their name. */
  readonly name: string;
  /** Who is signed in; null: nobody. */
  readonly person: Self | null;
  /** By whom else one can sign in than with a password; null: by nobody. */
  readonly sso: { readonly name: string } | null;
  /** The server runs as a trial in one room, over plain HTTP. */
  readonly lan: boolean;
  /** What links begin with. */
  readonly base_url: string;
  /** Whether other devices can open that. */
  readonly reachable: boolean;
  readonly setup_needed: boolean;
  readonly version: string;
}

/** Somebody of the workspace, as they see themselves. */
export interface Self {
  readonly id: string;
  readonly name: string;
  /** '': they cannot sign in with a password. */
  readonly email: string;
  readonly role: 'owner' | 'member';
  /** Whether they have a password. */
  readonly password: boolean;
  /** Whether they sign in by the provider. */
  readonly sso: boolean;
}

/** A board in somebody's list. Times are milliseconds since 1970 UTC. */
export interface BoardSummary {
  readonly id: Id;
  readonly title: string;
  readonly template: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly notes: number;
  readonly customers: number;
  readonly actions_open: number;
  /** Who asks hosts it; if not, they have joined it. */
  readonly mine: boolean;
  /** When it is deleted if nothing changes; not there: never. */
  readonly delete_at?: number;
  /** Who has said so, on a board of one's own, unless it was oneself. */
  readonly kept_by?: string;
}

export interface Template {
  readonly id: string;
  readonly title: string;
  /** A usual length. */
  readonly minutes: number;
  readonly use_when: string;
  /** Whose method it is. */
  readonly credit: string;
  readonly zones: readonly TemplateZone[];
  readonly phases: readonly { readonly title: string; readonly minutes: number }[];
  /** Offered first. */
  readonly front: boolean;
  /** Without customers and people who only read. */
  readonly team_only: boolean;
  /** Brought in here: it can be exported and deleted. */
  readonly own: boolean;
}

export interface TemplateZone {
  readonly title: string;
  readonly prompt: string;
  readonly area: string;
  readonly kind: 'notes' | 'column' | 'plane';
}

/** What was promised in the session before, and what has become of it. */
export interface Since {
  /** The id of that board; '' where there was none. */
  readonly board: Id;
  readonly title: string;
  readonly at: number;
  readonly actions: readonly {
    readonly title: string;
    readonly status: Action['f']['status'];
    /** "2006-01-02", or ''. */
    readonly due: string;
    readonly reason: string;
    readonly owner: string;
  }[];
}

/** What may belong together among the notes that everybody sees, by the words they share. */
export interface Suggestions {
  readonly groups: readonly {
    readonly notes: readonly Id[];
    readonly words: readonly string[];
    /** The note that is most like the others. */
    readonly centre: Id;
  }[];
  /** Themes, or suggested groups by their place above, that may be one. */
  readonly merge: readonly {
    readonly a: SuggestedSide;
    readonly b: SuggestedSide;
    readonly words: readonly string[];
  }[];
  readonly joins: readonly { readonly note: Id; readonly theme: Id; readonly words: readonly string[] }[];
  /** Notes that match nothing. */
  readonly unsorted: readonly Id[];
  /** Notes that were too many to be looked at. */
  readonly left_out: number;
}

/** A theme; or a suggested group where there is no id. */
export interface SuggestedSide {
  readonly theme?: Id;
  readonly group: number;
}

export interface NewBoard {
  readonly template: string;
  readonly title: string;
  readonly goal?: string;
  /** Who runs it, as customers would say it. */
  readonly runs?: string;
  /** What is written there will be used for. */
  readonly use?: string;
  /** Who is mapped. */
  readonly persona?: string;
  readonly situation?: string;
  readonly lang?: string;
  /** The board that this session goes on from. */
  readonly previous?: Id;
  /** When it starts, in milliseconds since 1970 UTC; without it, it runs at once. */
  readonly starts?: number;
}

/** One address per role; a board for the team alone has the team's alone. */
export type Links = { readonly [R in LinkRole]?: string };

/** A link in the list; it cannot be shown again. Times are milliseconds since 1970 UTC. */
export interface LinkState {
  readonly id: string;
  /** `device`: nobody has it; further devices of facilitators sit by it. */
  readonly role: LinkRole | 'embed' | 'device';
  readonly created_at: number;
  /** From when on it lets nobody in; 0: never. */
  readonly expires_at: number;
  /** How many people may come by it; 0: as many as the server lets. */
  readonly most: number;
  readonly passphrase: boolean;
  readonly joined: number;
}

/** What a link may have besides its role. */
export interface Bounds {
  readonly expires_at?: number;
  readonly most?: number;
  readonly passphrase?: string;
}

/** How somebody stands to a board: by a role, or outside, where nothing of it is told. */
export type Standing = Role | 'waiting' | 'declined' | 'removed';

export interface Joined {
  readonly member: Id;
  readonly role: Standing;
  /** What the link would make of them, which the facilitators have been asked for: the board asks, and it is more than they have. */
  readonly asks?: 'client' | 'team';
  readonly board: {
    readonly id: Id;
    readonly title: string;
    readonly goal: string;
    readonly lang: string;
    readonly promise: string;
  };
}

export interface ExportPreview {
  readonly files: readonly { readonly name: string; readonly text: string; readonly html: string }[];
  readonly left_out: readonly { readonly reason: string; readonly count?: number; readonly sentence: string }[];
}

/** Whose browser this is; never refused. */
export async function session(): Promise<Session> {
  const who = await call<Session>('GET', '/api/session');
  await heard(who.person?.id ?? '');
  return who;
}

/** Makes this browser the owner's, with the token of the one-time set-up link. */
export async function setup(token: string, name: string): Promise<void> {
  await call('POST', '/api/setup', { token, name });
}

/** The boards that who is signed in hosts or has joined. */
export async function boards(): Promise<readonly BoardSummary[]> {
  return (await call<{ readonly boards: readonly BoardSummary[] }>('GET', '/api/v1/boards')).boards;
}

export async function templates(): Promise<readonly Template[]> {
  return (await call<{ readonly templates: readonly Template[] }>('GET', '/api/v1/templates')).templates;
}

/** Brings in a template from a file. */
export function importTemplate(file: unknown): Promise<{ readonly id: string }> {
  return call('POST', '/api/v1/templates', file);
}

/** Where a template is fetched as a file. */
export function templateUrl(id: string): string {
  return `/api/v1/templates/${encodeURIComponent(id)}`;
}

/** Keeps a board's zones and agenda as a template of one's own, without a word that anybody wrote. */
export function saveTemplate(board: Id, title: string): Promise<{ readonly id: string }> {
  return call('POST', `${path(board)}/template`, { title });
}

/** Deletes a template of one's own; {@link restoreTemplate} brings it back. */
export async function removeTemplate(id: string): Promise<void> {
  await call('DELETE', templateUrl(id));
}

export async function restoreTemplate(id: string): Promise<void> {
  await call('POST', `${templateUrl(id)}/restore`, {});
}

/** A board to try this one's session on: a copy without notes and people, in which nothing counts. */
export function rehearsal(board: Id): Promise<{ readonly id: Id }> {
  return call('POST', `${path(board)}/rehearsal`, {});
}

/** What has become of what the session before promised. */
export function since(board: Id): Promise<Since> {
  return call('GET', `${path(board)}/since`);
}

/** What may belong together. Rejects where not everybody sees all notes. */
export function suggestions(board: Id): Promise<Suggestions> {
  return call('GET', `${path(board)}/themes`);
}

/** The notes that say what a text says, the nearest first. */
export async function similarNotes(board: Id, text: string): Promise<readonly Id[]> {
  return (await call<{ readonly notes: readonly Id[] }>('POST', `${path(board)}/similar`, { text })).notes;
}

/** Makes a board. The links are shown this once; {@link newLink} makes others. */
export function createBoard(board: NewBoard): Promise<{ readonly id: Id; readonly links: Links }> {
  return call('POST', '/api/v1/boards', board);
}

/** Makes a board of the owner's to try things on, full of notes in a language of the screens. */
export function createExample(title: string, lang: string): Promise<{ readonly id: Id }> {
  return call('POST', '/api/v1/boards/example', { title, lang });
}

export async function links(board: Id): Promise<readonly LinkState[]> {
  return call('GET', `${path(board)}/links`);
}

/**
 * Makes another link for a role. With `replace` the earlier ones end, also for those who came by them; with `close` they let
 * nobody in any more, and who came by them stays.
 */
export async function newLink(
  board: Id,
  role: LinkRole,
  how: Bounds & { readonly replace?: boolean; readonly close?: boolean } = {},
): Promise<string> {
  return (await call<{ readonly url: string }>('POST', `${path(board)}/links`, { role, ...how })).url;
}

/** Which links of a board these secrets open: their ids, '' for what lets nobody in any more. */
export async function knownLinks(board: Id, keys: readonly string[]): Promise<readonly string[]> {
  return (await call<{ readonly ids: readonly string[] }>('POST', `${path(board)}/links/known`, { keys })).ids;
}

/** Ends one link, also for those who came by it. */
export async function endLink(board: Id, link: string): Promise<void> {
  await call('DELETE', `${path(board)}/links/id/${encodeURIComponent(link)}`);
}

/** An address that opens the board on another device as the same person, once. An earlier one ends. */
export function handOff(board: Id): Promise<{ readonly url: string; readonly expires_at: number }> {
  return call('POST', `${path(board)}/handoff`, {});
}

/** Somebody on a board: the pseudonym, and the name, which may be ''. */
export interface Called {
  readonly as: string;
  readonly name: string;
}

/** Who made a hand-off. */
export interface HandOff extends Called {
  readonly board: Id;
  readonly title: string;
  readonly role: Role;
  /** Whom one is there now, if that is somebody else; who is signed in stays it. */
  readonly here?: Called & { readonly stays: boolean };
}

/** Looks at a hand-off, and does not use it up. */
export function handOffSeen(key: string): Promise<HandOff> {
  return call('POST', '/api/handoff/look', { key });
}

/** Becomes who made a hand-off, on their board; where one is somebody else there, only with `replace`. */
export async function handOver(key: string, replace: boolean): Promise<void> {
  await call('POST', '/api/handoff', { key, replace });
}

/** Makes a link that shows the board on a page which frames it, and lets nobody in. */
export async function newEmbed(board: Id, replace = false): Promise<string> {
  return (await call<{ readonly url: string }>('POST', `${path(board)}/links`, { role: 'embed', replace })).url;
}

/** Ends the links that {@link newEmbed} made. */
export async function endEmbeds(board: Id): Promise<void> {
  await call('DELETE', `${path(board)}/links/embed`);
}

/** The origins whose pages may frame boards. */
export async function frames(board: Id): Promise<readonly string[]> {
  return (await call<{ readonly origins: readonly string[] }>('GET', `${path(board)}/frames`)).origins;
}

/** The short code that lets customers in while the session runs: "ABC-DEF", the same for as long as it works. */
export function roomCode(board: Id): Promise<{ readonly code: string; readonly expires_at: number }> {
  return call('POST', `${path(board)}/code`, {});
}

/** Ends the short code; whoever came by it stays. */
export async function endCode(board: Id): Promise<void> {
  await call('DELETE', `${path(board)}/code`);
}

/** Joins a board by the secret of its link, or by the code in the room. The same browser is the same member again. */
export function join(
  by: ({ readonly board: Id; readonly key: string } | { readonly code: string }) & {
    readonly name?: string;
    readonly consent?: Exclude<Consent, 'default'>;
    readonly passphrase?: string;
  },
): Promise<Joined> {
  return call('POST', '/api/join', by);
}

/** Adds somebody who is in the room without a device: others write and vote for them. */
export function addPerson(
  board: Id,
  person: { readonly name: string; readonly side: Side },
): Promise<{ readonly member: Id }> {
  return call('POST', `${path(board)}/people`, person);
}

/** Who this browser is on a board; null if nobody. */
export async function me(board: Id): Promise<{ readonly member: Id; readonly role: Standing } | null> {
  try {
    const who = await call<{ readonly member: Id; readonly role: Standing; readonly person: string }>(
      'GET',
      `${path(board)}/me`,
    );
    await heard(who.person);
    return who;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

/** What is to be brought into a board's tray, and how its rows are to be read where they do not say it themselves. */
export interface Intake {
  readonly format: '' | 'csv' | 'markdown' | 'json';
  readonly text?: string;
  /** A file's bytes in base64, in place of a text. */
  readonly data?: string;
  readonly source: string;
  readonly consent: string;
  /** What columns hold, by header. */
  readonly columns: Readonly<Record<string, string>>;
}

export interface IntakeRow {
  /** As a spreadsheet or an editor counts. */
  readonly n: number;
  readonly text: string;
  readonly whose: string;
  readonly customer: string;
  readonly source: string;
  readonly ref: string;
  readonly date: string;
  readonly zone: string;
  readonly kind: string;
  readonly consent: string;
  /** Why it does not come in; '' if it does. */
  readonly problem: string;
  /** What of it comes in otherwise than it stands. */
  readonly notice: string;
}

export interface IntakeRead {
  readonly format: string;
  readonly encoding: string;
  readonly rows: readonly IntakeRow[];
  readonly columns: readonly {
    readonly name: string;
    readonly is: string;
    readonly zone: string;
    readonly sample: string;
  }[];
  readonly added: number;
  readonly doubled: number;
  readonly problems: number;
  readonly problem: string;
  readonly notice: string;
}

/** Brings notes into a board's tray, or with `preview` says only what would come in. */
export function importNotes(board: Id, what: Intake, preview: boolean): Promise<IntakeRead> {
  return call('POST', `${path(board)}/notes/import`, { ...what, preview });
}

/** Makes one map of several boards about the same people. */
export function combine(title: string, boards: readonly Id[]): Promise<{ readonly id: Id; readonly added: number }> {
  return call('POST', '/api/v1/boards/gather', { title, boards });
}

/** Brings a board that is made of others up to date with them. */
export function gatherAgain(
  board: Id,
): Promise<{ readonly added: number; readonly changed: number; readonly gone: number }> {
  return call('POST', `${path(board)}/gather`, {});
}

/** What an export would hold and leave out: of one action, or of all. */
export function exportPreview(board: Id, action?: Id): Promise<ExportPreview> {
  return call('GET', `${exportUrl(board, action)}&preview=1`);
}

/** Where the export is fetched: one Markdown file for one action, otherwise a zip. */
export function exportUrl(board: Id, action?: Id): string {
  return `${path(board)}/export?format=markdown${action === undefined ? '' : `&action=${encodeURIComponent(action)}`}`;
}

/** What a board's addresses begin with. */
export function path(board: Id): string {
  return `/api/v1/boards/${encodeURIComponent(board)}`;
}

/** Rejects with {@link ApiError} where the server refuses, with what fetch rejects with where it cannot be reached. */
export async function call<T>(method: string, url: string, body?: unknown): Promise<T> {
  const answer = await fetch(url, {
    method,
    headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const value: unknown = text === '' ? undefined : parsed(text);
  if (answer.ok) return value as T; // the server keeps to its own description
  throw errorOf(answer.status, value, Number(answer.headers.get('retry-after')));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a page of some proxy
  }
}

function errorOf(status: number, value: unknown, wait: number): ApiError {
  const error: unknown = isObject(value) ? value['error'] : undefined;
  const part = (name: string) => {
    const found = isObject(error) ? error[name] : undefined;
    return typeof found === 'string' ? found : '';
  };
  const message = part('message') || 'The server did not answer as it should. Try again in a moment.';
  return new ApiError(status, part('code') || 'unavailable', message, part('field'), wait || 0);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
