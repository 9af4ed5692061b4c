import type { Slice } from '../../state/outlet.ts';
import { keep, kept } from '../parts/kept.ts';

/** A format by what people know it by. */
export interface Format {
  readonly id: string;
  readonly name: string;
  /** What to do with it there. */
  readonly how: string;
  /** What its source is called. */
  readonly source: 'Markdown' | 'CSV' | 'JSON';
  /** What somebody may choose besides. */
  readonly asks?: 'form' | 'type';
  readonly raw?: boolean;
}

export const formats: readonly [Format, ...Format[]] = [
  {
    id: 'backlog',
    name: 'Backlog.md',
    how: 'A file per item. Drafts go into backlog/drafts and get a number when they are promoted; tasks go into backlog/tasks.',
    source: 'Markdown',
    asks: 'form',
  },
  {
    id: 'github',
    name: 'GitHub issues (files)',
    how: 'A file per issue and a list of them; or let this server send them: “Send to a tracker”.',
    source: 'Markdown',
  },
  {
    id: 'gitlab',
    name: 'GitLab CSV',
    how: 'Import it in the project: Issues, Import from CSV.',
    source: 'CSV',
    raw: true,
  },
  {
    id: 'jira',
    name: 'Jira CSV',
    how: 'Import it in Jira: Issues, Import issues from CSV. Its wizard asks what each column is.',
    source: 'CSV',
    raw: true,
  },
  {
    id: 'linear',
    name: 'Linear CSV',
    how: 'Bring it in with Linear’s importer, as “Linear CSV”.',
    source: 'CSV',
    raw: true,
  },
  {
    id: 'azure',
    name: 'Azure DevOps CSV',
    how: 'Import it in Boards: Queries, Import work items. At most 1,000 at once.',
    source: 'CSV',
    asks: 'type',
    raw: true,
  },
  { id: 'gitea', name: 'Gitea or Forgejo JSON', how: 'For their API; or “Send to a tracker”.', source: 'JSON' },
  {
    id: 'obsidian',
    name: 'Obsidian tasks',
    how: 'Put the notes into a vault with the Tasks plugin.',
    source: 'Markdown',
  },
  { id: 'csv', name: 'Spreadsheet (CSV)', how: 'A row per item, for Excel and the like.', source: 'CSV', raw: true },
  {
    id: 'json',
    name: 'JSON',
    how: 'Everything, in a form of our own that keeps its version, for programs.',
    source: 'JSON',
  },
  {
    id: 'report',
    name: 'Report of the session',
    how: 'One text of decisions, insights, themes, votes and open questions, to be read.',
    source: 'Markdown',
  },
];

export function formatOf(id: string): Format {
  return formats.find((each) => each.id === id) ?? formats[0];
}

/** The format that was chosen last on this device. */
export function lastFormat(): string {
  return formatOf(kept('export.format') ?? '').id;
}

export function keepFormat(id: string): void {
  keep('export.format', id);
}

/** Everything, in a format. */
export function everything(format: string): Slice {
  return { format, actions: [], theme: '', persona: '', since: '', as: 'draft', start: 0, type: '', raw: false };
}

/** The work item types of Azure DevOps' processes. */
export const types = ['Issue', 'User Story', 'Product Backlog Item', 'Requirement', 'Task', 'Bug'] as const;
