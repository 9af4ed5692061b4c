import type { Slice } from '../../state/outlet.ts';
import { keep, kept } from '../parts/kept.ts';
import { s } from './words/words.ts';

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
  { id: 'backlog', ...s.formats.backlog, source: 'Markdown', asks: 'form' },
  { id: 'github', ...s.formats.github, source: 'Markdown' },
  { id: 'gitlab', ...s.formats.gitlab, source: 'CSV', raw: true },
  { id: 'jira', ...s.formats.jira, source: 'CSV', raw: true },
  { id: 'linear', ...s.formats.linear, source: 'CSV', raw: true },
  { id: 'azure', ...s.formats.azure, source: 'CSV', asks: 'type', raw: true },
  { id: 'gitea', ...s.formats.gitea, source: 'JSON' },
  { id: 'obsidian', ...s.formats.obsidian, source: 'Markdown' },
  { id: 'csv', ...s.formats.csv, source: 'CSV', raw: true },
  { id: 'json', ...s.formats.json, source: 'JSON' },
  { id: 'report', ...s.formats.report, source: 'Markdown' },
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
