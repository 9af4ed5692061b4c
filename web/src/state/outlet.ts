// The HTTP API of what leaves a board, and of what comes back from where it went.
import type { Id } from '../model/records.ts';
import { call, path } from './api.ts';

/** What is asked of an export. Empty strings, false and 0 say nothing. */
export interface Slice {
  readonly format: string;
  readonly actions: readonly Id[];
  readonly theme: Id;
  readonly persona: Id;
  /** 'last' is the last export of this board. */
  readonly since: '' | 'last';
  readonly as: 'draft' | 'task';
  /** The number of the first task. */
  readonly start: number;
  /** The work item type of Azure DevOps. */
  readonly type: string;
  readonly raw: boolean;
}

export interface ExportFile {
  readonly name: string;
  readonly text: string;
  /** The same as a page would show it, of few harmless elements. */
  readonly html: string;
}

export interface LeftOut {
  readonly reason: string;
  /** Not told where a running phase hides it. */
  readonly count?: number;
  readonly sentence: string;
}

export interface Preview {
  readonly files: readonly ExportFile[];
  readonly items: readonly { readonly action: Id; readonly title: string }[];
  readonly left_out: readonly LeftOut[];
}

/** Where an export is fetched: one file, or a zip of several. */
export function sliceUrl(board: Id, what: Slice): string {
  const query = new URLSearchParams({ format: what.format });
  if (what.actions.length === 1) query.set('action', what.actions[0] ?? '');
  else if (what.actions.length > 1) query.set('actions', what.actions.join(','));
  for (const name of ['theme', 'persona', 'since', 'type'] as const) if (what[name] !== '') query.set(name, what[name]);
  if (what.as === 'task') query.set('as', 'task');
  if (what.start > 0) query.set('start', String(what.start));
  if (what.raw) query.set('raw', 'true');
  return `${path(board)}/export?${query}`;
}

/** What an export would hold and leave out. */
export function preview(board: Id, what: Slice): Promise<Preview> {
  return call('GET', `${sliceUrl(board, what)}&preview=true`);
}

export type TrackerKind = 'github' | 'gitlab' | 'gitea';

/** A tracker's project that items go to. Times are milliseconds since 1970 UTC, 0 is never. */
export interface Target {
  readonly id: Id;
  readonly kind: TrackerKind;
  readonly url: string;
  readonly repo: string;
  readonly polled_at: number;
  /** Why it could not be asked the last time. */
  readonly failed?: string;
  /** Where the tracker may call, and what it signs its calls with; shown to the owner. */
  readonly hook?: string;
  readonly secret?: string;
}

export interface NewTarget {
  readonly kind: TrackerKind;
  readonly url: string;
  readonly repo: string;
  readonly token: string;
}

/** What became of an item at a target. */
export interface Delivery {
  readonly action: Id;
  readonly title: string;
  readonly state: 'queued' | 'sending' | 'sent' | 'failed' | 'changed';
  readonly ref?: string;
  readonly url?: string;
  readonly seen?: '' | 'open' | 'closed' | 'not_planned';
  readonly note?: string;
  /** Not tried again before. */
  readonly due_at?: number;
}

/** Where a board's items may go, and whether who asks may set and end targets. */
export function targets(board: Id): Promise<{ readonly targets: readonly Target[]; readonly may_set: boolean }> {
  return call('GET', `${path(board)}/targets`);
}

export function addTarget(board: Id, target: NewTarget): Promise<Target> {
  return call('POST', `${path(board)}/targets`, target);
}

/** Forgets a target and its token; what was sent stays there. */
export function endTarget(board: Id, target: Id): Promise<void> {
  return call('DELETE', at(board, target));
}

/** Asks for actions to be brought to a target, or up to date there; `force` overwrites what was changed there. */
export async function deliver(
  board: Id,
  target: Id,
  actions: readonly Id[],
  force = false,
): Promise<readonly Delivery[]> {
  const body = { actions, ...(force && { force }) };
  return (await call<Deliveries>('POST', `${at(board, target)}/deliver`, body)).deliveries;
}

export async function deliveries(board: Id, target: Id): Promise<readonly Delivery[]> {
  return (await call<Deliveries>('GET', `${at(board, target)}/deliveries`)).deliveries;
}

interface Deliveries {
  readonly deliveries: readonly Delivery[];
}

function at(board: Id, target: Id): string {
  return `${path(board)}/targets/${encodeURIComponent(target)}`;
}

/** What a file says otherwise than the board. */
export interface Change {
  readonly action: Id;
  readonly title: string;
  /** 'status', or 'acceptance 2' for the second criterion that says something. */
  readonly field: string;
  /** What the board says, and what the file does. */
  readonly from: string;
  readonly to: string;
  readonly file: string;
  /** Of a conflict. */
  readonly why?: string;
}

export interface Back {
  readonly moves: readonly Change[];
  readonly conflicts: readonly Change[];
  readonly unknown: readonly { readonly file: string; readonly why: string }[];
}

/** What Backlog.md files say otherwise than the board. Nothing is changed by asking. */
export function readBack(board: Id, files: readonly { readonly name: string; readonly text: string }[]): Promise<Back> {
  return call('POST', `${path(board)}/status/import?preview=true`, { files });
}
